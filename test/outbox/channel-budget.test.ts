import { SettableClock } from '../../src/core/clock';
import { silentLog } from '../../src/core/log';
import { ChannelBudget } from '../../src/outbox/channel-budget';
import type { SendOutcome } from '../../src/outbox/rules';
import { createOutbox } from '../../src/outbox/service';
import type { OutboxStage } from '../helpers/outbox-bench';
import { beforeEachOnStage, itemFor } from '../helpers/outbox-bench';

let bench: OutboxStage['bench'];
let outbox: OutboxStage['outbox'];
beforeEachOnStage((stage) => ({ bench, outbox } = stage));

describe('the monthly quota', () => {
  test('holds items when it is used up, and lets them go when it is not', async () => {
    bench.behaviour.quota = () => Promise.resolve({ limit: 10, used: 10 });
    await outbox.enqueue(itemFor('p1'));
    await outbox.enqueue(itemFor('p2'));
    await outbox.deliverSome(10);

    expect(bench.pushes).toEqual([]);
    expect(await bench.stored('reminder:p1')).toMatchObject({
      status: 'waiting',
      lastProblem: 'quota',
      attempts: 0,
    });
    expect(await bench.stored('reminder:p1')).not.toHaveProperty('giveUpAt');
    bench.passSeconds(3599);
    expect(await outbox.deliverSome(10)).toBe(0);
    // A week without quota: nothing is dropped, and nothing looks stuck.
    for (let day = 0; day < 7; day++) {
      bench.passSeconds(24 * 3600);
      await outbox.deliverSome(10);
    }
    expect(await outbox.counts()).toEqual({ waiting: 2, repair: 0, dead: 0, oldestSeconds: 0 });

    bench.behaviour.quota = () => Promise.resolve({ limit: 10, used: 0 });
    bench.passSeconds(3600);
    expect(await outbox.deliverSome(10)).toBe(2);
    expect(bench.pushes).toHaveLength(2);
  });

  test('counts own pushes between two looks at LINE’s figure', async () => {
    bench.behaviour.quota = () => Promise.resolve({ limit: 10, used: 7 });
    for (let number = 0; number < 5; number++) await outbox.enqueue(itemFor(`p${number}`));
    await outbox.deliverSome(10);

    expect(bench.pushes).toHaveLength(3);
    expect(bench.behaviour.quotaAsked).toBe(1);
    expect(await outbox.counts()).toMatchObject({ waiting: 2 });
    bench.passSeconds(3600);
    await outbox.deliverSome(10);
    expect(bench.behaviour.quotaAsked).toBe(2);
  });

  test('is warned of once a day from four fifths on, and again when it is gone', async () => {
    bench.behaviour.quota = () => Promise.resolve({ limit: 10, used: 8 });
    for (let number = 0; number < 4; number++) await outbox.enqueue(itemFor(`p${number}`));
    await outbox.deliverSome(10);

    const warnings = bench.lines.filter((line) => String(line.event).startsWith('quota.'));
    expect(warnings).toMatchObject([
      { event: 'quota.low', level: 40, orgId: 'cho-raka', used: 8, limit: 10 },
      { event: 'quota.exhausted', level: 50, used: 10, limit: 10 },
    ]);
  });

  test('of one organisation does not hold another', async () => {
    const quota = (orgId: string) =>
      Promise.resolve(orgId === 'na-kok' ? { used: 0 } : { limit: 0, used: 0 });
    const shared = createOutbox({ ...bench.parts, quota });
    await shared.enqueue(itemFor('p1'));
    await shared.enqueue(itemFor('p2', { orgId: 'na-kok' }));
    await shared.deliverSome(10);

    expect(bench.pushes.map((push) => push.orgId)).toEqual(['na-kok']);
  });

  test('that LINE says is used up stops further attempts for an hour', async () => {
    bench.behaviour.answer = () => ({ kind: 'paused', why: 'quota' });
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);
    await outbox.enqueue(itemFor('p2'));
    await outbox.deliverSome(1);

    expect(bench.pushes).toHaveLength(1);
    expect(bench.events()).toContain('quota.exhausted');
    expect(await outbox.counts()).toMatchObject({ waiting: 2, dead: 0 });
    bench.behaviour.answer = () => ({ kind: 'sent' });
    bench.passSeconds(3600);
    expect(await outbox.deliverSome(10)).toBe(2);
    expect(await outbox.counts()).toMatchObject({ waiting: 0 });
  });

  test('that cannot be asked for lets LINE decide', async () => {
    bench.behaviour.quota = () => Promise.reject(new Error('no route'));
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);

    expect(bench.pushes).toHaveLength(1);
    expect(bench.events()).toContain('quota.unknown');
  });

  test('is not spent by pushes that LINE refused', async () => {
    bench.behaviour.quota = () => Promise.resolve({ limit: 1, used: 0 });
    const answers: SendOutcome[] = [{ kind: 'refused', status: 400, problem: 'unknown user' }];
    bench.behaviour.answer = () => answers.shift() ?? { kind: 'sent' };
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);
    await outbox.enqueue(itemFor('p2'));
    await outbox.deliverSome(1);

    expect(bench.pushes).toHaveLength(2);
    expect(await outbox.counts()).toMatchObject({ waiting: 0, dead: 1 });
  });
});

describe('a clock that is set back', () => {
  const monday = new Date('2026-11-23T09:00:00+07:00');
  const sunday = new Date('2026-11-22T09:00:00+07:00');
  const budgetAt = (quota: () => Promise<{ limit: number; used: number }>) => {
    const machineClock = new SettableClock();
    machineClock.set(monday);
    return { machineClock, budget: new ChannelBudget({ quota, machineClock, log: silentLog }) };
  };

  test.each(['quota', 'rate', 'repair'] as const)('makes no pause longer (%s)', async (why) => {
    const { machineClock, budget } = budgetAt(() => Promise.resolve({ limit: 10, used: 0 }));
    budget.paused('cho-raka', why);
    expect(await budget.reserve('cho-raka')).toBe(why);
    machineClock.set(sunday);

    expect(await budget.reserve('cho-raka')).toBe('go');
  });

  test('lets LINE’s figure grow no older', async () => {
    let used = 10;
    const { machineClock, budget } = budgetAt(() => Promise.resolve({ limit: 10, used }));
    expect(await budget.reserve('cho-raka')).toBe('quota');
    used = 0;
    machineClock.set(sunday);

    expect(await budget.reserve('cho-raka')).toBe('go');
  });
});
