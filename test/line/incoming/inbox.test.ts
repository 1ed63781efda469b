import { randomBytes } from 'node:crypto';
import { SettableClock, systemClock } from '../../../src/core/clock';
import { Sealer } from '../../../src/core/sealing';
import { createInbox } from '../../../src/line/incoming/inbox';
import type { Inbox, NewEvent } from '../../../src/line/incoming/inbox';
import { connectTestDatabase } from '../../helpers/database';
import type { TestDatabase } from '../../helpers/database';

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
  const inboxOf = (owner: string, now = systemClock): Inbox =>
    createInbox({ connection: db.connection, sealer, machineClock: now, owner });

  beforeAll(async () => {
    db = await connectTestDatabase();
    inbox = inboxOf('first');
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.connection.collection('inbox').deleteMany({});
    await db.connection.collection('lanes').deleteMany({});
  });

  test('gives a person’s events in the order they happened, however they arrived', async () => {
    const [lane = ''] = await inbox.store([event('e3', ana, 3), event('e1', ana, 1), event('e2', ana, 2)]);

    const order: string[] = [];
    for (let next = await inbox.next(lane); next; next = await inbox.next(lane)) {
      order.push(next.id);
      await inbox.done(next.id);
    }
    expect(order).toEqual(['e1', 'e2', 'e3']);
  });

  test('drops what it knows and keeps what is new of the same body', async () => {
    await inbox.store([event('e1', ana, 1)]);
    await inbox.done('e1');
    const lanes = await inbox.store([event('e1', ana, 1), event('e2', bee, 2)]);

    expect(lanes).toHaveLength(2);
    expect(await inbox.counts()).toEqual({ waiting: 1, aside: 0 });
  });

  test('keeps bodies that come at the same time, each event once', async () => {
    const bodies = Array.from({ length: 40 }, (_, n) => [event(`e${n >> 1}`, n % 2 === 0 ? ana : bee, n)]);
    const lanes = await Promise.all(bodies.map((body) => inbox.store(body)));

    expect(lanes.every((each) => each.length === 1)).toBe(true);
    expect(await inbox.counts()).toEqual({ waiting: 20, aside: 0 });
  });

  test('ends many events and frees many lanes at once', async () => {
    const lanes = await inbox.store([event('e1', ana, 1), event('e2', bee, 2)]);
    await Promise.all(lanes.map((lane) => inbox.takeLane(lane)));
    await Promise.all(['e1', 'e2'].map((id) => inbox.done(id)));
    await Promise.all(lanes.map((lane) => inbox.releaseLane(lane)));

    expect(await inbox.counts()).toEqual({ waiting: 0, aside: 0 });
    const second = inboxOf('second');
    expect(await Promise.all(lanes.map((lane) => second.takeLane(lane)))).toEqual([true, true]);
  });

  test('keeps people in lanes of their own', async () => {
    const lanes = await inbox.store([event('e1', ana, 1), event('e2', bee, 1), event('e3', ana, 2)]);

    expect(lanes).toHaveLength(2);
  });

  test('holds neither LINE ids nor words in the clear, and only the bare id once done', async () => {
    await inbox.store([event('e1', ana, 1, { messageId: '42' })]);
    const waiting = JSON.stringify(await db.connection.collection('inbox').find().toArray());
    expect(waiting).not.toContain(ana);
    expect(waiting).not.toContain('the words');

    await inbox.done('e1');
    const [done] = await db.connection.collection('inbox').find().toArray();
    expect(Object.keys(done ?? {}).sort()).toEqual(
      ['_id', 'claims', 'doneAt', 'failures', 'orgId', 'receivedAt', 'state', 'timestamp'].sort(),
    );
  });

  test('lets one process at a time hold a lane, until its lease runs out', async () => {
    const later = inboxOf('second', { now: () => new Date(Date.now() + 16_000) });
    const second = inboxOf('second');

    expect(await inbox.takeLane('lane')).toBe(true);
    expect(await inbox.takeLane('lane')).toBe(true);
    expect(await second.takeLane('lane')).toBe(false);
    expect(await later.takeLane('lane')).toBe(true);
    await inbox.releaseLane('lane');
    expect(await inbox.takeLane('lane')).toBe(false);
  });

  test('holds a lane for as long as its lease is renewed, and renews nobody else’s', async () => {
    const clock = new SettableClock();
    const [first, second] = [inboxOf('first', clock), inboxOf('second', clock)];
    const begun = clock.now().getTime();
    await first.takeLane('lane');
    for (const seconds of [10, 20, 30]) {
      clock.set(new Date(begun + seconds * 1000));
      await first.renewLanes(['lane']);
      await second.renewLanes(['lane']);
      expect(await second.takeLane('lane')).toBe(false);
    }

    clock.set(new Date(begun + 46_000));
    await second.renewLanes(['lane']);
    expect(await second.takeLane('lane')).toBe(true);
    await first.renewLanes(['lane']);
    await second.releaseLane('lane');
    expect(await first.takeLane('lane')).toBe(true);
  });

  test('keeps the sealed payload of what is set aside', async () => {
    await inbox.store([event('e1', ana, 1)]);
    await inbox.setAside('e1', 'broken');

    const [aside] = await db.connection
      .collection<{ _id: string; sealedEvent: string }>('inbox')
      .find()
      .toArray();
    expect(JSON.parse(sealer.open(aside?.sealedEvent ?? '', 'inbox:e1'))).toMatchObject({
      text: 'the words of e1',
    });
    expect(await inbox.waitingLanes(10)).toEqual([]);
  });

  test('forgets the stored copy of an unsent message', async () => {
    await inbox.store([event('e1', ana, 1, { messageId: '42' })]);
    await inbox.unsend('cho-raka', '42');

    const [left] = await db.connection.collection('inbox').find().toArray();
    expect(left).toMatchObject({ state: 'done' });
    expect(left).not.toHaveProperty('sealedEvent');
  });

  test('reads an index for every claim, list and sweep', async () => {
    const items = db.connection.collection('inbox');
    const plans = await Promise.all([
      items.find({ lane: 'x', state: 'waiting' }).sort({ timestamp: 1, _id: 1 }).explain('queryPlanner'),
      items.find({ state: 'waiting' }).sort({ timestamp: 1 }).limit(9).explain('queryPlanner'),
      items.find({ orgId: 'cho-raka', messageId: '42' }).explain('queryPlanner'),
      items.find({ doneAt: { $lt: new Date() } }).explain('queryPlanner'),
      db.connection
        .collection('lanes')
        .find({ until: { $lt: new Date() } })
        .explain('queryPlanner'),
    ]);
    for (const plan of plans) expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });
});
