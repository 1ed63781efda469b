import { atBangkok, bangkokDay } from '../../src/core/bangkok-day';
import { fiscalYearOf } from '../../src/core/fiscal-year';
import type { Locale } from '../../src/core/texts';
import { jobRunModel } from '../../src/jobs/model';
import { createRunner } from '../../src/jobs/runner';
import { currentRound, roundsOf } from '../../src/measures/round-rules';
import { outboxModel } from '../../src/outbox/model';
import type { Quota } from '../../src/outbox/rules';
import type { Outbox } from '../../src/outbox/service';
import type { Reminders, ReminderServices } from '../../src/reminders/service';
import { createReminders } from '../../src/reminders/service';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { outboxBench } from '../helpers/outbox-bench';

let db: TestDatabase;
let bench: ReturnType<typeof outboxBench>;
let outbox: Outbox;
let office: {
  organizations: string[];
  administrators: Record<string, { personId: string; locale: Locale }[]>;
  /** Titles nobody has reported on, by organisation; absent: no plan. */
  missing: Record<string, string[]>;
};
let services: ReminderServices;
let reminders: Reminders;

beforeAll(async () => {
  db = await connectTestDatabase();
  outboxModel(db.connection);
  jobRunModel(db.connection);
  await db.createIndexes();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.connection.collection('outbox').deleteMany({});
  await db.connection.collection('job-runs').deleteMany({});
  bench = outboxBench(db);
  outbox = bench.worker();
  office = {
    organizations: ['kut-chik'],
    administrators: {
      'kut-chik': [
        { personId: 'clerk', locale: 'th' },
        { personId: 'head', locale: 'en' },
      ],
    },
    missing: { 'kut-chik': ['มาตรการหนึ่ง', 'มาตรการสอง'] },
  };
  services = {
    organizations: { all: () => Promise.resolve(office.organizations.map((id) => ({ id }))) },
    people: { holdersOf: (orgId) => Promise.resolve(office.administrators[orgId] ?? []) },
    measures: {
      missing: (orgId, day) => {
        const titles = office.missing[orgId];
        if (titles === undefined) return Promise.resolve(undefined);
        const missing = titles.map((title) => ({ id: title, title, unitNames: ['กองคลัง'] }));
        const round = currentRound(roundsOf(fiscalYearOf(day)), day)!;
        return Promise.resolve({ round, deadline: round.to, total: 7, missing });
      },
    },
    outbox,
    clock: bench.clock,
    log: bench.parts.log,
  };
  reminders = createReminders(services);
});

/** The daily run of a day, and everything it leads to. */
async function runOn(day: string): Promise<void> {
  const planned = atBangkok(day, '08:30');
  bench.clock.set(planned);
  await reminders.queueDigests(planned);
  await outbox.deliverSome(100);
}

/** Titles in what was pushed, per recipient. */
function told(): Record<string, string[]> {
  return Object.fromEntries(
    bench.pushes.map(({ userId, prompts }) => {
      const values = prompts.flatMap((prompt) => prompt.card?.rows.map((row) => row.value) ?? []);
      return [userId, values.map((value) => ('literal' in value ? value.literal : value.key))];
    }),
  );
}

describe('the daily digest', () => {
  test('tells every administrator exactly what is missing, thirty days before the deadline', async () => {
    await runOn('2026-02-28');
    expect(bench.pushes).toEqual([]);

    await runOn('2026-03-01');
    expect(told()).toEqual({
      'user of clerk': ['มาตรการหนึ่ง', 'มาตรการสอง'],
      'user of head': ['มาตรการหนึ่ง', 'มาตรการสอง'],
    });
    expect(bench.pushes.map((push) => push.locale).sort()).toEqual(['en', 'th']);
  });

  test('is sent once a stage, and again in the next round', async () => {
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01']) await runOn(day);
    expect(bench.pushes).toHaveLength(2);

    await runOn('2026-08-31');
    expect(bench.pushes).toHaveLength(4);
  });

  test('is made up for after days without power', async () => {
    await runOn('2026-03-20');

    expect(bench.pushes).toHaveLength(2);
    expect(bench.pushes[0]?.prompts[0]?.text).toMatchObject({ key: 'reminders.digest.summary' });
    expect(JSON.stringify(bench.pushes[0]?.prompts)).toMatch(/"days":"(11|๑๑)"/);
  });

  test('reaches an administrator who registers later', async () => {
    await runOn('2026-03-01');
    office.administrators['kut-chik']?.push({ personId: 'mayor', locale: 'th' });
    await runOn('2026-03-02');

    expect(Object.keys(told()).sort()).toEqual(['user of clerk', 'user of head', 'user of mayor']);
    expect(bench.pushes).toHaveLength(3);
  });

  test('is not sent when nothing is missing or no plan is in force', async () => {
    office.organizations = ['kut-chik', 'na-kok'];
    office.missing = { 'kut-chik': [] };
    office.administrators['na-kok'] = [{ personId: 'p9', locale: 'th' }];
    await runOn('2026-03-01');

    expect(bench.pushes).toEqual([]);
  });

  test('warns when there is nobody to tell', async () => {
    office.administrators = {};
    await runOn('2026-03-01');

    expect(bench.events()).toContain('reminders.nobody');
  });

  test('keeps organisations apart, and does all that it can when one fails', async () => {
    office.organizations = ['broken', 'na-kok'];
    office.administrators['na-kok'] = [{ personId: 'p9', locale: 'th' }];
    office.missing = { 'na-kok': ['มาตรการของนากอก'] };
    const broken = createReminders({
      ...services,
      measures: {
        missing: (orgId, day) =>
          orgId === 'broken' ? Promise.reject(new Error('no answer')) : services.measures.missing(orgId, day),
      },
    });

    const run = broken.queueDigests(atBangkok('2026-03-01', '08:30'));
    await expect(run).rejects.toEqual(expect.objectContaining({ code: 'reminders-incomplete' }));
    await outbox.deliverSome(10);

    expect(told()).toEqual({ 'user of p9': ['มาตรการของนากอก'] });
  });

  test('is not delivered after the deadline it tells of', async () => {
    let quota: Quota = { limit: 0, used: 0 };
    bench.behaviour.quota = () => Promise.resolve(quota);
    await runOn('2026-03-31');
    expect(await outbox.counts()).toMatchObject({ waiting: 2 });

    quota = { used: 0 };
    bench.passSeconds(2 * 3600);
    bench.clock.set(atBangkok('2026-04-01', '00:01'));
    await outbox.deliverSome(10);

    expect(bench.pushes).toEqual([]);
    expect(await outbox.counts()).toMatchObject({ waiting: 0, dead: 0 });
  });
});

describe('the digest with schedule and time machine', () => {
  test('comes at half past eight of 1 March, and not twice however the time is moved', async () => {
    const runner = createRunner({
      ...bench.parts,
      jobs: {
        'daily-digest': (planned) => reminders.queueDigests(planned),
        retention: () => Promise.resolve(),
      },
    });
    const moveTo = async (day: string, time: string): Promise<number> => {
      bench.clock.set(atBangkok(day, time));
      await runner.tick();
      await outbox.deliverSome(10);
      return bench.pushes.length;
    };

    expect(await moveTo('2026-03-01', '08:29')).toBe(0);
    expect(await moveTo('2026-03-01', '08:30')).toBe(2);
    expect(await moveTo('2026-02-01', '12:00')).toBe(2);
    expect(await moveTo('2026-03-15', '12:00')).toBe(2);
    expect(await moveTo('2026-09-10', '12:00')).toBe(4);
    expect(bangkokDay(bench.clock.now())).toBe('2026-09-10');
  });
});
