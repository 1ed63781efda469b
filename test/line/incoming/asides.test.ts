import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../src/core/clock';
import { Sealer } from '../../../src/core/sealing';
import type { Asides } from '../../../src/line/incoming/asides';
import { createAsides } from '../../../src/line/incoming/asides';
import type { Inbox } from '../../../src/line/incoming/inbox';
import { createInbox } from '../../../src/line/incoming/inbox';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { ANA, said } from './webhook-door';

describe('events set aside', () => {
  let db: TestDatabase;
  let inbox: Inbox;
  let asides: Asides;

  beforeAll(async () => {
    db = await connectTestDatabase();
    const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
    const parts = { connection: db.connection, sealer, machineClock: systemClock };
    inbox = createInbox(parts);
    asides = createAsides(parts);
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(() => db.connection.collection('inbox').deleteMany({}));

  const store = (id: string, timestamp = 1) =>
    inbox.store([{ id, orgId: 'na-kok', userId: ANA, timestamp, event: said(id, 'secret words') }]);
  const setAside = async (id: string) => {
    const [arrival] = await store(id);
    const { event, lane } = arrival ?? { event: { id: '' }, lane: '' };
    await inbox.failed(event.id, 'broken');
    await inbox.setAside(event.id, 'broken');
    return { id: event.id, lane };
  };

  test('are listed without anything of what they say or who they are from', async () => {
    const { id } = await setAside('e1');
    await store('e2');
    const listed = await asides.list();

    expect(listed).toEqual([
      { id, orgId: 'na-kok', on: expect.any(String) as string, problem: 'broken', failures: 1 },
    ]);
    expect(JSON.stringify(listed)).not.toMatch(/secret|U[0-9a-f]{32}/);
  });

  test('wait again when they are replayed, in their person’s lane and as if new', async () => {
    const { id, lane } = await setAside('e1');
    expect(await asides.replay(id)).toBe(true);

    expect(await inbox.counts()).toEqual({ waiting: 1, aside: 0 });
    expect(await inbox.oldest(lane)).toBe(id);
    expect(await inbox.takeUp(id)).toMatchObject({ failures: 0, claims: 1, event: { webhookEventId: 'e1' } });
    expect(await asides.replay(id)).toBe(false);
  });

  test('leave only their id when they are dropped, and are known when they come again', async () => {
    const { id } = await setAside('e1');
    expect(await asides.drop(id)).toBe(true);

    const [left] = await db.connection.collection('inbox').find().toArray();
    expect(Object.keys(left ?? {}).sort()).toEqual(['_id', 'doneOn']);
    expect(await store('e1')).toEqual([]);
    expect(await asides.drop(id)).toBe(false);
  });

  test('are none that wait or are done', async () => {
    const [arrival] = await store('e1');
    const id = arrival?.event.id ?? '';
    expect([await asides.replay(id), await asides.drop(id)]).toEqual([false, false]);
    await inbox.done(id);
    expect([await asides.replay(id), await asides.drop(id)]).toEqual([false, false]);
  });
});
