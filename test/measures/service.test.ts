import { bangkokDay } from '../../src/core/bangkok-day';
import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { progressModel } from '../../src/measures/model';
import { isLate } from '../../src/measures/round-rules';
import type { Progress, ProgressServices } from '../../src/measures/service';
import { createProgress } from '../../src/measures/service';
import { post } from '../helpers/actors';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import {
  draft,
  everyUnit,
  finance,
  measure,
  person,
  plansWith,
  sixMonths,
  withoutUnit,
} from './sample-measures';

const ORG = 'na-kok';
const measures = [
  measure('a'),
  measure('b', { responsible: [finance] }),
  measure('c', { responsible: [everyUnit], title: 'การเปิดเผยข้อมูล' }),
];

let db: TestDatabase;
let now: Date;
const clock = { now: () => now };
let attached: Record<string, string>;

beforeAll(async () => {
  db = await connectTestDatabase();
  progressModel(db.connection);
  await db.createIndexes();
});
beforeEach(async () => {
  await progressModel(db.connection).deleteMany({});
  now = new Date('2026-12-01T03:00:00Z');
  attached = {};
});
afterAll(() => db.close());

function progressWith(change: Partial<ProgressServices> = {}): Progress {
  const files = {
    attach: (ids: readonly string[], owner: string) => {
      for (const id of ids) attached[id] = owner;
      return Promise.resolve();
    },
  };
  const plans = plansWith(measures);
  return createProgress({
    connection: db.connection,
    plans,
    files,
    clock,
    ids: randomIds,
    log: silentLog,
    ...change,
  });
}

describe('recording progress', () => {
  test('keeps what was said, with person, unit, plan and the round of the day', async () => {
    const entry = await progressWith().record(
      draft('a', { problem: { none: true }, recommendation: { text: 'ควรเริ่มในไตรมาสแรก' } }),
      person(),
      'once-1',
    );

    expect(entry).toMatchObject({
      measureId: 'a',
      planId: 'plan-1',
      planVersion: 'plan-1:v1',
      fiscalYear: 2570,
      round: '6',
      problem: { none: true },
      recommendation: { text: 'ควรเริ่มในไตรมาสแรก' },
      asOf: '2026-12-01',
      by: 'person-1',
      unitKey: 'clerk',
      recordedAt: now,
    });
    expect(await progressWith().historyOf(person(), 'a')).toEqual([entry]);
  });

  test.each([
    ['2027-03-31T16:59:00Z', 2570, '6', '6'],
    ['2027-03-31T17:00:00Z', 2570, '6', '12'],
    ['2027-04-30T16:59:00Z', 2570, '6', '12'],
    ['2027-04-30T17:00:00Z', 2570, '12', '12'],
    ['2027-09-30T16:59:00Z', 2570, '12', '12'],
    ['2027-09-30T17:00:00Z', 2570, '12', '6'],
    ['2027-10-31T17:00:00Z', 2571, '6', '6'],
  ])('at %s is proposed for %i-%s, and what has an entry there for %s', async (moment, year, first, then) => {
    now = new Date(moment);
    const progress = progressWith();
    const made = await progress.record(draft('a'), person(), 'once-1');
    const next = await progress.record(draft('a'), person(), 'once-2');

    expect(made).toMatchObject({ fiscalYear: year, round: first, asOf: bangkokDay(now) });
    expect(next.round).toBe(then);
  });

  test('counts for the round the person names, also long after its last day', async () => {
    now = new Date('2027-08-02T03:00:00Z');
    const late = draft('a', { round: '2570-6', asOf: '2027-03-30' });
    const entry = await progressWith().record(late, person(), 'once-1');

    expect(entry).toMatchObject({ fiscalYear: 2570, round: '6', asOf: '2027-03-30' });
    expect(isLate(sixMonths, bangkokDay(entry.recordedAt))).toBe(true);
  });

  test.each(['2027-08-03', '2026-09-30'])('refuses to speak of the day %s', async (asOf) => {
    now = new Date('2027-08-02T03:00:00Z');
    const unfit = draft('a', { round: '2570-12', asOf });
    await expect(progressWith().record(unfit, person(), 'once-1')).rejects.toMatchObject({
      code: 'as-of-unfit',
    });
  });

  test('is refused for a closed round, one that has not begun and one that is none', async () => {
    now = new Date('2027-04-17T03:00:00Z');
    const closed = [{ key: '6', at: now, by: 'person-2' }];
    const progress = progressWith({ plans: plansWith(measures, { 2570: { closed } }) });

    for (const round of ['2570-6', '2571-6', '2570-q1']) {
      await expect(progress.record(draft('a', { round }), person(), round)).rejects.toMatchObject({
        code: 'round-closed',
      });
    }
    expect(await progress.record(draft('a'), person(), 'once-1')).toMatchObject({ round: '12' });
  });

  test('returns the same entry when it is repeated', async () => {
    const progress = progressWith();
    const first = await progress.record(draft('a'), person(), 'once-1');

    const again = await progress.record(draft('a', { result: 'อีกครั้ง' }), person(), 'once-1');

    expect(again).toEqual(first);
    expect(await progress.historyOf(person(), 'a')).toHaveLength(1);
  });

  test('makes one entry when two processes record it at the same moment', async () => {
    const entries = await Promise.all(
      Array.from({ length: 12 }, () => progressWith().record(draft('a'), person(), 'once-1')),
    );

    expect(new Set(entries.map((entry) => entry.id)).size).toBe(1);
    expect(await progressWith().historyOf(person(), 'a')).toHaveLength(1);
  });

  test('attaches the files, also when a crash came between the entry and its files', async () => {
    const withPhoto = draft('a', { evidence: [{ fileId: 'file-1', mediaType: 'image/jpeg' }] });
    const crashing = progressWith({ files: { attach: () => Promise.reject(new Error('killed')) } });
    await expect(crashing.record(withPhoto, person(), 'once-1')).rejects.toThrow('killed');

    const entry = await progressWith().record(withPhoto, person(), 'once-1');

    expect(attached).toEqual({ 'file-1': `progress:${entry.id}` });
    expect(await progressWith().historyOf(person(), 'a')).toHaveLength(1);
  });

  test('keeps the addresses named in the texts', async () => {
    const entry = await progressWith().record(
      draft('a', { result: 'เผยแพร่แล้ว https://example.go.th/news', problem: { none: true } }),
      person(),
      'once-1',
    );

    expect(entry.links).toEqual(['https://example.go.th/news']);
  });

  test('refuses a measure that is not in the plan in force', async () => {
    await expect(progressWith().record(draft('old'), person(), 'once-1')).rejects.toMatchObject({
      code: 'measure-unknown',
    });
  });

  test('refuses a person of another organisation, even one with a plan that shares nothing', async () => {
    const stranger = person({ orgId: 'kut-chik', posts: [post('coordinator')] });

    await expect(progressWith().record(draft('a'), stranger, 'once-1')).rejects.toMatchObject({
      code: 'measure-unknown',
    });
  });

  test('refuses staff of a unit that is not responsible, and lets the coordinator', async () => {
    await expect(progressWith().record(draft('b'), person(), 'once-1')).rejects.toMatchObject({
      code: 'measure-not-yours',
    });
    const entry = await progressWith().record(draft('b'), withoutUnit('coordinator'), 'once-2');

    expect(entry).not.toHaveProperty('unitKey');
    expect(await progressWith().historyOf(person(), 'b')).toEqual([entry]);
  });
});

describe('the round', () => {
  test('shows the newest entry of each measure and nothing of other rounds', async () => {
    const progress = progressWith();
    await progress.record(draft('a', { status: 'in-progress' }), person(), 'once-1');
    now = new Date('2027-01-05T03:00:00Z');
    const newest = await progress.record(draft('a'), person(), 'once-2');
    now = new Date('2027-05-05T03:00:00Z');
    await progress.record(draft('c'), person(), 'once-3');

    const board = await progress.board(person(), '2027-05-05', '2570-6');

    expect(board?.round).toEqual(sixMonths);
    expect([...(board?.latest ?? [])].map(([id, entry]) => [id, entry.id])).toEqual([['a', newest.id]]);
  });

  test('names exactly the measures without progress, with deadline and units', async () => {
    const progress = progressWith();
    await progress.record(draft('a', { status: 'not-started' }), person(), 'once-1');

    expect(await progress.missing(ORG, '2027-03-01')).toEqual({
      round: sixMonths,
      deadline: '2027-03-31',
      total: 3,
      missing: [
        { id: 'b', title: 'มาตรการ b', unitNames: ['กองคลัง'] },
        { id: 'c', title: 'การเปิดเผยข้อมูล', unitNames: ['ทุกส่วนราชการ'] },
      ],
    });
    expect((await progress.missing(ORG, '2027-04-01'))?.missing).toHaveLength(3);
  });

  test('carries work that is done forward: on 1 April it is not missing', async () => {
    const progress = progressWith();
    now = new Date('2027-02-10T03:00:00Z');
    await progress.record(draft('a'), person(), 'once-1');
    await progress.record(draft('c', { status: 'in-progress' }), person(), 'once-2');

    for (const day of ['2027-04-01', '2027-09-01']) {
      const missing = (await progress.missing(ORG, day))?.missing.map((each) => each.id);
      expect([day, missing]).toEqual([day, ['b', 'c']]);
      expect(await progress.board(person(), day)).toMatchObject({ done: 1, missing: 2 });
    }
  });

  test('is still reported on after its last day', async () => {
    const progress = progressWith();
    now = new Date('2027-04-17T03:00:00Z');
    await progress.record(draft('a', { status: 'in-progress' }), person(), 'once-1');

    const missing = async (day: string) => (await progress.missing(ORG, day))?.missing.map(({ id }) => id);
    expect(await missing('2027-03-31')).toEqual(['b', 'c']);
    expect(await missing('2027-09-01')).toEqual(['a', 'b', 'c']);
  });

  test('knows nothing of an organisation without a plan', async () => {
    expect(await progressWith().missing('cho-raka', '2027-03-01')).toBeUndefined();
    expect(await progressWith().board(person({ orgId: 'cho-raka' }), '2027-03-01')).toBeUndefined();
  });

  test('gives the board with the days left', async () => {
    const progress = progressWith();
    await progress.record(draft('a'), person(), 'once-1');

    expect(await progress.board(person(), '2027-03-24')).toMatchObject({
      deadline: '2027-03-31',
      daysLeft: 7,
      total: 3,
      done: 1,
      missing: 2,
    });
  });
});

describe('the collection', () => {
  test.each([
    ['once', { once: 'once-1' }, {}],
    ['round', { orgId: ORG, fiscalYear: 2570 }, {}],
    ['history', { measureId: 'a' }, { recordedAt: -1 }],
  ] as const)('answers the question for the %s from an index, sorted', async (_name, filter, sort) => {
    const plan = await progressModel(db.connection).find(filter).sort(sort).explain('queryPlanner');

    expect(JSON.stringify(plan)).toContain('IXSCAN');
    expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
  });
});
