import { randomBytes } from 'node:crypto';
import { randomIds } from '../../../src/core/ids';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { createProgress } from '../../../src/measures/service';
import { progressRounds } from '../../../src/mongo/migrations/0003-progress-rounds';
import { cutEverywhere } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { measure, person, plansWith } from '../../measures/sample-measures';

/** As version 0.1 stored them. */
function oldEntry(id: string, months: 6 | 12, change: object = {}) {
  return {
    _id: id,
    once: `once-${id}`,
    orgId: 'na-kok',
    measureId: 'na-kok:2567:a',
    planId: 'na-kok:2567',
    fiscalYear: 2570,
    months,
    status: 'done',
    result: 'ประกาศแล้ว',
    evidence: [{ fileId: 'file-1', mediaType: 'image/jpeg' }],
    by: 'person-1',
    unitKey: 'clerk',
    recordedAt: new Date('2026-12-01T18:00:00Z'),
    ...change,
  };
}

describe('the migration 0003-progress-rounds', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  const entries = () => db.connection.collection<{ _id: string }>('progress');
  const run = () => progressRounds.run({ connection: db.connection, sealer, log: silentLog });
  const store = async () => {
    await entries().deleteMany({});
    await entries().insertMany([
      oldEntry('one', 6, { problem: 'ไม่มี', recommendation: 'ควรเริ่มเร็วขึ้น' }),
      oldEntry('two', 12, { recordedAt: new Date('2027-04-03T03:00:00Z') }),
    ]);
  };

  async function expectAllThere(): Promise<void> {
    const progress = createProgress({
      connection: db.connection,
      plans: plansWith([measure('na-kok:2567:a')]),
      files: { attach: () => Promise.resolve() },
      clock: { now: () => new Date('2027-04-03T03:00:00Z') },
      ids: randomIds,
      log: silentLog,
    });
    const [two, one] = await progress.historyOf(person(), 'na-kok:2567:a');
    const { _id, months, ...same } = oldEntry('one', 6);
    expect([_id, months]).toEqual(['one', 6]);
    expect(one).toEqual({
      ...same,
      id: 'one',
      round: '6',
      planVersion: 'na-kok:2567:v1',
      asOf: '2026-12-02',
      problem: { none: true },
      recommendation: { text: 'ควรเริ่มเร็วขึ้น' },
    });
    expect(two).toMatchObject({ id: 'two', round: '12', asOf: '2027-04-03' });
    expect(two).not.toHaveProperty('problem');
    expect((await progress.board(person(), '2027-03-31'))?.latest.get('na-kok:2567:a')?.id).toBe('one');
  }

  test('gives every entry its round and keeps all it said', async () => {
    await store();
    await run();
    await expectAllThere();
    await run();
    await expectAllThere();
  });

  test('comes to the same end wherever a crash cuts it', async () => {
    const commands = await cutEverywhere(db.connection, { store, run, check: expectAllThere });
    expect(commands).toBeGreaterThan(2);
  });
});
