import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { progressModel } from '../../src/measures/model';
import type { NewProgress, Progress } from '../../src/measures/service';
import { createProgress } from '../../src/measures/service';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { draft, finance, measure, person, plansWith, withoutUnit } from './sample-measures';

let db: TestDatabase;
let now: Date;
let progress: Progress;
const attached: string[] = [];
const measures = [
  measure('a', {
    steps: [
      { no: 1, text: 'ประกาศ' },
      { no: 2, text: 'เวียน' },
    ],
    periods: [{ kind: 'frequency', every: 'week', times: { from: 5, to: 7 }, text: 'สัปดาห์ละ ๕ - ๗ ครั้ง' }],
  }),
  measure('b', { responsible: [finance] }),
];
const whole: NewProgress = {
  measureId: 'a',
  status: 'done',
  result: '๑. ประกาศแล้ว\n๒. เวียนแล้ว',
  output: { text: 'ประกาศ ๑ ฉบับ' },
  outcome: { none: true },
  problem: { none: true },
  recommendation: { text: 'ควรเริ่มเร็วขึ้น' },
  remark: { text: 'ดู www.example.go.th/ita' },
  steps: [
    { no: 1, status: 'done', result: 'ประกาศแล้ว' },
    { no: 2, status: 'in-progress' },
  ],
  counts: [{ times: 6, every: 'week' }],
  money: { spent: 1250.5 },
  evidence: [
    { fileId: 'file-1', mediaType: 'image/jpeg', line: 1 },
    { kind: 'order', title: 'คำสั่ง', docNo: '๓๒/๒๕๖๙', dateText: '๑ ธ.ค. ๖๙', from: '2026-12-01' },
  ],
};

beforeAll(async () => {
  db = await connectTestDatabase();
  progressModel(db.connection);
  await db.createIndexes();
});
beforeEach(async () => {
  await progressModel(db.connection).deleteMany({});
  attached.splice(0);
  now = new Date('2026-12-01T03:00:00Z');
  progress = createProgress({
    connection: db.connection,
    plans: plansWith(measures),
    files: {
      attach: (ids) => {
        attached.push(...ids);
        return Promise.resolve();
      },
    },
    clock: { now: () => now },
    ids: randomIds,
    log: silentLog,
  });
});
afterAll(() => db.close());

describe('an entry', () => {
  test('comes back with everything that was said, and only its kept files are attached', async () => {
    const entry = await progress.record(whole, person(), 'once-1');

    expect(entry).toMatchObject(whole);
    expect(entry.links).toEqual(['www.example.go.th/ita']);
    expect(await progress.historyOf(person(), 'a')).toEqual([entry]);
    expect(attached).toEqual(['file-1']);
  });

  test('may leave its result to the steps', async () => {
    const entry = await progress.record({ ...whole, result: '', evidence: [] }, person(), 'once-1');
    expect((await progress.historyOf(person(), 'a'))[0]).toEqual(entry);
  });

  test('is not kept with what its measure does not have; every problem is named', async () => {
    const wrong = { ...whole, steps: [{ no: 7 }], money: { spent: -1 } };
    await expect(progress.record(wrong, person(), 'once-1')).rejects.toMatchObject({
      code: 'entry-invalid',
      message: 'step-unknown, step-empty, money-unfit',
    });
    expect(await progress.historyOf(person(), 'a')).toEqual([]);
  });

  test('holds nothing that nobody said', async () => {
    const smuggled = { ...draft('a'), endorsedLevel: 3, by: 'somebody' };
    const entry = await progress.record(smuggled, person(), 'once-1');
    expect(entry).not.toHaveProperty('endorsedLevel');
    expect(entry.by).toBe('person-1');
  });
});

describe('a correction', () => {
  test('keeps what it corrects, with who said what when, in the same round', async () => {
    const first = await progress.record(draft('a', { result: 'ผิด' }), person(), 'once-1');
    now = new Date('2027-06-01T03:00:00Z');
    const said = draft('a', { result: 'ถูก', corrects: first.id });
    const corrected = await progress.record(said, withoutUnit('coordinator'), 'once-2');

    expect(corrected).toMatchObject({ corrects: first.id, round: '6', by: 'person-2', recordedAt: now });
    expect(await progress.historyOf(person(), 'a')).toEqual([corrected, first]);
    const board = await progress.board(person(), '2027-06-01', '2570-6');
    expect(board?.latest.get('a')?.id).toBe(corrected.id);
  });

  test('is of an entry of this measure and its round, or of none', async () => {
    const ofB = await progress.record(draft('b'), withoutUnit('coordinator'), 'once-1');
    const ofA = await progress.record(draft('a'), person(), 'once-2');

    for (const wrong of [
      draft('a', { corrects: ofB.id }),
      draft('a', { corrects: 'gone' }),
      draft('a', { corrects: ofA.id, round: '2570-12' }),
    ]) {
      await expect(progress.record(wrong, person(), 'once-3')).rejects.toMatchObject({
        code: 'entry-unknown',
      });
    }
  });

  test('is refused once the entry has been endorsed, and so is a new report in its round', async () => {
    const entry = await progress.record(draft('a'), person(), 'once-1');
    await progressModel(db.connection).updateOne({ _id: entry.id }, { $set: { endorsedLevel: 1 } });

    for (const report of [draft('a', { corrects: entry.id }), draft('a')]) {
      await expect(progress.record(report, person(), 'once-2')).rejects.toMatchObject({
        code: 'entry-endorsed',
      });
    }
    now = new Date('2027-04-02T03:00:00Z');
    expect(await progress.record(draft('a'), person(), 'once-3')).toMatchObject({ round: '12' });
    expect(await progress.record(draft('a'), person(), 'once-1')).toEqual({ ...entry, endorsedLevel: 1 });
  });
});
