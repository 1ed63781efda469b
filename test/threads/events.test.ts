import { DAY_MS } from '../../src/core/bangkok-day';
import type { ThreadStore } from '../../src/threads/store';
import { ANA, BEE, event, Room, taken, workOff } from './room';

describe('events of people', () => {
  const room = new Room();
  let threads: ThreadStore;
  const soon = () => new Date(Date.now() + 60_000);

  beforeAll(room.open);
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    threads = room.process('first');
  });

  test('are taken in the order they happened, however they arrived', async () => {
    const [arrival] = await threads.store([event('e3', ANA, 3), event('e1', ANA, 1), event('e2', ANA, 2)]);

    const { events } = await taken(threads, arrival?.thread ?? '');

    expect(events.map((each) => each.event)).toMatchObject(
      ['e1', 'e2', 'e3'].map((id) => ({ text: `the words of ${id}` })),
    );
  });

  test('of one millisecond are taken as they stood in their body, also behind a turn', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `e${n}`);
    for (const round of ['a', 'b']) {
      const [arrival] = await threads.store(ids.map((id) => event(`${round}${id}`, ANA, 7)));
      const turn = await taken(threads, arrival?.thread ?? '');
      expect(turn.events.map((each) => each.event)).toMatchObject(
        ids.map((id) => ({ text: `the words of ${round}${id}` })),
      );
      const done = turn.events.map(({ id }) => id);
      // Whom another process has had between is not as this one has left them.
      await threads.save(turn, { drafts: turn.drafts, done });
      const other = room.process('second');
      await other.store([event(`${round} between`, ANA, 8)]);
      await workOff(other, turn.thread);
    }
  });

  test('of a flood are known when the first comes again at another process', async () => {
    const flood = Array.from({ length: 300 }, (_, n) => event(`a${n}`, ANA, n));
    const [first] = await threads.store(flood);
    for (let left = 300; left > 0; left = (await threads.counts()).waiting)
      await workOff(threads, first?.thread ?? '');
    const other = room.process('second');

    await other.store(flood.slice(0, 1));
    const turn = await taken(other, first?.thread ?? '');

    expect(turn.events).toEqual([]);
    expect(turn.late).toEqual([first?.event.id]);
    await other.save(turn, { drafts: turn.drafts, done: [] });
  });

  test('that were stored before the clock was set back are found at once', async () => {
    const ahead = room.process('ahead', { machineClock: { now: () => new Date(Date.now() + 3_600_000) } });
    const [arrival] = await ahead.store([event('e1', ANA, 1)]);
    const [later] = await threads.store([event('e2', BEE, 1)]);

    const before = new Date(Date.now() - 60_000);
    expect(await threads.waiting(5, before)).toEqual([{ thread: arrival?.thread, orgId: 'cho-raka' }]);
    expect((await threads.waiting(5, soon())).map(({ thread }) => thread)).toEqual([
      later?.thread,
      arrival?.thread,
    ]);
  });

  test('that are known are dropped, and what is new of the same body is handed on', async () => {
    for (const process of [threads, room.process('second')]) {
      const [first] = await threads.store([event('e1', ANA, 1)]);
      const arrivals = await process.store([event('e1', ANA, 1), event('e2', BEE, 2)]);
      expect(arrivals.map(({ event: { event: told } }) => told)).toEqual([event('e2', BEE, 2).event]);
      expect(await threads.counts()).toEqual({ waiting: 2, aside: 0 });
      expect(first?.event.claims).toBe(0);
      await room.empty();
      threads = room.process('first again');
    }
  });

  test('that come again when they are done go without effect, whoever did them', async () => {
    const [arrival] = await threads.store([event('e1', ANA, 1)]);
    await workOff(threads, arrival?.thread ?? '');
    const other = room.process('second');

    await other.store([event('e1', ANA, 1), event('e2', ANA, 2)]);
    const turn = await taken(other, arrival?.thread ?? '');

    expect(turn.events.map(({ timestamp }) => timestamp)).toEqual([2]);
    expect(turn.late).toEqual([arrival?.event.id]);
    await other.save(turn, { drafts: turn.drafts, done: [] });
    expect(await threads.counts()).toEqual({ waiting: 1, aside: 0 });
  });

  test('that an earlier version had done are known by what it left, for their thirty days', async () => {
    const [arrival] = await threads.store([event('e1', ANA, 1), event('e2', ANA, 2)]);
    const { id, thread } = { id: arrival?.event.id ?? '', thread: arrival?.thread ?? '' };
    const earlier = room.db.connection.collection<{ _id: string; doneOn: Date }>('inbox');
    await earlier.insertOne({ _id: id, doneOn: new Date(Date.now() - 2 * DAY_MS) });

    const turn = await taken(threads, thread);

    expect(turn.late).toEqual([id]);
    expect(turn.events.map(({ timestamp }) => timestamp)).toEqual([2]);
    await threads.sweep();
    expect(await earlier.countDocuments()).toBe(1);
    await room.process('later', { machineClock: { now: () => new Date(Date.now() + 40 * DAY_MS) } }).sweep();
    expect(await earlier.countDocuments()).toBe(0);
  });

  test('of bodies that come at the same time are kept, each once', async () => {
    const bodies = Array.from({ length: 40 }, (_, n) => [event(`e${n >> 1}`, n % 4 < 2 ? ANA : BEE, n)]);
    const [here, there] = [threads, room.process('second')];
    const arrivals = await Promise.all(bodies.map((body, n) => (n % 2 === 0 ? here : there).store(body)));

    expect(arrivals.flat()).toHaveLength(20);
    expect(await threads.counts()).toEqual({ waiting: 20, aside: 0 });
  });

  test('of one organisation are not taken for another’s', async () => {
    await threads.store([event('e1', ANA, 1, { orgId: 'na-kok' })]);
    expect(await threads.store([event('e1', ANA, 1)])).toHaveLength(1);
  });

  test('wait for each person by themselves, and people are found that wait, not their events', async () => {
    const many = Array.from({ length: 300 }, (_, n) => event(`a${n}`, ANA, n));
    const [first] = await threads.store(many);
    const [last] = await threads.store([event('b', BEE, 1_000)]);
    const found = [first, last].map((each) => ({ thread: each?.thread, orgId: 'cho-raka' }));

    expect(first?.thread).not.toBe(last?.thread);
    expect(await threads.waiting(2, soon())).toEqual(found);
    expect(await threads.waiting(1, soon())).toEqual(found.slice(0, 1));
    expect(await threads.waiting(2, new Date(Date.now() - 60_000))).toEqual([]);
  });

  test('of a flood are taken a few at a time, and none is left', async () => {
    const [first] = await threads.store(Array.from({ length: 50 }, (_, n) => event(`a${n}`, ANA, n)));
    const sizes: number[] = [];
    for (let left = true; left;) {
      const turn = await taken(threads, first?.thread ?? '');
      sizes.push(turn.events.length);
      left = turn.hasMore;
      await threads.save(turn, { drafts: turn.drafts, done: turn.events.map(({ id }) => id) });
    }
    expect(sizes.reduce((sum, each) => sum + each)).toBe(50);
    expect(sizes.length).toBeGreaterThan(2);
    expect(await threads.take(first?.thread ?? '')).toBe('nothing');
  });

  test('hold no LINE id and no word in the clear, and nothing but a day is left once they are done', async () => {
    const [arrival] = await threads.store([event('e1', ANA, 1)]);
    const waiting = JSON.stringify(await room.documents());
    for (const told of [ANA, 'the words', '"e1']) expect(waiting).not.toContain(told);

    await workOff(threads, arrival?.thread ?? '');
    const [done] = await room.documents();
    expect(done).toEqual({
      _id: arrival?.thread,
      ...{ stamp: expect.any(String), purgeOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), waiting: [] },
      ...{ sealed: expect.anything(), mark: expect.any(String) },
    });
    expect(JSON.stringify(done)).not.toContain(arrival?.event.id);
  });

  test('give the same seed whenever they come, and another one than every other', async () => {
    const arrivals = await threads.store([event('e1', ANA, 1), event('e2', ANA, 1)]);
    const turn = await taken(threads, arrivals[0]?.thread ?? '');
    const seeds = new Map(turn.events.map(({ id, seed }) => [id, seed()]));

    for (const { event: each } of arrivals) expect(seeds.get(each.id)).toBe(each.seed());
    expect(new Set(seeds.values()).size).toBe(2);
  });

  test('are counted on disk when they are taken up again, and when they fail', async () => {
    const [arrival] = await threads.store([event('e1', ANA, 1), event('e2', ANA, 2)]);
    const turn = await taken(threads, arrival?.thread ?? '');
    const [first] = turn.events;
    for (let times = 0; times < 2; times += 1) await threads.count(turn, [first?.id ?? '']);
    await threads.failed(turn, first?.id ?? '', 'broken');

    const { events } = await taken(threads, turn.thread);
    expect(events).toMatchObject([
      { claims: 2, failures: 1 },
      { claims: 0, failures: 0 },
    ]);
  });

  test('that were taken back are known when they come later, whoever was told', async () => {
    const [arrival] = await threads.store([event('e1', ANA, 1)]);
    await workOff(threads, arrival?.thread ?? '', { unsent: { orgId: 'cho-raka', messageId: '42' } });
    await threads.store([event('e2', ANA, 2)]);

    // Stored by whoever had the turn before, it is theirs already; left by them, another process knows it too.
    await threads.abandon(arrival?.thread ?? '');
    const { isUnsent } = await taken(room.process('second'), arrival?.thread ?? '');

    expect(isUnsent('cho-raka', '42')).toBe(true);
    expect(isUnsent('cho-raka', '43')).toBe(false);
    expect(isUnsent('na-kok', '42')).toBe(false);
  });

  test('cost one command to store, one to take and one to end', async () => {
    const commands: string[] = [];
    room.db.connection.set('debug', (_collection: string, method: string) => void commands.push(method));
    const [arrival] = await threads.store([event('e1', ANA, Date.now() + 60_000)]);
    await workOff(threads, arrival?.thread ?? '');
    room.db.connection.set('debug', false);

    expect(commands).toEqual(['bulkWrite', 'findOneAndUpdate', 'bulkWrite']);
  });
});
