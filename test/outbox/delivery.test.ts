import { uuidOf } from '../../src/core/ids';
import type { SendOutcome } from '../../src/outbox/rules';
import type { OutboxStage } from '../helpers/outbox-bench';
import { beforeEachOnStage, itemFor, morning } from '../helpers/outbox-bench';

let bench: OutboxStage['bench'];
let outbox: OutboxStage['outbox'];
beforeEachOnStage((stage) => ({ bench, outbox } = stage));

describe('delivering', () => {
  test('hands over prompts, recipient and retry key, then forgets all of it', async () => {
    await outbox.enqueue(itemFor('p1'));

    expect(await outbox.deliverSome(10)).toBe(1);

    expect(bench.pushes).toEqual([
      {
        orgId: 'cho-raka',
        userId: 'user of p1',
        prompts: [{ text: { literal: 'words for one person alone' } }],
        locale: 'th',
        retryKey: uuidOf('reminder:p1'),
      },
    ]);
    const item = await bench.stored('reminder:p1');
    // Of what was sent the id alone is needed, so that it is not sent again.
    const settledAt = new Date('2026-02-28T17:00:00Z');
    const left = { _id: 'reminder:p1', orgId: 'cho-raka', status: 'sent', attempts: 1, settledAt };
    expect(item).toEqual(left);
    expect(await outbox.counts()).toEqual({ waiting: 0, repair: 0, dead: 0, oldestSeconds: 0 });
  });

  test('reaches mailboxes as well as people', async () => {
    await outbox.enqueue(itemFor('p1', { id: 'answer:1', to: { kind: 'mailbox', mailboxId: 'm1' } }));
    await outbox.deliverSome(1);

    expect(bench.pushes.map((push) => push.userId)).toEqual(['mailbox']);
  });

  test('waits until an item is due in the time people live in', async () => {
    await outbox.enqueue(itemFor('p1', { notBefore: new Date('2026-03-02T01:30:00Z') }));

    expect(await outbox.deliverSome(10)).toBe(0);
    bench.clock.set(new Date('2026-03-02T01:30:00Z'));
    expect(await outbox.deliverSome(10)).toBe(1);
  });

  test('cancels what would no longer be true', async () => {
    await outbox.enqueue(itemFor('p1', { validUntil: new Date('2026-03-31T16:59:59Z') }));
    bench.clock.set(new Date('2026-04-01T00:00:00Z'));
    await outbox.deliverSome(10);

    expect(bench.pushes).toEqual([]);
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'cancelled', lastProblem: 'expired' });
    expect(bench.events()).toContain('outbox.expired');
  });

  test('takes no more than it is told to', async () => {
    for (const person of ['p1', 'p2', 'p3']) await outbox.enqueue(itemFor(person));

    expect(await outbox.deliverSome(2)).toBe(2);
    expect(await outbox.counts()).toMatchObject({ waiting: 1 });
  });

  test('sends each item once with several workers at the same time', async () => {
    for (let number = 0; number < 40; number++) await outbox.enqueue(itemFor(`p${number}`));

    const taken = await Promise.all(
      [outbox, bench.worker(), bench.worker()].map((each) => each.deliverSome(40)),
    );

    expect(taken.reduce((sum, each) => sum + each)).toBe(40);
    expect(new Set(bench.pushes.map((push) => push.retryKey)).size).toBe(40);
    expect(bench.pushes).toHaveLength(40);
  });

  test('writes no text, no recipient and no person into the log beyond the item’s id', async () => {
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);

    expect(bench.lines).toHaveLength(1);
    expect(bench.lines[0]).toMatchObject({ event: 'outbox.sent', outboxId: 'reminder:p1', requestId: 'r1' });
    expect(JSON.stringify(bench.lines)).not.toMatch(/words for one|user of/);
  });
});

describe('trouble with LINE', () => {
  test('is met with later attempts, the same key each time', async () => {
    const answers: SendOutcome[] = [
      { kind: 'later', problem: 'timeout' },
      { kind: 'later', problem: '500' },
    ];
    bench.behaviour.answer = () => answers.shift() ?? { kind: 'sent' };
    await outbox.enqueue(itemFor('p1'));

    expect(await outbox.deliverSome(10)).toBe(1);
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'waiting', lastProblem: 'timeout' });
    expect(await outbox.deliverSome(10)).toBe(0);
    bench.passSeconds(5);
    expect(await outbox.deliverSome(10)).toBe(1);
    bench.passSeconds(10);
    expect(await outbox.deliverSome(10)).toBe(1);

    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'sent', attempts: 3 });
    expect(new Set(bench.pushes.map((push) => push.retryKey)).size).toBe(1);
  });

  test('is not waited out for days when the clock is set back meanwhile', async () => {
    bench.behaviour.answer = () => ({ kind: 'later', problem: 'timeout' });
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);
    bench.behaviour.answer = () => ({ kind: 'sent' });

    bench.passSeconds(-3 * 24 * 60 * 60);
    bench.clock.set(morning);
    expect(await outbox.deliverSome(1)).toBe(1);
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'sent' });
  });

  test('is survived when the sender throws', async () => {
    bench.behaviour.answer = () => Promise.reject(new Error('secret words'));
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(10);

    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'waiting', lastProblem: 'failed' });
    expect(JSON.stringify(bench.lines)).not.toContain('secret words');
  });

  test('that lasts a day ends as a dead letter', async () => {
    bench.behaviour.answer = () => ({ kind: 'later', problem: 'timeout' });
    await outbox.enqueue(itemFor('p1'));
    for (let hour = 0; hour < 40; hour++) {
      await outbox.deliverSome(1);
      bench.passSeconds(3600);
    }

    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'dead', lastProblem: 'timeout' });
    expect(bench.pushes).toHaveLength(24);
    expect(bench.events().filter((event) => event === 'outbox.dead')).toHaveLength(1);
  });
});

describe('a channel that needs repair', () => {
  const broken = (): SendOutcome => ({ kind: 'repair', problem: '401' });
  /** Lets `hours` pass, looking every five minutes. */
  const pass = async (hours: number) => {
    for (let minute = 0; minute < hours * 60; minute += 5) {
      bench.passSeconds(300);
      await outbox.deliverSome(10);
    }
  };

  test('keeps what is to be pushed until it is mended, the next day or later', async () => {
    bench.behaviour.answer = broken;
    for (const person of ['p1', 'p2', 'p3']) await outbox.enqueue(itemFor(person));
    await outbox.deliverSome(10);
    await pass(30);

    expect(await outbox.counts()).toMatchObject({ waiting: 3, repair: 3, dead: 0 });
    expect(await outbox.enqueue(itemFor('p1'))).toBe('known');
    // Some are tried now and then, and not all of them every minute.
    expect(bench.pushes.length).toBeGreaterThan(20);
    expect(bench.pushes.length).toBeLessThan(150);

    bench.behaviour.answer = () => ({ kind: 'sent' });
    bench.pushes.splice(0);
    await pass(1.1);
    expect(bench.pushes.map(({ userId }) => userId).sort()).toEqual([
      'user of p1',
      'user of p2',
      'user of p3',
    ]);
    expect(await outbox.counts()).toMatchObject({ waiting: 0, repair: 0, dead: 0 });
  });

  test('lets everything go as soon as the first has gone through', async () => {
    bench.behaviour.answer = broken;
    for (let number = 0; number < 20; number++) await outbox.enqueue(itemFor(`p${number}`));
    await pass(10);
    bench.behaviour.answer = () => ({ kind: 'sent' });
    bench.pushes.splice(0);

    while (bench.pushes.length === 0) {
      bench.passSeconds(60);
      await outbox.deliverSome(1);
    }
    await outbox.deliverSome(100);
    expect(bench.pushes).toHaveLength(20);
  });

  test('does not send what is no longer true when it is mended', async () => {
    bench.behaviour.answer = broken;
    await outbox.enqueue(itemFor('p1', { validUntil: new Date('2026-03-31T16:59:59Z') }));
    await outbox.deliverSome(1);
    bench.clock.set(new Date('2026-04-01T00:00:00Z'));
    await pass(1.1);
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'cancelled', lastProblem: 'expired' });
  });

  test('is none of another organisation’s business', async () => {
    bench.behaviour.answer = () => broken();
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(1);
    bench.behaviour.answer = () => ({ kind: 'sent' });
    await outbox.enqueue(itemFor('p2', { orgId: 'na-kok' }));
    await outbox.deliverSome(1);
    expect(await bench.stored('reminder:p2')).toMatchObject({ status: 'sent' });
  });
});

describe('a recipient who cannot be reached', () => {
  test('makes a dead letter', async () => {
    bench.behaviour.resolve = () => undefined;
    await outbox.enqueue(itemFor('p1'));
    await outbox.deliverSome(10);

    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'dead', lastProblem: 'no-recipient' });
    expect(bench.pushes).toEqual([]);
  });
});

describe('a worker that dies', () => {
  /** Claims an item and never comes back; `arrived` tells whether LINE had got the push. */
  async function die(): Promise<{ finish: (outcome: SendOutcome) => void; settled: Promise<number> }> {
    let finish: (outcome: SendOutcome) => void = () => undefined;
    const reached = new Promise<void>((arrive) => {
      bench.behaviour.answer = () =>
        new Promise((answer) => {
          finish = answer;
          arrive();
        });
    });
    const settled = bench.worker().deliverSome(1);
    await reached;
    bench.behaviour.answer = () => ({ kind: 'sent', requestId: 'second' });
    return { finish, settled };
  }

  test('loses its item to another one when its lease is over, not before', async () => {
    await outbox.enqueue(itemFor('p1'));
    const dead = await die();

    bench.passSeconds(59);
    expect(await outbox.deliverSome(1)).toBe(0);
    bench.passSeconds(1);
    expect(await outbox.deliverSome(1)).toBe(1);

    expect(bench.pushes.map((push) => push.retryKey)).toEqual(Array(2).fill(uuidOf('reminder:p1')));
    dead.finish({ kind: 'later', problem: 'too late to say' });
    await dead.settled;
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'sent' });
    expect(bench.lines).toContainEqual(
      expect.objectContaining({ event: 'outbox.sent', requestId: 'second' }),
    );
  });

  test('keeps its lease however far the time machine jumps', async () => {
    await outbox.enqueue(itemFor('p1'));
    const slow = await die();

    bench.clock.set(new Date('2027-01-01T00:00:00Z'));
    expect(await outbox.deliverSome(1)).toBe(0);

    slow.finish({ kind: 'sent' });
    await slow.settled;
    expect(bench.pushes).toHaveLength(1);
  });

  test('a day ago leaves a dead letter, since LINE would no longer know the key', async () => {
    await outbox.enqueue(itemFor('p1'));
    const dead = await die();

    bench.passSeconds(24 * 3600);
    await outbox.deliverSome(1);

    expect(bench.pushes).toHaveLength(1);
    expect(await bench.stored('reminder:p1')).toMatchObject({ status: 'dead', lastProblem: 'too-late' });
    dead.finish({ kind: 'sent' });
    await dead.settled;
  });
});
