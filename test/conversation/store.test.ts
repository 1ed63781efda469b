import { randomBytes } from 'node:crypto';
import type { Conversation } from '../../src/conversation/flow';
import type { ConversationStore } from '../../src/conversation/store';
import { createConversationStore } from '../../src/conversation/store';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import { MemoryConversations } from '../helpers/conversation-store';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { explained } from '../helpers/queries';

const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
const otherSealer = new Sealer([{ id: 'k2', key: randomBytes(32) }]);

let database: TestDatabase;
let people = 0;
const stores: Record<string, () => ConversationStore> = {
  MongoDB: () => createConversationStore({ ...database, sealer, log: silentLog }),
  memory: () => new MemoryConversations(),
};

beforeAll(async () => {
  database = await connectTestDatabase();
  createConversationStore({ ...database, sealer, log: silentLog });
  await database.createIndexes();
});
afterAll(() => database.close());

const draft = (changes: Partial<Conversation> = {}): Conversation => ({
  id: `conversation-${++people}`,
  personId: `person-${people}`,
  orgId: 'na-kok',
  flow: 'request',
  version: 2,
  at: 'kind',
  answers: { what: 'ไฟทางดับหลายวัน', where: null },
  sources: { what: ['message-1'] },
  path: ['what'],
  misses: 0,
  revision: 0,
  startedAt: new Date('2026-02-15T02:00:00Z'),
  expiresAt: new Date('2026-02-15T03:00:00Z'),
  ...changes,
});

describe.each(Object.keys(stores))('conversations in %s', (name) => {
  let store: ConversationStore;
  beforeEach(() => {
    store = stores[name]!();
  });

  test('come back as they were saved, with the next revision', async () => {
    const first = draft({ editing: 'kind', paused: true });
    expect(await store.load(first.personId)).toEqual({ conversation: undefined, lastEventId: undefined });

    expect(await store.save(first, 'event-1', undefined)).toBe('saved');

    const loaded = await store.load(first.personId);
    expect(loaded).toEqual({ conversation: { ...first, revision: 1 }, lastEventId: 'event-1' });
    await store.save({ ...first, at: 'where' }, undefined, loaded.conversation);
    const again = await store.load(first.personId);
    expect(again.conversation).toMatchObject({ at: 'where', revision: 2 });
    expect(again.lastEventId).toBeUndefined();
  });

  test('are not overwritten by somebody who loaded an older one', async () => {
    const first = draft();
    await store.save(first, 'event-1', undefined);
    const { conversation } = await store.load(first.personId);
    await store.save({ ...first, at: 'where' }, 'event-2', conversation);

    expect(await store.save({ ...first, at: 'since' }, 'event-3', conversation)).toBe('overtaken');
    expect(await store.save({ ...first, id: 'other' }, 'event-3', undefined)).toBe('overtaken');
    expect((await store.load(first.personId)).conversation?.at).toBe('where');
  });

  test('leave a tombstone, which their event alone removes', async () => {
    const first = draft();
    await store.save(first, 'event-1', undefined);
    await store.forget(first.personId, 'event-1');
    expect((await store.load(first.personId)).conversation).toBeDefined();

    await store.end({ ...first, id: 'another' }, 'event-2');
    expect((await store.load(first.personId)).conversation).toBeDefined();
    await store.end(first, 'event-2');
    expect(await store.load(first.personId)).toEqual({ conversation: undefined, lastEventId: 'event-2' });
    await store.forget(first.personId, 'event-1');
    expect((await store.load(first.personId)).lastEventId).toBe('event-2');
    await store.forget(first.personId, 'event-2');
    expect((await store.load(first.personId)).lastEventId).toBeUndefined();
  });

  test('begin again where a tombstone is', async () => {
    const first = draft();
    await store.save(first, 'event-1', undefined);
    await store.end(first, 'event-2');

    expect(await store.save({ ...first, id: 'second' }, 'event-3', undefined)).toBe('saved');
    expect((await store.load(first.personId)).conversation).toMatchObject({ id: 'second', revision: 1 });
  });
});

describe('conversations in the database', () => {
  const collection = () => database.connection.collection<{ _id: string }>('conversations');
  const storeOf = () => stores.MongoDB!();

  test('hold no answer in readable form, and no trace of it when they have ended', async () => {
    const first = draft();
    await storeOf().save(first, 'event-1', undefined);
    const held = JSON.stringify(await collection().findOne({ _id: first.personId }));
    expect(held).not.toContain('ไฟทาง');
    expect(held).not.toContain('message-1');

    await storeOf().end(first, 'event-2');

    expect(await collection().findOne({ _id: first.personId })).toEqual({
      _id: first.personId,
      lastEventId: 'event-2',
    });
  });

  test('lose their answers when they have expired, and the rest three days later', async () => {
    const first = draft({ expiresAt: new Date('2026-01-10T03:00:00Z') });
    await storeOf().save(first, 'event-1', undefined);

    expect(await storeOf().sweepExpired(new Date('2026-01-10T02:59:00Z'))).toBe(0);
    expect(await storeOf().sweepExpired(new Date('2026-01-10T03:01:00Z'))).toBe(1);
    expect(await collection().findOne({ 'draft.sealed': { $exists: true }, _id: first.personId })).toBeNull();
    expect(await storeOf().load(first.personId)).toMatchObject({
      lost: 'swept',
      conversation: { answers: {} },
    });
    expect(await storeOf().sweepExpired(new Date('2026-01-12T03:00:00Z'))).toBe(0);
    expect(await storeOf().load(first.personId)).toMatchObject({ lost: 'swept' });
    await storeOf().sweepExpired(new Date('2026-01-13T03:01:00Z'));
    expect((await storeOf().load(first.personId)).conversation).toBeUndefined();
  });

  test('leave no tombstone for longer than a day, even if nobody came to remove it', async () => {
    const ended = draft();
    const open = draft({ id: 'another', personId: 'somebody else' });
    await storeOf().save(ended, 'event-1', undefined);
    await storeOf().end(ended, 'event-2');
    await storeOf().save(open, 'event-3', undefined);

    await storeOf().sweepExpired(new Date('2026-01-01T00:00:00Z'));

    expect(await collection().findOne({ _id: ended.personId })).toBeNull();
    expect((await storeOf().load(open.personId)).conversation).toMatchObject({ id: 'another' });
  });

  test('are told to be unreadable when their key is missing', async () => {
    const first = draft();
    await storeOf().save(first, 'event-1', undefined);

    const keyless = createConversationStore({ ...database, sealer: otherSealer, log: silentLog });

    expect(await keyless.load(first.personId)).toMatchObject({ lost: 'unreadable' });
  });

  test('name the files that are not to be swept, wherever in an answer they are', async () => {
    const photo = { fileId: 'AbC-1_x', mediaType: 'image/jpeg' };
    const carried = JSON.stringify({ files: [{ fileId: 'na-kok_42' }] });
    const first = draft({ answers: { photos: [photo], told: carried, what: 'fileId' } });
    await storeOf().save(first, 'event-1', undefined);
    const store = createConversationStore({ ...database, sealer, log: silentLog });

    expect([...(await store.namedFiles())].sort()).toEqual(['AbC-1_x', 'na-kok_42']);
    await store.end(first, 'event-2');
    expect([...(await store.namedFiles())]).toEqual([]);
  });

  test('are found and swept by an index', async () => {
    const first = draft();
    const { queried, unindexed } = await explained(database.connection, async () => {
      await storeOf().save(first, 'event-1', undefined);
      const { conversation } = await storeOf().load(first.personId);
      await storeOf().save(first, 'event-2', conversation);
      await storeOf().sweepExpired(new Date('2026-01-01T00:00:00Z'));
      await storeOf().end(first, 'event-3');
      await storeOf().forget(first.personId, 'event-3');
    });

    expect(queried).toHaveLength(5);
    expect(unindexed).toEqual([]);
  });
});
