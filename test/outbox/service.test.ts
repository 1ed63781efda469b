import { claimable, outboxModel } from '../../src/outbox/model';
import type { OutboxStage } from '../helpers/outbox-bench';
import { beforeEachOnStage, itemFor, morning } from '../helpers/outbox-bench';
import { explained } from '../helpers/queries';

let db: OutboxStage['db'];
let bench: OutboxStage['bench'];
let outbox: OutboxStage['outbox'];
beforeEachOnStage((stage) => ({ db, bench, outbox } = stage));

describe('enqueueing', () => {
  test('keeps an item once, however often it is asked for', async () => {
    expect(await outbox.enqueue(itemFor('p1'))).toBe('new');
    expect(await outbox.enqueue(itemFor('p1'))).toBe('known');
    const both = await Promise.all([outbox.enqueue(itemFor('p2')), bench.worker().enqueue(itemFor('p2'))]);

    expect(both.sort()).toEqual(['known', 'new']);
    expect(await outbox.counts()).toMatchObject({ waiting: 2 });
  });

  test('tells apart what was sent and what was given up, and revives neither', async () => {
    bench.behaviour.answer = () => ({ kind: 'refused', status: 400, problem: 'messages[0]' });
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);

    expect(await outbox.enqueue(itemFor('p1'))).toBe('dead');
    expect(await outbox.deliverSome(1)).toBe(0);
    expect(bench.events()).toContain('outbox.still-dead');
  });

  test('does not send again what was sent', async () => {
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(10);

    expect(await outbox.enqueue(itemFor('p1'))).toBe('known');
    await outbox.deliverSome(10);

    expect(bench.pushes).toHaveLength(1);
  });

  test('stores the prompts sealed and nothing readable of them', async () => {
    await outbox.enqueue(itemFor('p1'));

    const item = await bench.stored('reminder:p1');
    expect(JSON.stringify(item)).not.toContain('words for one');
    // Nor its language, which may single somebody out.
    expect(item).not.toHaveProperty('locale');
  });

  test('refuses an item that says nothing', async () => {
    const refused = expect.objectContaining({ code: 'nothing-to-say' });

    await expect(outbox.enqueue(itemFor('p1', { prompts: [] }))).rejects.toEqual(refused);
  });
});

describe('an item that is taken back', () => {
  test('is not sent, and its prompts are gone', async () => {
    await outbox.enqueue(itemFor('p1'));

    expect(await outbox.cancel('reminder:p1')).toBe(true);
    expect(await outbox.cancel('reminder:p1')).toBe(false);
    expect(await outbox.deliverSome(1)).toBe(0);
    const item = await bench.stored('reminder:p1');
    expect(Object.keys(item).sort()).toEqual(['_id', 'attempts', 'orgId', 'settledAt', 'status']);
  });
});

describe('the outbox as seen by operations', () => {
  test('tells the age of what is due, and not of what is due later', async () => {
    await outbox.enqueue(itemFor('p1', { notBefore: new Date('2026-06-01T00:00:00Z') }));
    bench.passSeconds(100);
    expect(await outbox.counts()).toEqual({ waiting: 1, repair: 0, dead: 0, oldestSeconds: 0 });

    await outbox.enqueue(itemFor('p2'));
    bench.passSeconds(30);
    expect(await outbox.counts()).toEqual({ waiting: 2, repair: 0, dead: 0, oldestSeconds: 30 });
  });

  test('forgets sent ids after 400 days and dead letters after 90', async () => {
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);
    bench.behaviour.answer = () => ({ kind: 'refused', status: 400, problem: 'x' });
    await outbox.enqueue(itemFor('p2'));
    await outbox.deliverSome(1);
    await outbox.enqueue(itemFor('p3'));

    bench.passSeconds(90 * 86_400 + 1);
    expect(await outbox.sweep()).toBe(1);
    bench.passSeconds(310 * 86_400);
    expect(await outbox.sweep()).toBe(1);
    expect(await outbox.counts()).toMatchObject({ waiting: 1, dead: 0 });
  });
});

describe('the background loop', () => {
  /** Resolves at the next push. */
  const nextPush = () =>
    new Promise<void>((arrive) => {
      bench.behaviour.answer = () => {
        arrive();
        return { kind: 'sent' };
      };
    });

  test('sends what it finds at its start and what is enqueued later, until it is stopped', async () => {
    await outbox.enqueue(itemFor('p1'));
    let pushed = nextPush();
    outbox.start();
    outbox.start();
    await pushed;

    pushed = nextPush();
    await outbox.enqueue(itemFor('p2'));
    await pushed;
    await outbox.stop();

    await outbox.enqueue(itemFor('p3'));
    expect(bench.pushes.map((push) => push.userId)).toEqual(['user of p1', 'user of p2']);
    expect(await outbox.counts()).toMatchObject({ waiting: 1 });
  });

  test('settles what is under way before it stops', async () => {
    await outbox.enqueue(itemFor('p1'));
    const pushed = nextPush();
    outbox.start();
    await pushed;
    await outbox.stop();

    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'sent' });
  });
});

describe('queries of the outbox', () => {
  test('use an index', async () => {
    await outbox.enqueue(itemFor('p1'));

    const { queried, unindexed } = await explained(db.connection, async () => {
      await outbox.enqueue(itemFor('p2'));
      await outbox.deliverSome(10);
      await outbox.counts();
      await outbox.cancel('reminder:p1');
      await outbox.sweep();
    });

    expect(queried.length).toBeGreaterThan(10);
    expect(unindexed).toEqual([]);
  });

  test('find the item to claim in the order of the index, without sorting', async () => {
    const query = outboxModel(db.connection).find(claimable(morning, morning)).sort({ freeAt: 1 });
    const { queryPlanner } = (await query.explain('queryPlanner')) as unknown as {
      queryPlanner: { winningPlan: object };
    };
    const plan = JSON.stringify(queryPlanner.winningPlan);

    expect(plan).toContain('IXSCAN');
    expect(plan).not.toContain('"SORT"');
  });
});
