import type { DeadLetters } from '../../src/outbox/dead-letters';
import { createDeadLetters } from '../../src/outbox/dead-letters';
import type { SendOutcome } from '../../src/outbox/rules';
import type { OutboxStage } from '../helpers/outbox-bench';
import { beforeEachOnStage, itemFor } from '../helpers/outbox-bench';
import { explained } from '../helpers/queries';

let db: OutboxStage['db'];
let bench: OutboxStage['bench'];
let outbox: OutboxStage['outbox'];
let letters: DeadLetters;
beforeEachOnStage((stage) => {
  ({ db, bench, outbox } = stage);
  letters = createDeadLetters({ connection: db.connection, machineClock: bench.parts.machineClock });
});

const refused = (problem: string): SendOutcome => ({
  kind: 'refused',
  status: 400,
  problem,
  requestId: 'r9',
});

/** Enqueues for these people and lets LINE refuse it. */
async function die(problem: string, ...people: string[]): Promise<void> {
  bench.behaviour.answer = () => refused(problem);
  for (const person of people) await outbox.enqueue(itemFor(person));
  await outbox.deliverSome(10);
  bench.behaviour.answer = () => ({ kind: 'sent' });
}

describe('dead letters', () => {
  test('are listed with their problem and day, and nothing of what they say', async () => {
    await die('messages[0].text', 'p1');
    expect(await letters.list()).toEqual([
      {
        id: 'reminder:p1',
        orgId: 'cho-raka',
        problem: '400 messages[0].text',
        attempts: 1,
        on: new Date('2026-02-28T17:00:00Z'),
        revivable: true,
      },
    ]);
    expect(await bench.stored('reminder:p1')).toMatchObject({ requestId: 'r9' });
  });

  test('are sent after all when they are revived, once', async () => {
    await die('x', 'p1', 'p2');
    expect(await letters.revive({ ids: ['reminder:p1', 'reminder:nobody'] })).toBe(1);
    expect(await letters.revive({ ids: ['reminder:p1'] })).toBe(0);
    bench.pushes.splice(0);
    expect(await outbox.deliverSome(10)).toBe(1);
    expect(bench.pushes).toMatchObject([
      { userId: 'user of p1', locale: 'th', prompts: [{ text: { literal: 'words for one person alone' } }] },
    ]);
    expect(await letters.list()).toMatchObject([{ id: 'reminder:p2' }]);
  });

  test('are revived by what was wrong with them', async () => {
    await die('a.b', 'p1');
    await die('a+b', 'p2', 'p3');
    expect(await letters.revive({ problem: '400 a+' })).toBe(2);
    expect(await letters.revive({ problem: '' })).toBe(1);
  });

  test('that could not be answered for a day start with a fresh key life', async () => {
    bench.behaviour.answer = () => ({ kind: 'later', problem: 'timeout' });
    await outbox.enqueue(itemFor('p1'));
    for (let hour = 0; hour < 30; hour++) {
      await outbox.deliverSome(1);
      bench.passSeconds(3600);
    }
    await letters.revive({ problem: 'timeout' });
    await outbox.deliverSome(1);
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'waiting', attempts: 1 });
  });

  test('that were confidential keep nothing and stay dead', async () => {
    bench.behaviour.answer = () => refused('x');
    const to = { kind: 'mailbox', mailboxId: 'm1' } as const;
    await outbox.enqueue(itemFor('p1', { id: 'reply:1', to, confidential: true }));
    await outbox.deliverSome(1);

    expect(await bench.stored('reply:1')).toEqual({
      _id: 'reply:1',
      orgId: 'cho-raka',
      status: 'dead',
      attempts: 1,
      lastProblem: '400 x',
      settledAt: new Date('2026-02-28T17:00:00Z'),
    });
    expect(await letters.list()).toMatchObject([{ id: 'reply:1', revivable: false }]);
    expect(await letters.revive({ problem: '' })).toBe(0);
  });

  test('are found by an index', async () => {
    const { queried, unindexed } = await explained(db.connection, async () => {
      await letters.list();
      await letters.revive({ ids: ['reminder:p1'] });
      await letters.revive({ problem: '401' });
    });
    expect(queried.length).toBe(3);
    expect(unindexed).toEqual([]);
  });
});
