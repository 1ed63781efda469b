import { randomIds } from '../../../src/core/ids';
import { createResultImport } from '../../../src/measures/import/result-service';
import { readPlan } from '../../../src/measures/import/service';
import { progressModel } from '../../../src/measures/model';
import { roundsOf } from '../../../src/measures/round-rules';
import { createIndexes } from '../../../src/mongo/connection';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { json, options } from './office';

const NOW = new Date('2024-04-10T09:00:00+07:00');

describe('the results of a file', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
    progressModel(db.connection);
    await createIndexes(db.connection);
  });
  afterEach(() => progressModel(db.connection).deleteMany({}));
  afterAll(() => db.close());

  let made = 0;
  const imports = () =>
    createResultImport({
      connection: db.connection,
      clock: { now: () => NOW },
      ids: { ...randomIds, next: () => `e${(made += 1)}` },
      rounds: { ofYear: (_org, year) => Promise.resolve(roundsOf(year)) },
    });
  const orderOf = (...rows: object[]) => {
    const { plan, measures } = readPlan(json(...rows), options({ fileName: 'results.json' }));
    if (plan === undefined) throw new Error('no plan');
    return { plan, measures, version: 'na-kok:2567:v1', round: '6', fileName: 'results.json' };
  };
  const entries = () => progressModel(db.connection).find().sort({ _id: 1 }).lean();

  const GIFTS = {
    title: 'ประกาศนโยบาย',
    status: 'ดำเนินการแล้ว',
    result: 'ประกาศแล้ว ดู www.example.go.th',
    output: 'ประกาศ ๑ ฉบับ',
    recommendation: 'ไม่มี',
    remark: '-',
  };

  test('become the progress of that round, marked as imported', async () => {
    const done = await imports().record(orderOf(GIFTS, { title: 'ทำคู่มือ' }));

    expect(done).toMatchObject({ recorded: 1, unchanged: 0 });
    expect(done.notes.map(({ message }) => message)).toEqual([
      '"ทำคู่มือ": the rows say no result; nothing was recorded.',
    ]);
    expect(await entries()).toMatchObject([
      {
        ...{ fiscalYear: 2567, round: '6', status: 'done', result: GIFTS.result, asOf: '2024-03-31' },
        ...{ output: { text: 'ประกาศ ๑ ฉบับ' }, recommendation: { none: true }, remark: { none: true } },
        ...{ links: ['www.example.go.th'], by: 'operator', imported: { fileName: 'results.json' } },
      },
    ]);
  });

  test('change nothing when they come again, and correct what was imported when they differ', async () => {
    await imports().record(orderOf(GIFTS));
    expect(await imports().record(orderOf(GIFTS))).toMatchObject({ recorded: 0, unchanged: 1 });
    expect(await imports().record(orderOf({ ...GIFTS, result: 'ประกาศและเวียนแล้ว' }))).toMatchObject({
      recorded: 1,
    });

    const [first, second] = await entries();
    expect(second?.corrects).toBe(first?._id);
  });

  test('leave what people have reported, and say so', async () => {
    await imports().record(orderOf(GIFTS));
    await progressModel(db.connection).updateMany({}, { $unset: { imported: 1 } });
    const done = await imports().record(orderOf({ ...GIFTS, result: 'อื่น' }));

    expect(done.recorded).toBe(0);
    expect(done.notes.map(({ message }) => message).join()).toContain('somebody has reported on it');
    expect(await entries()).toHaveLength(1);
  });

  test('without a status are taken as their words say, and that is told', async () => {
    const done = await imports().record(orderOf({ title: 'ทำคู่มือ', result: 'อยู่ระหว่างจัดทำ' }));

    expect(await entries()).toMatchObject([{ status: 'in-progress' }]);
    expect(done.notes[0]?.message).toContain('no status is said');
  });

  test('are of a round that there is and that is open; a dry run writes nothing', async () => {
    await expect(imports().record({ ...orderOf(GIFTS), round: '9' })).rejects.toThrow('no round "9"');
    expect(await imports().record({ ...orderOf(GIFTS), dryRun: true })).toMatchObject({ recorded: 1 });
    expect(await entries()).toEqual([]);
  });
});
