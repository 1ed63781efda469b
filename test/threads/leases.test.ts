import { SettableClock } from '../../src/core/clock';
import type { ThreadStore } from '../../src/threads/store';
import { ANA, BEE, event, Room, taken, workOff } from './room';

describe('a person who is worked on', () => {
  const room = new Room();
  let thread: string;
  const at = (owner: string, ms: number): ThreadStore =>
    room.process(owner, { machineClock: { now: () => new Date(Date.now() + ms) } });

  beforeAll(room.open);
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    const [arrival] = await room.process('door').store([event('e1', ANA, 1)]);
    thread = arrival?.thread ?? '';
  });

  test('is held by one process at a time, until the lease runs out', async () => {
    const [first, second, later] = [room.process('first'), room.process('second'), at('later', 16_000)];

    expect(await first.take(thread)).toMatchObject({ thread });
    expect(await first.take(thread)).toMatchObject({ thread });
    expect(await second.take(thread)).toBe('held');
    expect(await later.take(thread)).toMatchObject({ thread });
    await first.release(thread);
    expect(await first.take(thread)).toBe('held');
  });

  test('is not held for longer by a crash because the clock has been set back', async () => {
    await room.process('ended').take(thread);

    expect(await at('a little behind', -20_000).take(thread)).toBe('held');
    expect(await at('earlier', -3_600_000).take(thread)).toMatchObject({ thread });
  });

  test('is held for as long as the lease is renewed, and nobody else’s is', async () => {
    const clock = new SettableClock();
    const [first, second] = [
      room.process('first', { machineClock: clock }),
      room.process('second', { machineClock: clock }),
    ];
    const begun = clock.now().getTime();
    await first.take(thread);
    for (const seconds of [10, 20, 30]) {
      clock.set(new Date(begun + seconds * 1000));
      await first.renew([thread]);
      await second.renew([thread]);
      expect(await second.take(thread)).toBe('held');
    }

    clock.set(new Date(begun + 46_000));
    await second.renew([thread]);
    expect(await second.take(thread)).toMatchObject({ thread });
    await first.renew([thread]);
    await second.release(thread);
    expect(await first.take(thread)).toMatchObject({ thread });
  });

  test('is free when the turn is kept, and there is nothing to take then', async () => {
    const [first, second] = [room.process('first'), room.process('second')];
    await workOff(first, thread);

    expect(await second.take(thread)).toBe('nothing');
    const [left] = await room.documents();
    expect(left).not.toHaveProperty('owner');
    expect(left).not.toHaveProperty('until');
    await second.store([event('e2', ANA, 2)]);
    expect(await second.take(thread)).toMatchObject({ thread });
  });

  test('is not overwritten by a process whose lease had run out, though others are kept in the same write', async () => {
    const [slow, other] = [room.process('slow'), at('other', 16_000)];
    const [bee] = await slow.store([event('e2', BEE, 1)]);
    const [turn, ours] = [await taken(slow, thread), await taken(slow, bee?.thread ?? '')];
    const theirs = await taken(other, thread);
    const done = theirs.events.map(({ id }) => id);

    const [isKept, isOursKept] = await Promise.all([
      slow.save(turn, { drafts: { open: [] }, done }),
      slow.save(ours, { drafts: { open: [] }, done: ours.events.map(({ id }) => id) }),
    ]);

    expect([isKept, isOursKept]).toEqual([false, true]);
    expect(await slow.counts()).toEqual({ waiting: 1, aside: 0 });
    expect(theirs.events[0]?.seed()).toBe(turn.events[0]?.seed());
    expect(await other.save(theirs, { drafts: { open: [] }, done })).toBe(true);
    expect(await slow.counts()).toEqual({ waiting: 0, aside: 0 });
  });
});
