import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../src/core/clock';
import { createLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { migrate } from '../../../src/mongo/migrations/ledger';
import type { Migration } from '../../../src/mongo/migrations/migration';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

describe('the ledger of migrations', () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await connectTestDatabase();
  });
  afterEach(() => db.close());

  const parts = (migrations: readonly Migration[], leaseMs = 300) => ({
    connection: db.connection,
    sealer: new Sealer([{ id: 'k1', key: randomBytes(32) }]),
    log: createLog('silent'),
    machineClock: systemClock,
    migrations,
    leaseMs,
  });

  test('takes every step once, in order, however many processes start', async () => {
    const taken: string[] = [];
    const step = (id: string): Migration => ({
      id,
      run: async () => {
        taken.push(id);
        await new Promise((done) => setTimeout(done, 20));
      },
    });
    const steps = [step('0001-a'), step('0002-b')];
    await Promise.all([migrate(parts(steps)), migrate(parts(steps)), migrate(parts(steps))]);
    await migrate(parts(steps));
    expect(taken).toEqual(['0001-a', '0002-b']);
  });

  test('keeps a step that takes longer than its claim would hold', async () => {
    let runs = 0;
    const slow: Migration = {
      id: '0001-slow',
      run: async () => {
        runs += 1;
        await new Promise((done) => setTimeout(done, 900));
      },
    };
    await Promise.all([migrate(parts([slow])), migrate(parts([slow]))]);
    expect(runs).toBe(1);
  });

  test('takes a step over from a process that died over it', async () => {
    const failing: Migration = { id: '0001-a', run: () => Promise.reject(new Error('killed')) };
    await expect(migrate(parts([failing]))).rejects.toThrow('killed');
    let runs = 0;
    const sound: Migration = {
      id: '0001-a',
      run: () => {
        runs += 1;
        return Promise.resolve();
      },
    };
    await migrate(parts([sound]));
    expect(runs).toBe(1);
  });

  test('takes a step over from a process that died before the clock was set back', async () => {
    const tomorrow = { now: () => new Date(Date.now() + 24 * 60 * 60 * 1000) };
    const failing: Migration = { id: '0001-a', run: () => Promise.reject(new Error('killed')) };
    await expect(migrate({ ...parts([failing]), machineClock: tomorrow })).rejects.toThrow('killed');
    let runs = 0;
    const sound: Migration = { id: '0001-a', run: () => Promise.resolve(void (runs += 1)) };
    await migrate(parts([sound]));
    expect(runs).toBe(1);
  }, 20_000);

  test('refuses a database of a later version', async () => {
    await migrate(parts([{ id: '0009-later', run: () => Promise.resolve() }]));
    await expect(migrate(parts([]))).rejects.toMatchObject({ code: 'database-newer' });
  });
});
