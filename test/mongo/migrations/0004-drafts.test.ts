import type { Drafts } from '../../../src/conversation/drafts';
import { fromStored } from '../../../src/conversation/stored-drafts';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { drafts } from '../../../src/mongo/migrations/0004-drafts';
import { cutEverywhere } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const sealer = new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const said = {
  answers: {
    category: 'lights',
    detail: 'ไฟถนนดับมาสามคืน',
    place: null,
    files: [{ fileId: 'na-kok_1', mediaType: 'image/jpeg' }],
  },
  sources: { detail: ['message-1'], files: ['message-2'] },
};
const common = {
  version: 1,
  at: 'reporter',
  path: ['category', 'detail', 'place', 'files'],
  misses: 1,
  startedAt: new Date('2026-11-23T02:00:00Z'),
};
/** As version 0.1 kept a conversation. */
const oldDraft = (id: string, changes: Record<string, unknown> = {}) => ({
  ...common,
  id,
  orgId: 'na-kok',
  flow: 'file-complaint',
  revision: 5,
  expiresAt: new Date('2026-11-24T02:00:00Z'),
  sealed: sealer.seal(JSON.stringify(said), `conversation:${id}`),
  ...changes,
});

describe('the migration 0004-drafts', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  const run = () => drafts.run({ connection: db.connection, sealer, log: silentLog });
  const collection = () => db.connection.collection<{ _id: string }>('conversations');
  const load = async (personId: string): Promise<Drafts> => {
    const _id = sealer.fingerprint(personId, 'conversation');
    const found = await db.connection
      .collection<{ _id: string; sealed: string }>('conversations')
      .findOne({ _id });
    return fromStored(JSON.parse(sealer.open(found?.sealed ?? '', `conversation:${_id}`)) as Drafts);
  };

  const eventId = (id: string): string => sealer.fingerprint(`na-kok:${id}`, 'event');
  const store = async () => {
    await db.connection
      .collection<{ _id: string }>('people')
      .replaceOne({ _id: 'person-3' }, { orgId: 'na-kok' }, { upsert: true });
    await collection()
      .drop()
      .catch(() => undefined);
    const stored = [
      { _id: 'person-1', lastEventId: 'event-1', draft: oldDraft('conversation-1') },
      {
        _id: 'person-2',
        draft: oldDraft('conversation-2', { paused: true, editing: 'detail', flow: 'log-progress' }),
      },
      { _id: 'person-3', lastEventId: 'event-3' },
      { _id: 'person-4', lastEventId: 'event-4', draft: oldDraft('conversation-4', { sealed: undefined }) },
      { _id: 'person-5', draft: oldDraft('conversation-5', { sealed: 'v1.gone.a.b.c' }) },
    ];
    await collection().insertMany(stored, { ignoreUndefined: true });
    await db.connection.db?.command({
      createIndexes: 'conversations',
      indexes: [{ key: { 'draft.expiresAt': 1 }, name: 'draft.expiresAt_1' }],
    });
  };
  beforeEach(store);

  async function expectAllThere(): Promise<void> {
    const kept = { ...common, ...said, expiresAt: new Date('2026-11-24T02:00:00Z') };
    expect(await load('person-1')).toEqual({
      open: [{ ...kept, id: 'conversation-1', once: 'conversation-1', flow: 'file-complaint' }],
      lastEvent: { id: eventId('event-1') },
    });
    expect(await load('person-2')).toEqual({
      open: [
        {
          ...kept,
          ...{ id: 'conversation-2', once: 'conversation-2', flow: 'log-progress' },
          ...{ paused: true, editing: 'detail' },
        },
      ],
    });
    expect(await load('person-3')).toEqual({ open: [], lastEvent: { id: eventId('event-3'), ended: true } });
    for (const person of ['person-4', 'person-5'])
      expect((await load(person)).open).toMatchObject([{ answers: {}, expiresAt: new Date(0) }]);
    expect(await collection().countDocuments()).toBe(5);
  }

  test('carries every draft over with its answers, files and buttons', async () => {
    await run();
    await expectAllThere();
  });

  test('comes to the same end wherever a crash cuts it, and when it is run again', async () => {
    const commands = await cutEverywhere(db.connection, { store, run, check: expectAllThere }, 2);
    expect(commands).toBeGreaterThan(3);
  });

  test('leaves nothing in the clear, no old index and no order', async () => {
    await run();

    const documents = await collection().find().toArray();
    expect(new Set(documents.map((each) => Object.keys(each).sort().join()))).toEqual(
      new Set(['_id,purgeOn,sealed,version']),
    );
    expect(new Set(documents.map((each) => JSON.stringify(each).length)).size).toBe(1);
    for (const secret of ['person-', 'conversation-', 'event-', 'file-complaint', 'log-progress', 'na-kok'])
      expect(JSON.stringify(documents)).not.toContain(secret);
    expect(documents.map(({ _id }) => _id)).toEqual(documents.map(({ _id }) => _id).sort());
    expect((await collection().indexes()).map(({ name }) => name)).not.toContain('draft.expiresAt_1');
  });

  test('leaves a new database as it is', async () => {
    await collection().drop();
    await run();
    expect(await db.connection.db?.listCollections({ name: 'conversations' }).toArray()).toEqual([]);
  });
});
