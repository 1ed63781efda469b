import { SettableClock } from '../../src/core/clock';
import { randomIds } from '../../src/core/ids';
import { createLog } from '../../src/core/log';
import { createRunHistory } from '../../src/jobs/history';
import { jobRunModel } from '../../src/jobs/model';
import type { Job, Runner } from '../../src/jobs/runner';
import { createRunner } from '../../src/jobs/runner';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { explained } from '../helpers/queries';

const machineStart = new Date('2026-11-01T00:00:00Z');

let db: TestDatabase;
let clock: SettableClock;
let machineClock: SettableClock;
let digests: string[];
let digest: Job;
let events: unknown[];

beforeAll(async () => {
  db = await connectTestDatabase();
  jobRunModel(db.connection);
  await db.createIndexes();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.connection.collection('job-runs').deleteMany({});
  clock = new SettableClock({ now: () => machineStart });
  machineClock = new SettableClock({ now: () => machineStart });
  digests = [];
  events = [];
  digest = () => Promise.resolve();
  goTo('2026-03-01T10:00');
});

/** A runner of its own, as in another process. */
function runner(): Runner {
  return createRunner({
    connection: db.connection,
    clock,
    machineClock,
    ids: randomIds,
    log: createLog('info', (line) => events.push((JSON.parse(line) as { event: string }).event)),
    jobs: {
      'daily-digest': async (planned) => {
        digests.push(planned.toISOString());
        await digest(planned);
      },
      retention: () => Promise.resolve(),
    },
  });
}

function goTo(bangkokTime: string): void {
  clock.set(new Date(`${bangkokTime}:00+07:00`));
}

function passMinutes(minutes: number): void {
  machineClock.set(new Date(machineClock.now().getTime() + minutes * 60_000));
}

const MARCH_1 = '2026-03-01T01:30:00.000Z';
const FEBRUARY_28 = '2026-02-28T01:30:00.000Z';

describe('a tick', () => {
  test('runs the latest planned minute once', async () => {
    const one = runner();
    await one.tick();
    await one.tick();
    await runner().tick();

    expect(digests).toEqual([MARCH_1]);
    const run = await jobRunModel(db.connection).findById('daily-digest@2026-03-01T01:30Z').lean();
    expect(run).toMatchObject({ name: 'daily-digest', attempts: 1, finishedAt: machineStart });
  });

  test('runs yesterday’s minute when today’s has not come', async () => {
    goTo('2026-03-01T08:29');
    await runner().tick();

    expect(digests).toEqual([FEBRUARY_28]);
  });

  test('runs each minute once with several processes waking at the same time', async () => {
    const runners = [runner(), runner(), runner(), runner()];
    await Promise.all(runners.map((each) => each.tick()));
    goTo('2026-03-02T08:30');
    await Promise.all(runners.map((each) => each.tick()));

    expect(digests).toEqual([MARCH_1, '2026-03-02T01:30:00.000Z']);
  });

  test('sees the newest time, even when it comes while another one is working', async () => {
    const one = runner();
    let finish: () => void = () => undefined;
    const began = new Promise<void>((begin) => {
      digest = () => {
        begin();
        return new Promise((done) => (finish = done));
      };
    });
    const first = one.tick();
    await began;

    digest = () => Promise.resolve();
    goTo('2026-03-05T09:00');
    const second = one.tick();
    finish();
    await Promise.all([first, second]);

    expect(digests).toEqual([MARCH_1, '2026-03-05T01:30:00.000Z']);
  });
});

describe('a move of the time machine', () => {
  test('forwards runs the latest minute and none of those jumped over', async () => {
    const one = runner();
    await one.tick();
    goTo('2026-08-31T09:00');
    await one.tick();

    expect(digests).toEqual([MARCH_1, '2026-08-31T01:30:00.000Z']);
  });

  test('backwards does not run again what was run', async () => {
    const one = runner();
    goTo('2026-02-28T10:00');
    await one.tick();
    goTo('2026-03-01T10:00');
    await one.tick();
    goTo('2026-02-28T20:00');
    await one.tick();
    goTo('2026-03-01T23:00');
    await runner().tick();

    expect(digests).toEqual([FEBRUARY_28, MARCH_1]);
  });
});

describe('a run that fails', () => {
  test('is tried again after a pause that doubles', async () => {
    const one = runner();
    digest = () => Promise.reject(new Error('no database'));
    await one.tick();
    await one.tick();
    expect(digests).toHaveLength(1);

    passMinutes(1);
    await one.tick();
    passMinutes(1);
    await one.tick();
    expect(digests).toHaveLength(2);

    digest = () => Promise.resolve();
    passMinutes(1);
    await one.tick();
    await one.tick();
    expect(digests).toEqual([MARCH_1, MARCH_1, MARCH_1]);
    expect(events).toEqual(expect.arrayContaining(['job.failed', 'job.done']));
  });

  test('is given up after six attempts, and the next day runs all the same', async () => {
    const one = runner();
    digest = () => Promise.reject(new Error('always'));
    for (let attempt = 0; attempt < 10; attempt++) {
      await one.tick();
      passMinutes(60);
    }
    expect(digests).toHaveLength(6);
    expect(events.filter((event) => event === 'job.given-up')).toHaveLength(1);

    goTo('2026-03-02T08:30');
    await one.tick();
    expect(digests).toHaveLength(7);
  });

  test('does not keep the other jobs from running', async () => {
    digest = () => Promise.reject(new Error('always'));
    await runner().tick();

    const run = await jobRunModel(db.connection).findOne({ _id: 'retention@2026-02-28T20:15Z' }).lean();
    expect(run?.finishedAt).toEqual(machineStart);
  });
});

describe('a process that dies in a run', () => {
  test('leaves it to another one when its lease is over, not before', async () => {
    let finish: () => void = () => undefined;
    const began = new Promise<void>((begin) => {
      digest = () => {
        begin();
        return new Promise((done) => (finish = done));
      };
    });
    const dead = runner().tick();
    await began;
    digest = () => Promise.resolve();

    const other = runner();
    passMinutes(9);
    await other.tick();
    expect(digests).toHaveLength(1);
    passMinutes(1);
    await other.tick();
    expect(digests).toEqual([MARCH_1, MARCH_1]);

    finish();
    await dead;
    await runner().tick();
    expect(digests).toHaveLength(2);
  });
});

describe('a clock that is set back', () => {
  test('does not keep what failed before it waiting for the old time', async () => {
    const one = runner();
    digest = () => Promise.reject(new Error('no database'));
    await one.tick();
    expect(digests).toHaveLength(1);

    passMinutes(-3 * 60);
    await one.tick();
    expect(digests).toEqual([MARCH_1, MARCH_1]);
  });
});

describe('a runner', () => {
  test('catches up at its start and stops cleanly', async () => {
    const one = runner();
    await one.start();
    await one.stop();

    expect(digests).toEqual([MARCH_1]);
    expect(events.filter((event) => event === 'job.planned')).toHaveLength(2);
  });

  test('survives a database that does not answer', async () => {
    const broken = await connectTestDatabase();
    const one = createRunner({
      connection: broken.connection,
      clock,
      machineClock,
      ids: randomIds,
      log: createLog('info', (line) => events.push((JSON.parse(line) as { event: string }).event)),
      jobs: { 'daily-digest': () => Promise.resolve(), retention: () => Promise.resolve() },
    });
    await broken.close();

    await one.tick();

    expect(events).toEqual(['job.stuck', 'job.stuck']);
  });

  test('forgets runs of more than 400 days ago', async () => {
    const history = createRunHistory({ connection: db.connection, machineClock });
    await runner().tick();
    passMinutes(400 * 24 * 60);
    expect(await history.sweep()).toBe(0);
    passMinutes(1);
    expect(await history.sweep()).toBe(2);
  });

  test('asks only by index', async () => {
    const { queried, unindexed } = await explained(db.connection, async () => {
      await runner().tick();
      await runner().tick();
      await createRunHistory({ connection: db.connection, machineClock }).sweep();
    });

    expect(queried.length).toBeGreaterThan(4);
    expect(unindexed).toEqual([]);
  });
});
