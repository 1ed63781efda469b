import { systemClock } from '../../../src/core/clock';
import { randomIds } from '../../../src/core/ids';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { createIndexes } from '../../../src/mongo/connection';
import { threads as migration } from '../../../src/mongo/migrations/0009-threads';
import { createAsides } from '../../../src/threads/asides';
import { threadIdOf } from '../../../src/threads/events';
import { createThreads } from '../../../src/threads/store';
import { cutEverywhere } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { taken } from '../../threads/room';

const sealer = new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const ORG = 'na-kok';
const at = new Date('2026-11-23T02:34:56.789Z');
const CLUSTERED = { clusteredIndex: { key: { _id: 1 }, unique: true } } as const;

const idOf = (old: string): string => sealer.fingerprint(`${ORG}:${old}`, 'event');
const personOf = (user: string): string => sealer.fingerprint(`${ORG}:${user}`, 'person');
const threadOf = (user: string): string => threadIdOf(sealer, personOf(user));

/** An event of version 0.2. */
const item = (old: string, user: string, more: object = {}) => ({
  _id: idOf(old),
  ...{ orgId: ORG, lane: sealer.fingerprint(`${ORG}:${user}`, 'lane') },
  ...{ timestamp: at.getTime(), receivedAt: at, claims: 1 },
  sealedEvent: sealer.seal(
    JSON.stringify({ webhookEventId: old, source: { type: 'user', userId: user } }),
    `inbox:${idOf(old)}`,
  ),
  ...more,
});

const draft = {
  ...{ id: 'c1', once: 'o1', flow: 'file-complaint', version: 1, at: 'place', path: [], misses: 0 },
  ...{ answers: { detail: 'ไฟดับ' }, sources: {}, startedAt: at, expiresAt: at },
};
/** What is open, as version 0.2 kept it. */
const conversation = (user: string, kept: object) => ({
  _id: threadOf(user),
  sealed: sealer.seal(JSON.stringify(kept), `conversation:${threadOf(user)}`),
  ...{ version: 'v1', purgeOn: '2026-11-30' },
});

describe('the migration 0009-threads', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  const run = () => migration.run({ connection: db.connection, sealer, log: silentLog });
  const collection = (name: string) =>
    db.connection.collection<{ _id: string } & Record<string, unknown>>(name);
  const store = async () => {
    for (const name of ['inbox', 'lanes', 'conversations']) {
      await collection(name)
        .drop()
        .catch(() => undefined);
      await db.connection.createCollection(name, CLUSTERED);
    }
    await collection('inbox').insertMany([
      item('01A', 'U1'),
      item('01B', 'U1', { timestamp: at.getTime() + 1, failures: 2, problem: 'broken' }),
      item('01C', 'U3'),
      item('01D', 'U2', { lane: undefined, asideOn: at, failures: 5, problem: 'poison' }),
      item('01E', 'U4', { sealedEvent: 'v1.gone.a.b.c' }),
      { _id: idOf('01F'), doneOn: at },
    ]);
    await collection('lanes').insertOne({ _id: 'l1', owner: 'old', until: at });
    await collection('conversations').insertMany([
      conversation('U1', { open: [draft], lastEvent: { id: idOf('010') } }),
      conversation('U2', { open: [] }),
      { ...conversation('U5', { open: [] }), sealed: 'v1.gone.a.b.c' },
    ]);
    const lane = { key: { lane: 1, timestamp: 1, _id: 1 }, name: 'lane_1_timestamp_1__id_1' };
    const doneOn = { key: { doneOn: 1 }, name: 'doneOn_1' };
    await db.connection.db?.command({ createIndexes: 'inbox', indexes: [lane, doneOn] });
  };
  const threads = () =>
    createThreads({
      ...{ connection: db.connection, sealer, ids: randomIds, log: silentLog, owner: 'test' },
      ...{ clock: systemClock, machineClock: systemClock },
    });
  beforeEach(store);

  async function expectAllThere(): Promise<void> {
    const ana = await taken(threads(), threadOf('U1'));
    expect(ana.events).toMatchObject([
      { id: idOf('01A'), event: { webhookEventId: '01A' }, receivedAt: at, claims: 1, failures: 0 },
      { id: idOf('01B'), failures: 2 },
    ]);
    expect(ana.drafts).toEqual({ open: [draft] });
    expect((await taken(threads(), threadOf('U3'))).events).toMatchObject([{ id: idOf('01C') }]);
    expect(await threads().counts()).toEqual({ waiting: 3, aside: 2 });
    const documents = await collection('conversations').find().toArray();
    expect(documents).toHaveLength(5);
    for (const each of documents) expect(each).toMatchObject({ stamp: expect.any(String) as string });
    expect(await collection('inbox').find().toArray()).toEqual([{ _id: idOf('01F'), doneOn: at }]);
    expect(await db.connection.db?.listCollections({ name: 'lanes' }).toArray()).toEqual([]);
    await threads().release(threadOf('U1'));
    await threads().release(threadOf('U3'));
  }

  test('brings together what waits, what is set aside and what is open of a person', async () => {
    await run();
    await expectAllThere();

    const asides = createAsides({ connection: db.connection, sealer, machineClock: systemClock });
    expect((await asides.list()).map(({ id, problem, failures }) => [id, problem, failures])).toEqual(
      expect.arrayContaining([
        [idOf('01D'), 'poison', 5],
        [idOf('01E'), '', 0],
      ]),
    );
    expect(await asides.replay(idOf('01D'))).toBe(true);
    expect((await taken(threads(), threadOf('U2'))).events).toMatchObject([{ id: idOf('01D') }]);
  });

  test('keeps recognising what was done, and what took effect last', async () => {
    await run();
    await createIndexes(db.connection);
    const user = { orgId: ORG, timestamp: 1, event: {} };
    await threads().store([
      { ...user, id: '010', personId: personOf('U1') },
      { ...user, id: '01F', personId: personOf('U1') },
    ]);
    const ana = await taken(threads(), threadOf('U1'));
    expect([...ana.late].sort()).toEqual([idOf('010'), idOf('01F')].sort());
  });

  test('tells of what no key opens that it is lost', async () => {
    await run();
    await threads().store([{ id: '02A', orgId: ORG, personId: personOf('U5'), timestamp: 1, event: {} }]);
    expect(await taken(threads(), threadOf('U5'))).toMatchObject({ isLost: true, drafts: { open: [] } });
  });

  test('comes to the same end wherever a crash cuts it, and when it is run again', async () => {
    const commands = await cutEverywhere(db.connection, { store, run, check: expectAllThere }, 2);
    expect(commands).toBeGreaterThan(10);
  });

  test('does nothing to a database without events', async () => {
    for (const name of ['inbox', 'lanes', 'conversations']) await collection(name).drop();
    await run();
    expect(await db.connection.db?.listCollections({ name: 'inbox' }).toArray()).toEqual([]);
  });
});
