import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluatePeriods } from '../../scripts/evaluate/periods';

const today = '2026-02-20';

describe('evaluating periods', () => {
  test('answers each case with its periods and warnings, and nothing that is absent', () => {
    const answers = evaluatePeriods(
      [
        { text: 'รอบ ๖ เดือน', fiscalYear: 2567 },
        { text: 'อย่างน้อยปีละ ๒ ครั้ง ภายในเดือนมีนาคม' },
        { text: 'ตามความเหมาะสม' },
      ],
      today,
    );

    expect(answers.map((answer) => JSON.stringify(answer))).toEqual([
      '{"text":"รอบ ๖ เดือน","periods":[{"kind":"round","start":"2023-10-01","end":"2024-03-31"}],"warnings":[]}',
      '{"text":"อย่างน้อยปีละ ๒ ครั้ง ภายในเดือนมีนาคม","periods":[{"kind":"frequency","start":"2025-10-01","end":"2026-09-30","every":"year","times":{"from":2}},{"kind":"deadline","end":"2026-03-31"}],"warnings":[]}',
      '{"text":"ตามความเหมาะสม","periods":[],"warnings":["not-understood"]}',
    ]);
  });

  test('names every wrong row', () => {
    expect(() =>
      evaluatePeriods([{ text: 'ก' }, { text: 5 }, { text: 'ก', fiscalYear: 2026 }], today),
    ).toThrow(/row 2: text: .+\nrow 3: fiscalYear: a year of the Buddhist era/);
    expect(() => evaluatePeriods({ text: 'ก' }, today)).toThrow('array of cases');
  });
});

describe('the door', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...given: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/evaluate.ts', ...given], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
    });
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('prints one line a case and nothing else', () => {
    const cases = file('cases.json', JSON.stringify([{ text: 'ทุก\nเดือน' }, { text: '' }]));
    const { stdout, status } = run('periods', '--file', cases);

    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(['ทุก\nเดือน', '']);
  });

  test.each([
    ['an unknown subject', () => ['dates'], 'Known: periods'],
    ['no subject', () => [], 'Known: periods'],
    ['no file', () => ['periods'], 'usage: periods --file'],
    ['a file that is not there', () => ['periods', '--file', join(folder, 'none.json')], 'none.json'],
    ['a file that is no JSON', () => ['periods', '--file', file('bad.json', '[{')], 'bad.json'],
    ['a wrong row', () => ['periods', '--file', file('row.json', '[{"text":"ก"},{}]')], 'row 2: text'],
  ])('says what is wrong with %s, and fails', (_, given, message) => {
    const { stdout, stderr, status } = run(...given());

    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain(message);
  });
});
