import { importPlan, readPlan, showFinding } from '../../../src/measures/import/service';
import { showChanges } from '../../../src/measures/import/show-changes';
import type { Plan } from '../../../src/measures/plan';
import { json, office, options } from './office';

const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));

describe('a CSV file', () => {
  test('is read with the headings of the printed forms', () => {
    const bytes = csv(
      'ลำดับ,มาตรการ,ขั้นตอน/วิธีการปฏิบัติ,ผู้รับผิดชอบ,ระยะเวลา,สถานะ,คะแนน',
      '๑,การใช้ทรัพย์สิน,"๑. ทำคู่มือ\n๒. เวียนคู่มือ",กองคลัง สำนักปลัด,ต.ค. ๖๖ – ก.ย. ๖๗,ดำเนินการแล้ว,๘๘.๖๔',
    );
    const { plan, measures, problems, warnings } = readPlan(bytes, options());

    expect([problems, warnings]).toEqual([[], []]);
    expect(plan).toEqual({
      id: 'na-kok:2567',
      orgId: 'na-kok',
      fiscalYear: 2567,
      title: 'มาตรการส่งเสริมคุณธรรมและความโปร่งใส องค์การบริหารส่วนตำบลนากอก ประจำปีงบประมาณ พ.ศ. ๒๕๖๗',
      status: 'approved',
      source: { name: 'plan.csv' },
    });
    expect(measures[0]).toMatchObject({
      order: 1,
      title: 'การใช้ทรัพย์สิน',
      score: 88.64,
      periodText: 'ต.ค. ๖๖ – ก.ย. ๖๗',
      steps: [
        { no: 1, text: 'ทำคู่มือ' },
        { no: 2, text: 'เวียนคู่มือ' },
      ],
      responsible: [{ unitKey: 'finance' }, { unitKey: 'clerk' }],
      rows: [{ form: 'S004-status3', order: 1, status: 'done', responsibleText: 'กองคลัง สำนักปลัด' }],
    });
    expect(measures[0]?.periods).toMatchObject([{ start: '2023-10-01', end: '2024-09-30' }]);
  });

  test('gives every step its own unit, period and result', () => {
    const bytes = csv(
      'title,steps,stepResponsible,stepPeriods,stepResults',
      'นโยบาย,"ประกาศ\nเวียน","สำนักปลัด\nทุกคน","มกราคม ๒๕๖๗\nมีนาคม ๒๕๖๗","แล้ว\nยัง"',
    );

    expect(readPlan(bytes, options()).measures[0]?.steps).toMatchObject([
      {
        text: 'ประกาศ',
        responsible: [{ unitKey: 'clerk' }],
        periods: [{ start: '2024-01-01' }],
        result: 'แล้ว',
      },
      { text: 'เวียน', responsible: [{ everyone: true }], periods: [{ start: '2024-03-01' }], result: 'ยัง' },
    ]);
  });

  test.each([
    ['UTF-8 with its mark', Buffer.from('\ufefftitle;responsible\nมาตรการ;กองคลัง')],
    [
      'UTF-16, as spreadsheets call Unicode',
      Buffer.from('\ufefftitle\tresponsible\nมาตรการ\tกองคลัง', 'utf16le'),
    ],
    [
      'UTF-16 the other way round',
      Buffer.from('\ufefftitle\tresponsible\nมาตรการ\tกองคลัง', 'utf16le').swap16(),
    ],
    ['windows-874', windows874('title,responsible\r\nมาตรการ,กองคลัง\r\n')],
  ])('may be %s', (_, bytes) => {
    expect(readPlan(bytes, options())).toMatchObject({
      problems: [],
      measures: [{ title: 'มาตรการ', responsible: [{ unitKey: 'finance' }] }],
    });
  });

  test('counts rows as the spreadsheet does, also after blank ones', () => {
    const { problems } = readPlan(csv('title,score', '', 'ก,1', '"ข\nค",เก้า'), options());

    expect(problems.map(showFinding)).toEqual([
      'row 4, score: This cannot be read. Write a number from 0 to 100.',
    ]);
  });
});

describe('a file with mistakes', () => {
  test('is told all of them at once, with row and remedy', () => {
    const { problems, plan } = readPlan(
      json(
        { title: 'ก', score: 101, color: 'red' },
        { score: 5 },
        { title: 'ค', status: 'maybe' },
        { title: 'ง', responsible: ['กองช่าง', 'กองทัพเรือ'] },
        { title: 'จ', form: 'S999' },
        { title: 'ฉ', shortTitle: 'ย'.repeat(61) },
        { title: 'ช', steps: ['หนึ่ง', 'สอง'], stepPeriods: 'มกราคม ๒๕๖๗' },
      ),
      options(),
    );

    expect(plan).toBeUndefined();
    expect(problems.map(({ row, column }) => `${row ?? 0} ${column ?? ''}`)).toEqual([
      '1 color',
      '2 title',
      '3 status',
      '4 responsible',
      '4 responsible',
      '5 form',
      '6 shortTitle',
      '7 stepPeriods',
    ]);
    expect(problems.every((each) => each.remedy.length > 10)).toBe(true);
    expect(problems[3]?.remedy).toContain('สำนักปลัด, กองคลัง');
  });

  test('is told which rows repeat others', () => {
    const rows = [
      { form: 'S004-status3', order: 1, title: 'ก' },
      { form: 'S004-status3', order: 1, title: 'ข' },
      { form: 'S004-status3', order: 2, title: ' ก ' },
      { form: 'S003-result6col-instrument', group: 'IIT', order: 1, title: 'ค' },
      { form: 'S003-result6col-instrument', group: 'EIT', order: 1, title: 'ค' },
    ];

    expect(readPlan(json(...rows), options()).problems.map((each) => each.row)).toEqual([2, 3]);
  });
});

describe('the rows of one measure', () => {
  test('are joined by their name, and by equal titles', () => {
    const { measures } = readPlan(
      json(
        { form: 'S004-status3', order: 1, measure: 'gifts', title: 'ก', responsible: ['สำนักปลัด'] },
        { form: 'S004-status3', order: 2, title: 'ข' },
        { form: 'S003-result6col-instrument', order: 1, title: 'ข ', periodText: 'มีนาคม ๒๕๖๗' },
        { form: 'S003-result6col-instrument', order: 2, measure: 'gifts', title: 'อีกชื่อ', output: 'ประกาศ' },
      ),
      options(),
    );

    expect(measures.map((each) => [each.title, each.rows.length, each.order])).toEqual([
      ['ก', 2, 1],
      ['ข', 2, 2],
    ]);
    expect(measures[0]).toMatchObject({
      id: 'na-kok:2567:gifts',
      rows: [{ title: 'ก' }, { title: 'อีกชื่อ', output: 'ประกาศ' }],
    });
    expect(measures[1]?.periodText).toBe('มีนาคม ๒๕๖๗');
  });

  test('keep their identity when another row is put before them', () => {
    const alone = readPlan(json({ title: 'ก' }), options()).measures[0];
    const second = readPlan(json({ title: 'ใหม่' }, { title: 'ก' }), options()).measures[1];

    expect(second?.id).toBe(alone?.id);
  });
});

describe('strange dates', () => {
  test('are kept as written and pointed out', () => {
    const periodText = 'ดำเนินการเมื่อวันพุธที่ ๒๒ เมษายน พ.ศ. ๒๕๖๘';
    const { plan, measures, warnings } = readPlan(
      json({ title: 'ก', periodText }),
      options({ fiscalYear: 2569 }),
    );

    expect(plan).toBeDefined();
    expect(measures[0]?.periodText).toBe(periodText);
    expect(warnings.filter((each) => each.column === 'periodText').map((each) => each.message)).toEqual([
      expect.stringContaining('the weekday does not fit'),
      expect.stringContaining('outside'),
    ]);
  });
});

describe('whose rows and which year', () => {
  const rows = [
    { org: 'na-kok', fiscalYearBE: 2567, title: 'ก' },
    { org: 'na-kok', fiscalYearBE: 2568, title: 'ข' },
    { org: 'cho-raka', fiscalYearBE: 2567, title: 'ค' },
  ];

  test('are chosen by organisation and year; the others are left aside', () => {
    const { measures, rows: counted } = readPlan(json(...rows), options());

    expect(measures.map((each) => each.title)).toEqual(['ก']);
    expect(counted).toEqual({ taken: 1, leftAside: 2 });
  });

  test('must be said when the file has several years, or none', () => {
    const anyYear = { organization: office, fileName: 'plan.json' };

    expect(readPlan(json(...rows), anyYear).problems[0]?.message).toContain('2567, 2568');
    expect(readPlan(json({ title: 'ก' }), anyYear).problems[0]?.message).toContain('does not say');
    expect(readPlan(json(...rows), options({ fiscalYear: 2580 })).problems[0]?.message).toContain('2567');
  });

  test('cannot be those of another organisation alone', () => {
    expect(readPlan(json(rows[2]!), options()).problems[0]?.message).toContain('rows of cho-raka');
  });
});

describe('importPlan', () => {
  const saved: string[] = [];
  const held = readPlan(json({ title: 'ก' }, { title: 'ข' }), options());
  const plans = {
    ofYear: () => Promise.resolve({ approved: { plan: held.plan!, version: 'v1', measures: held.measures } }),
    save: ({ id, status }: Plan, measures: readonly unknown[]) => {
      saved.push(`${id} ${status} ${measures.length}`);
      return Promise.resolve('na-kok:2567:v2');
    },
  };
  beforeEach(() => saved.splice(0));

  test('puts a plan in place', async () => {
    const { version } = await importPlan(plans, json({ title: 'ก' }), options());
    expect([version, saved]).toEqual(['na-kok:2567:v2', ['na-kok:2567 approved 1']]);
  });

  test('writes nothing on a dry run, and nothing of a file with a mistake', async () => {
    const dry = await importPlan(plans, json({ title: 'ก' }), { ...options(), dryRun: true });
    const wrong = await importPlan(plans, json({ title: 'ก' }, { title: 'ข', score: 'x' }), options());

    expect(dry).toMatchObject({ plan: { id: 'na-kok:2567' } });
    expect([dry.version, wrong.version, saved]).toEqual([undefined, undefined, []]);
  });

  test('keeps a measure’s key under every title that it had in some form', async () => {
    const before = readPlan(
      json(
        { form: 'S004-status3', measure: 'gifts', title: 'ไม่รับของขวัญ' },
        { form: 'S003-result6col-instrument', group: 'IIT', measure: 'gifts', title: 'งดรับของขวัญ' },
        { form: 'S003-result6col-instrument', group: 'EIT', measure: 'others', title: 'งดรับของขวัญ' },
      ),
      options(),
    );
    const approved = { plan: before.plan!, version: 'v1', measures: before.measures };
    const bytes = json(
      { form: 'S003-result6col-instrument', group: 'EIT', title: 'งดรับของขวัญ' },
      { form: 'S003-result6col-instrument', group: 'IIT', title: 'งดรับของขวัญ' },
      { form: 'S004-status3', title: 'ไม่รับของขวัญ' },
    );

    const { measures } = await importPlan(
      { ...plans, ofYear: () => Promise.resolve({ approved }) },
      bytes,
      options(),
    );
    expect(measures.map((each) => [each.key, each.rows.length])).toEqual([
      ['others', 1],
      ['gifts', 2],
    ]);
  });

  test('says what changes in the plan that holds, also on a dry run', async () => {
    const file = json({ title: 'ก', periodText: 'มีนาคม ๒๕๖๗' }, { title: 'ค' });
    const { changes } = await importPlan(plans, file, { ...options(), dryRun: true });

    expect(showChanges(changes!).map((line) => line.replace(/t[0-9a-f]{10}/, 'key'))).toEqual([
      'removed: key "ข"',
      'added: key "ค"',
      'changed: key "ก": periods, rows, periodText',
    ]);
    const same = await importPlan(plans, json({ title: 'ก' }, { title: 'ข' }), options());
    expect(showChanges(same.changes!)).toEqual(['unchanged: this is what the plan that holds says']);
  });
});

/** Thai as single bytes: U+0E01… are 0xA1…. */
function windows874(text: string): Buffer {
  const codes = Array.from(text, (each) => each.charCodeAt(0));
  return Buffer.from(codes.map((code) => (code >= 0x0e01 && code <= 0x0e5b ? code - 0x0e00 + 0xa0 : code)));
}
