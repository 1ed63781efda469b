import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../src/core/clock';
import { Sealer } from '../../../src/core/sealing';
import type { Inbox, NewEvent } from '../../../src/line/incoming/inbox';
import { createInbox } from '../../../src/line/incoming/inbox';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const ana = `U${'a'.repeat(32)}`;
const bee = `U${'b'.repeat(32)}`;
const event = (id: string, userId: string, timestamp: number, extra: Partial<NewEvent> = {}): NewEvent => ({
  id,
  orgId: 'cho-raka',
  userId,
  timestamp,
  event: { type: 'message', text: `the words of ${id}` },
  ...extra,
});

describe('the inbox', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;
  let inbox: Inbox;
  const soon = () => new Date(Date.now() + 60_000);
  const collection = () => db.connection.collection<Record<string, unknown> & { _id: string }>('inbox');
  const everything = () => collection().find().toArray();

  beforeAll(async () => {
    db = await connectTestDatabase();
    inbox = createInbox({ connection: db.connection, sealer, machineClock: systemClock });
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(() => collection().deleteMany({}));

  test('gives a person’s events in the order they happened, however they arrived', async () => {
    const [arrival] = await inbox.store([event('e3', ana, 3), event('e1', ana, 1), event('e2', ana, 2)]);

    const order: unknown[] = [];
    for (;;) {
      const id = await inbox.oldest(arrival?.lane ?? '');
      if (id === undefined) break;
      order.push((await inbox.takeUp(id))?.event);
      await inbox.done(id);
    }
    expect(order).toMatchObject(['e1', 'e2', 'e3'].map((id) => ({ text: `the words of ${id}` })));
  });

  test('drops what it knows and hands on what is new of the same body', async () => {
    const [first] = await inbox.store([event('e1', ana, 1)]);
    await inbox.done(first?.event.id ?? '');
    const arrivals = await inbox.store([event('e1', ana, 1), event('e2', bee, 2)]);

    expect(arrivals.map(({ event: { event: told } }) => told)).toEqual([event('e2', bee, 2).event]);
    expect(await inbox.counts()).toEqual({ waiting: 1, aside: 0 });
  });

  test('keeps bodies that come at the same time, each event once', async () => {
    const bodies = Array.from({ length: 40 }, (_, n) => [event(`e${n >> 1}`, n % 2 === 0 ? ana : bee, n)]);
    const arrivals = await Promise.all(bodies.map((body) => inbox.store(body)));

    expect(arrivals.flat()).toHaveLength(20);
    expect(await inbox.counts()).toEqual({ waiting: 20, aside: 0 });
  });

  test('takes the ids of one organisation for no other’s', async () => {
    await inbox.store([event('e1', ana, 1, { orgId: 'na-kok' })]);
    expect(await inbox.store([event('e1', ana, 1)])).toHaveLength(1);
  });

  test('keeps people in lanes of their own, and finds the lanes that wait, not their events', async () => {
    const many = Array.from({ length: 300 }, (_, n) => event(`a${n}`, ana, n));
    const arrivals = await inbox.store([...many, event('b', bee, 1_000)]);

    expect(new Set(arrivals.map(({ lane }) => lane)).size).toBe(2);
    const [first, last] = [arrivals[0]?.lane, arrivals.at(-1)?.lane];
    expect(await inbox.waitingLanes(2, soon())).toEqual(
      [first, last].map((lane) => ({ lane, orgId: 'cho-raka' })),
    );
    expect(await inbox.waitingLanes(1, soon())).toEqual([{ lane: first, orgId: 'cho-raka' }]);
    expect(await inbox.waitingLanes(2, new Date(Date.now() - 60_000))).toEqual([]);
  });

  test('holds no LINE id and no word in the clear, and only a fingerprint and the day once done', async () => {
    const [arrival] = await inbox.store([event('e1', ana, 1, { messageId: '424242' })]);
    const waiting = JSON.stringify(await everything());
    for (const told of [ana, 'the words', '424242', 'e1']) expect(waiting).not.toContain(`"${told}`);

    await inbox.done(arrival?.event.id ?? '');
    const [done] = await everything();
    expect(done).toEqual({ _id: arrival?.event.id, doneOn: expect.any(Date) as Date });
    expect((done?.doneOn as Date).toISOString()).toMatch(/T17:00:00\.000Z$/);
  });

  test('tells neither when nor in which order things came', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `01J${String(n).padStart(23, '0')}`);
    for (const [n, id] of ids.entries()) {
      const [arrival] = await inbox.store([event(id, n % 2 === 0 ? ana : bee, n)]);
      await inbox.done(arrival?.event.id ?? '');
    }
    const kept = (await everything()).map(({ _id }) => _id);
    expect(kept).toEqual([...kept].sort());
    expect(kept.filter((id) => ids.includes(id))).toEqual([]);
  });

  test('counts on disk how often something is taken up again', async () => {
    const [arrival] = await inbox.store([event('e1', ana, 1)]);
    const id = arrival?.event.id ?? '';
    expect(arrival?.event.claims).toBe(0);
    expect(await inbox.takeUp(id)).toMatchObject({ id, claims: 1, failures: 0 });
    await inbox.failed(id, 'broken');
    expect(await inbox.takeUp(id)).toMatchObject({ id, claims: 2, failures: 1 });
    await inbox.done(id);
    expect(await inbox.takeUp(id)).toBeUndefined();
  });

  test('keeps the sealed payload of what is set aside', async () => {
    const [arrival] = await inbox.store([event('e1', ana, 1)]);
    const id = arrival?.event.id ?? '';
    await inbox.setAside(id, 'broken');

    const [aside] = await everything();
    expect(JSON.parse(sealer.open(String(aside?.sealedEvent), `inbox:${id}`))).toMatchObject({
      text: 'the words of e1',
    });
    expect(aside).not.toHaveProperty('timestamp');
    expect(await inbox.waitingLanes(10, soon())).toEqual([]);
  });

  test('forgets the stored copy of an unsent message, set aside or not', async () => {
    const arrivals = await inbox.store([
      event('e1', ana, 1, { messageId: '42' }),
      event('e2', ana, 2, { messageId: '43' }),
    ]);
    await inbox.setAside(arrivals[1]?.event.id ?? '', 'broken');
    for (const messageId of ['42', '43']) await inbox.unsend('cho-raka', messageId);

    for (const left of await everything()) expect(Object.keys(left).sort()).toEqual(['_id', 'doneOn']);
  });

  test('knows an unsent message that comes late, whoever took the unsending', async () => {
    await inbox.unsend('cho-raka', '42');
    const other = createInbox({ connection: db.connection, sealer, machineClock: systemClock });

    expect(await inbox.isUnsent('cho-raka', '42', false)).toBe(true);
    expect(await other.isUnsent('cho-raka', '42', true)).toBe(true);
    expect(await other.isUnsent('cho-raka', '43', true)).toBe(false);
    expect(await other.isUnsent('na-kok', '42', true)).toBe(false);
  });

  test('forgets in time what is done, set aside or unsent', async () => {
    const arrivals = await inbox.store(['e1', 'e2', 'e3'].map((id, n) => event(id, ana, n)));
    await inbox.done(arrivals[0]?.event.id ?? '');
    await inbox.setAside(arrivals[1]?.event.id ?? '', 'broken');
    await inbox.unsend('cho-raka', '42');

    expect(await inbox.sweep(new Date(Date.now() - 2 * 86_400_000))).toBe(0);
    expect(await inbox.sweep(new Date(Date.now() + 86_400_000))).toBe(3);
    expect(await inbox.counts()).toEqual({ waiting: 1, aside: 0 });
  });

  test('reads an index for every look, list and sweep', async () => {
    const items = collection();
    const plans = await Promise.all([
      items
        .find({ lane: { $in: ['x', 'y'] } })
        .sort({ lane: 1, timestamp: 1, _id: 1 })
        .explain('queryPlanner'),
      items
        .find({ lane: { $gt: '' } })
        .sort({ lane: 1, timestamp: 1, _id: 1 })
        .explain('queryPlanner'),
      items.find({ message: 'x' }).explain('queryPlanner'),
      items.find({ doneOn: { $lt: new Date() } }).explain('queryPlanner'),
      items.find({ asideOn: { $lt: new Date() } }).explain('queryPlanner'),
    ]);
    for (const plan of plans) {
      expect(JSON.stringify(plan)).toContain('IXSCAN');
      expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
    }
  });
});
