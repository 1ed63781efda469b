import type { ThreadStore } from '../../src/threads/store';
import { explained } from '../helpers/queries';
import { ANA, BEE, event, Room, taken, workOff } from './room';

describe('a flood of one person', () => {
  const room = new Room();
  let [here, there]: ThreadStore[] = [];
  const both = () => [here, there] as [ThreadStore, ThreadStore];
  const overflow = () => room.db.connection.collection<{ _id: string; thread: string }>('overflow');
  const flood = (many: number) => Array.from({ length: many }, (_, n) => event(`a${n}`, ANA, n));
  const textOf = (each: { readonly event: unknown }) => (each.event as { text: string }).text;

  /** Works somebody off; returns what was said, in the order it was taken in. */
  async function all(threads: ThreadStore, thread: string): Promise<string[]> {
    const said: string[] = [];
    for (let turns = 0; turns < 200; turns += 1) {
      const turn = await threads.take(thread);
      if (typeof turn === 'string') break;
      said.push(...turn.events.map(textOf));
      await threads.save(turn, { drafts: turn.drafts, done: turn.events.map(({ id }) => id) });
    }
    return said;
  }

  beforeAll(room.open);
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    [here, there] = [room.process('here'), room.process('there')];
  });

  test('fills no document, and is worked off whole and in order', async () => {
    const [one] = both();
    const [first] = await one.store(flood(150));
    const later = await one.store(flood(300).slice(150));
    const [document] = await room.documents();

    expect(later).toHaveLength(150);
    expect(document?.waiting?.length).toBeLessThanOrEqual(50);
    expect(await one.counts()).toEqual({ waiting: 300, aside: 0 });
    expect(await all(one, first?.thread ?? '')).toEqual(flood(300).map(textOf));

    expect(await one.counts()).toEqual({ waiting: 0, aside: 0 });
    expect(Object.keys((await room.documents())[0] ?? {}).sort()).toEqual([
      '_id',
      'mark',
      'purgeOn',
      'sealed',
      'stamp',
      'waiting',
    ]);
    expect(await one.take(first?.thread ?? '')).toBe('nothing');
  });

  test('of the longest bodies is stored, beyond what one document can hold', async () => {
    const [one] = both();
    const long = 'x'.repeat(240 * 1024);
    for (let n = 0; n < 80; n += 1) await one.store([event(`a${n}`, ANA, n, { event: { text: long } })]);
    expect(await one.counts()).toEqual({ waiting: 80, aside: 0 });
  });

  test('has one effect, however often and wherever it comes, and while it is worked off', async () => {
    const [one, other] = both();
    const events = flood(200);
    const stored = await Promise.all(events.flatMap((each) => [one.store([each]), other.store([each])]));
    const thread = stored.flat()[0]?.thread ?? '';
    const said: string[] = [];
    for (let turns = 0; turns < 60; turns += 1) {
      const turn = await one.take(thread);
      if (typeof turn === 'string') break;
      said.push(...turn.events.map(textOf));
      await one.save(turn, { drafts: turn.drafts, done: turn.events.map(({ id }) => id) });
      // A process that knows nothing by heart.
      await room.process(`fresh ${turns}`).store(events.slice(turns * 10, turns * 10 + 10));
    }
    said.push(...(await all(other, thread)));
    expect([...said].sort()).toEqual(events.map(textOf).sort());
  });

  test('leaves everybody else their own write, without waiting for it', async () => {
    const [one] = both();
    await one.store(flood(120));
    const [arrival] = await one.store([...flood(125).slice(120), event('b', BEE, 1)].reverse());
    expect((await taken(one, arrival?.thread ?? '')).events).toHaveLength(1);
  });

  test('goes on behind itself: what comes while it is worked off is taken last', async () => {
    const [one] = both();
    const [first] = await one.store(flood(120));
    const thread = first?.thread ?? '';
    for (let turns = 0; turns < 3; turns += 1) await workOff(one, thread);
    await room.process('fresh').store([event('last', ANA, 10_000)]);
    const said = await all(one, thread);
    expect(said).toHaveLength(61);
    expect(said.at(-1)).toBe('the words of last');
  });

  test('is found after a crash, also when nothing of it had come into the document', async () => {
    const [one, other] = both();
    const [first] = await one.store(flood(60));
    const thread = first?.thread ?? '';
    await room.all.updateOne({ _id: thread }, { $set: { waiting: [] } });

    expect(await other.waiting(5, new Date(0))).toEqual([{ thread, orgId: 'cho-raka' }]);
    expect(await all(other, thread)).toHaveLength(10);
    expect(await other.waiting(5, new Date(Date.now() + 1_000))).toEqual([]);
  });

  test('is not lost when a crash came before it was announced', async () => {
    const [one, other] = both();
    const [first] = await one.store(flood(60));
    const thread = first?.thread ?? '';
    await room.all.updateOne({ _id: thread }, { $unset: { more: 1 } });
    expect(await all(one, thread)).toHaveLength(50);

    await other.sweep();

    expect(await all(other, thread)).toHaveLength(10);
  });

  test('has one effect when a crash came before what was moved had gone from where it was', async () => {
    const [one] = both();
    const [first] = await one.store(flood(60));
    const thread = first?.thread ?? '';
    const beyond = await overflow().find().toArray();
    const said = [...(await turnOf(one, thread)), ...(await turnOf(one, thread))];
    await workOff(one, thread);
    await overflow().insertMany(beyond);
    await room.all.updateOne({ _id: thread }, { $set: { more: { orgId: 'cho-raka', mark: 'm' } } });
    expect(said).toHaveLength(40);
    expect(await all(one, thread)).toEqual([]);
    expect(await one.counts()).toEqual({ waiting: 0, aside: 0 });
  });

  test('is looked for by indexes alone', async () => {
    const [one, other] = both();
    const { queried, unindexed } = await explained(room.db.connection, async () => {
      const [first] = await one.store(flood(60));
      await other.store(flood(60).slice(50));
      await one.waiting(10, new Date());
      await all(one, first?.thread ?? '');
      await one.counts();
      await one.sweep();
    });
    expect(queried).toContain('overflow');
    expect(unindexed).toEqual([]);
  });

  async function turnOf(threads: ThreadStore, thread: string): Promise<string[]> {
    const turn = await taken(threads, thread);
    await threads.save(turn, { drafts: turn.drafts, done: turn.events.map(({ id }) => id) });
    return turn.events.map(textOf);
  }
});
