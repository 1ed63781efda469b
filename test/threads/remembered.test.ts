import { DAY_MS } from '../../src/core/bangkok-day';
import { randomIds } from '../../src/core/ids';
import { threadStamps } from '../../src/threads/stamps';
import type { ThreadStore } from '../../src/threads/store';
import { commandsOf } from '../helpers/commands';
import { ANA, event, Room, taken, workOff } from './room';

/** As the webhook and the dispatcher do it: what has come is at hand when its turn is taken. */
async function comes(threads: ThreadStore, id: string, timestamp: number) {
  const [arrival] = await threads.store([event(id, ANA, timestamp)]);
  if (arrival === undefined) throw new Error(`${id} is known`);
  return { thread: arrival.thread, atHand: new Map([[arrival.event.id, arrival.event]]) };
}

async function turn(threads: ThreadStore, id: string, timestamp: number, drafts = { open: [] }) {
  const { thread, atHand } = await comes(threads, id, timestamp);
  const found = await threads.take(thread, atHand);
  if (typeof found === 'string') throw new Error(`${id}: ${found}`);
  const done = found.events.map((each) => each.id);
  expect(await threads.save(found, { drafts, done })).toBe(true);
  return found;
}

describe('somebody who goes on talking to the same process', () => {
  const room = new Room();
  let [here, there]: ThreadStore[] = [];
  const both = () => [here, there] as [ThreadStore, ThreadStore];

  beforeAll(room.open);
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    [here, there] = [room.process('here'), room.process('there')];
  });

  test('costs two writes a turn, and the turn goes on from the one before', async () => {
    const [one] = both();
    await turn(one, 'e1', 1);

    const asked = await commandsOf(room.db.connection, async () => {
      expect((await turn(one, 'e2', 2)).events).toHaveLength(1);
    });

    expect(asked).toEqual(['conversations.bulkWrite', 'conversations.bulkWrite']);
    expect(await one.counts()).toEqual({ waiting: 0, aside: 0 });
  });

  test('is held by it from the moment the event is stored', async () => {
    const [one, other] = both();
    await turn(one, 'e1', 1);

    const { thread } = await comes(one, 'e2', 2);

    expect(await other.take(thread)).toBe('held');
    await one.abandon(thread);
    expect(await other.take(thread)).toMatchObject({ thread });
  });

  test('is read anew when another process has had a turn of theirs', async () => {
    const [one, other] = both();
    await turn(one, 'e1', 1);
    const theirs = await turn(other, 'e2', 2);

    const ours = await turn(one, 'e3', 3);

    expect(Object.values(ours.kept.done).join('')).toHaveLength(16);
    expect(theirs.thread).toBe(ours.thread);
    expect(await one.store([event('e2', ANA, 2)])).toHaveLength(1);
    expect((await taken(one, ours.thread)).late).toHaveLength(1);
  });

  test('is read anew when what is known of them elsewhere has changed', async () => {
    const [one] = both();
    const { stamp } = await turn(one, 'e1', 1);
    await threadStamps({ connection: room.db.connection, sealer: room.sealer, ids: randomIds })(ANA);

    expect((await turn(one, 'e2', 2)).stamp).not.toBe(stamp);
  });

  test('is answered to all that waits, wherever it has come in', async () => {
    const [one, other] = both();
    await turn(one, 'e1', 1);
    await other.store([event('e2', ANA, 2)]);

    expect((await turn(one, 'e3', 3)).events.map(({ timestamp }) => timestamp)).toEqual([2, 3]);
  });

  test('is answered once to several messages that come at the same time', async () => {
    const [one] = both();
    await turn(one, 'e1', 1);
    const arrivals = (await Promise.all([2, 3].map((n) => one.store([event(`e${n}`, ANA, n)])))).flat();

    const found = await one.take(
      arrivals[0]?.thread ?? '',
      new Map(arrivals.map((each) => [each.event.id, each.event])),
    );

    expect(found).toMatchObject({ events: [{ timestamp: 2 }, { timestamp: 3 }] });
  });

  test('goes on with a new document when the old one is gone', async () => {
    const [one] = both();
    await turn(one, 'e1', 1);
    await room.all.deleteMany({});

    await turn(one, 'e2', 2);

    expect(await room.documents()).toMatchObject([{ stamp: expect.any(String) as string, waiting: [] }]);
  });

  test('is read anew when their drafts have been let go meanwhile', async () => {
    const [one] = both();
    await turn(one, 'e1', 1);
    const nextWeek = { now: () => new Date(Date.now() + 8 * DAY_MS) };
    await room.process('sweeper', { clock: nextWeek }).sweep();

    const asked = await commandsOf(room.db.connection, () => turn(one, 'e2', 2));

    expect(asked).toContain('conversations.findOneAndUpdate');
  });

  test('waits for another process when this one has died over the event', async () => {
    const [one, other] = both();
    await turn(one, 'e1', 1);
    const { thread } = await comes(one, 'e2', 2);
    const later = room.process('later', { machineClock: { now: () => new Date(Date.now() + 16_000) } });

    expect(await other.take(thread)).toBe('held');
    expect(await workOff(later, thread)).toBe(true);
    expect(await later.counts()).toEqual({ waiting: 0, aside: 0 });
  });
});
