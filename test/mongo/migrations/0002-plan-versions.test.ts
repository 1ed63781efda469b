import { randomBytes } from 'node:crypto';
import { SettableClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { createPlans } from '../../../src/measures/plan-service';
import { planVersions } from '../../../src/mongo/migrations/0002-plan-versions';
import { cutEverywhere } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const savedAt = new Date('2026-10-05T02:00:00Z');

/** As version 0.1 stored them. */
function oldMeasure(planId: string, key: string) {
  const [orgId = '', year] = planId.split(':');
  const texts = { title: `มาตรการ ${key}`, shortTitle: key, periodText: 'ทุกไตรมาส' };
  const lists = { subItems: [], approach: [], steps: [], responsible: [], periods: [], monitoring: [] };
  const rest = {
    group: { kind: 'none' },
    oitItems: [],
    rows: [{ form: 'S004-status3', order: 1, title: key }],
  };
  const place = { _id: `${planId}:${key}`, planId, orgId, fiscalYear: Number(year), key, order: 1 };
  return { ...place, ...texts, ...lists, ...rest };
}

function oldPlan(_id: string, status: 'draft' | 'approved', keys: readonly string[]) {
  const [orgId = '', year] = _id.split(':');
  return {
    _id,
    orgId,
    fiscalYear: Number(year),
    title: `แผน ${_id}`,
    intro: 'คำนำ',
    status,
    source: { name: 'plan.csv', sample: 'abc' },
    measureIds: keys.map((key) => `${_id}:${key}`),
    savedAt,
  };
}

describe('the migration 0002-plan-versions', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  const run = () => planVersions.run({ connection: db.connection, sealer, log: silentLog });
  const collection = (name: string) => db.connection.collection<{ _id: string }>(name);
  const inForce = (orgId: string) =>
    createPlans({ connection: db.connection, clock: new SettableClock() }).inForce(orgId, '2026-11-21');

  const store = async () => {
    for (const name of ['plans', 'measures', 'plan-versions']) await collection(name).deleteMany({});
    await collection('plans').insertMany([
      oldPlan('na-kok:2570', 'approved', ['b', 'a']),
      oldPlan('cho-raka:2569', 'approved', ['a']),
      oldPlan('cho-raka:2570', 'draft', ['a']),
    ]);
    await collection('measures').insertMany([
      ...['a', 'b', 'lost'].map((key) => oldMeasure('na-kok:2570', key)),
      oldMeasure('cho-raka:2569', 'a'),
      oldMeasure('cho-raka:2570', 'a'),
    ]);
  };
  beforeEach(store);

  async function expectAllThere(): Promise<void> {
    const { _id, ...rest } = oldMeasure('na-kok:2570', 'a');
    const found = await inForce('na-kok');
    expect(found?.measures.map((each) => each.key)).toEqual(['b', 'a']);
    expect(found?.measures[1]).toEqual({ id: _id, ...rest });
    expect(found?.plan).toEqual({
      id: 'na-kok:2570',
      orgId: 'na-kok',
      fiscalYear: 2570,
      title: 'แผน na-kok:2570',
      intro: 'คำนำ',
      status: 'approved',
      source: { name: 'plan.csv', sample: 'abc' },
    });
    expect((await inForce('cho-raka'))?.version).toBe('cho-raka:2569:v1');
    const year = await collection('plans').findOne({ _id: 'cho-raka:2570' });
    expect(year).toEqual({
      _id: 'cho-raka:2570',
      orgId: 'cho-raka',
      fiscalYear: 2570,
      draftVersion: 'cho-raka:2570:v1',
      history: [{ version: 'cho-raka:2570:v1', what: 'drafted', at: savedAt, by: 'operator' }],
    });
    const ids = (await collection('measures').find().toArray()).map((each) => each._id).sort();
    expect(ids).toEqual([
      'cho-raka:2569:v1:a',
      'cho-raka:2570:v1:a',
      'na-kok:2570:v1:a',
      'na-kok:2570:v1:b',
      'na-kok:2570:v1:lost',
    ]);
  }

  test('makes every plan the first version of its year and loses no measure', async () => {
    await run();
    await expectAllThere();
  });

  test('comes to the same end wherever a crash cuts it', async () => {
    const commands = await cutEverywhere(db.connection, { store, run, check: expectAllThere });
    expect(commands).toBeGreaterThan(10);
  });

  test('lets the next save become the second version', async () => {
    await run();
    const plans = createPlans({ connection: db.connection, clock: new SettableClock() });
    const { plan, measures } = (await inForce('na-kok'))!;

    expect(await plans.save(plan, measures)).toBe('na-kok:2570:v1');
    expect(await plans.save(plan, measures.slice(1))).toBe('na-kok:2570:v2');
    expect(await plans.sweep(new Date('2099-01-01'))).toBe(0);
  });

  test('leaves a new database as it is', async () => {
    for (const name of ['plans', 'measures']) await collection(name).deleteMany({});
    await run();
    expect(await collection('plan-versions').countDocuments()).toBe(0);
  });
});
