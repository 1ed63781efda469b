import { systemClock } from '../../src/core/clock';
import type { Asides } from '../../src/threads/asides';
import { createAsides } from '../../src/threads/asides';
import type { ThreadStore } from '../../src/threads/store';
import { ANA, event, Room, taken, workOff } from './room';

describe('events set aside', () => {
  const room = new Room();
  let threads: ThreadStore;
  let asides: Asides;

  beforeAll(async () => {
    await room.open();
    asides = createAsides({
      connection: room.db.connection,
      sealer: room.sealer,
      machineClock: systemClock,
    });
  });
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    threads = room.process('first');
  });

  const secret = (id: string) => event(id, ANA, 1, { event: { text: 'secret words', messageId: id } });
  const setAside = async (id: string) => {
    const [arrival] = await threads.store([secret(id)]);
    const turn = await taken(threads, arrival?.thread ?? '');
    const [first] = turn.events;
    await threads.failed(turn, first?.id ?? '', 'broken');
    const again = await taken(threads, turn.thread);
    const aside = [{ id: first?.id ?? '', problem: 'broken' }];
    await threads.save(again, { drafts: again.drafts, done: [], aside });
    return { id: first?.id ?? '', thread: turn.thread };
  };

  test('are listed without anything of what they say or who they are from', async () => {
    const { id } = await setAside('e1');
    await threads.store([secret('e2')]);
    const listed = await asides.list();

    expect(listed).toEqual([
      { id, orgId: 'cho-raka', on: expect.any(String) as string, problem: 'broken', failures: 1 },
    ]);
    expect(JSON.stringify([listed, await room.documents()])).not.toMatch(/secret/);
    expect(await threads.counts()).toEqual({ waiting: 1, aside: 1 });
  });

  test('wait no more, and tell no time but the day', async () => {
    const { thread } = await setAside('e1');
    const [left] = await room.documents();

    expect(await threads.take(thread)).toBe('nothing');
    expect(left?.waiting).toEqual([]);
    expect(left?.aside?.[0]?.on.toISOString()).toMatch(/T17:00:00\.000Z$/);
    expect(left?.aside?.[0]).not.toHaveProperty('timestamp');
    expect(left?.aside?.[0]).not.toHaveProperty('receivedAt');
  });

  test('wait again when they are replayed, with their person and as if new', async () => {
    const { id, thread } = await setAside('e1');
    expect(await asides.replay(id)).toBe(true);

    expect(await threads.counts()).toEqual({ waiting: 1, aside: 0 });
    const { events } = await taken(threads, thread);
    expect(events).toMatchObject([{ id, failures: 0, claims: 0, event: { messageId: 'e1' } }]);
    expect(await asides.replay(id)).toBe(false);
    await workOff(threads, thread);
    expect(await threads.counts()).toEqual({ waiting: 0, aside: 0 });
  });

  test.each(['dropped', 'left'])('are known when they come again, %s', async (fate) => {
    const { id, thread } = await setAside('e1');
    if (fate === 'dropped') {
      expect(await asides.drop(id)).toBe(true);
      const [left] = await room.documents();
      expect(left?.aside).toEqual([]);
      expect(await asides.drop(id)).toBe(false);
    }

    await room.process('second').store([secret('e1')]);

    expect(await taken(threads, thread)).toMatchObject({ events: [], late: [id] });
  });

  test('are none that wait or are done', async () => {
    const [arrival] = await threads.store([secret('e1')]);
    const id = arrival?.event.id ?? '';
    expect([await asides.replay(id), await asides.drop(id)]).toEqual([false, false]);
    await workOff(threads, arrival?.thread ?? '');
    expect([await asides.replay(id), await asides.drop(id)]).toEqual([false, false]);
  });

  test('can be read by the turn of their person, to find one whose message is taken back', async () => {
    const { id, thread } = await setAside('e1');
    await threads.store([secret('e2')]);
    const turn = await taken(threads, thread);
    expect(turn.asides()).toMatchObject([{ id, event: { messageId: 'e1' } }]);

    await threads.save(turn, { drafts: turn.drafts, done: [], dropped: [id] });
    expect(await threads.counts()).toEqual({ waiting: 1, aside: 0 });
  });
});
