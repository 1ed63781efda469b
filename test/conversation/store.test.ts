import { randomBytes } from 'node:crypto';
import type { Drafts } from '../../src/conversation/drafts';
import type { Conversation } from '../../src/conversation/flow';
import type { ConversationStore, Saved } from '../../src/conversation/store';
import { createConversationStore } from '../../src/conversation/store';
import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import { MemoryConversations } from '../helpers/conversation-store';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { explained } from '../helpers/queries';

const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
const otherSealer = new Sealer([{ id: 'k2', key: randomBytes(32) }, ...sealerKeys()]);

/** The fingerprints are those of the last key; so another first key finds the document and cannot open it. */
function sealerKeys() {
  return [{ id: 'k3', key: Buffer.alloc(32, 7) }];
}

let now = new Date('2026-02-15T02:00:00Z');
let database: TestDatabase;
let people = 0;
const storeWith = (own = sealer): ConversationStore =>
  createConversationStore({
    ...database,
    sealer: own,
    clock: { now: () => now },
    ids: randomIds,
    log: silentLog,
  });
const stores: Record<string, () => ConversationStore> = {
  MongoDB: () => storeWith(),
  memory: () => new MemoryConversations(),
};
const NONE: Saved = { drafts: { open: [] }, version: undefined };

beforeAll(async () => {
  database = await connectTestDatabase();
  storeWith();
  await database.createIndexes();
});
beforeEach(() => {
  now = new Date('2026-02-15T02:00:00Z');
});
afterAll(() => database.close());

const somebody = (): string => `person-${++people}`;
const draft = (changes: Partial<Conversation> = {}): Conversation => ({
  id: `conversation-${++people}`,
  once: `once-${people}`,
  flow: 'request',
  version: 2,
  at: 'kind',
  answers: { what: 'ไฟทางดับหลายวัน', where: null },
  sources: { what: ['message-1'] },
  path: ['what'],
  misses: 0,
  startedAt: new Date('2026-02-15T02:00:00Z'),
  expiresAt: new Date('2026-02-15T03:00:00Z'),
  ...changes,
});

describe.each(Object.keys(stores))('conversations in %s', (name) => {
  let store: ConversationStore;
  beforeEach(() => {
    store = stores[name]!();
  });

  test('come back as they were saved, all of them and in their order', async () => {
    const person = somebody();
    expect(await store.load(person)).toEqual(NONE);
    const drafts: Drafts = {
      open: [draft(), draft({ editing: 'kind', paused: true })],
      lastEvent: { id: 'event-1' },
    };

    const saved = await store.save(person, drafts, NONE);

    expect(saved?.drafts).toEqual(drafts);
    expect(await store.load(person)).toEqual(saved);
    const next: Drafts = { open: drafts.open.slice(1), lastEvent: { id: 'event-2' } };
    const again = await store.save(person, next, saved!);
    expect(await store.load(person)).toEqual({ drafts: next, version: again?.version });
  });

  test('are not overwritten by somebody who loaded older ones', async () => {
    const person = somebody();
    const first: Drafts = { open: [draft()] };
    const loaded = (await store.save(person, first, NONE))!;
    const newer: Drafts = { open: [draft({ at: 'where' })] };
    await store.save(person, newer, loaded);

    expect(await store.save(person, first, loaded)).toBeUndefined();
    expect(await store.save(person, first, NONE)).toBeUndefined();
    expect((await store.load(person)).drafts).toEqual(newer);
  });
});

describe('conversations in the database', () => {
  const collection = () => database.connection.collection<{ _id: string; sealed: string }>('conversations');
  const idOf = (person: string) => sealer.fingerprint(person, 'conversation');
  const documentOf = (person: string) => collection().findOne({ _id: idOf(person) });

  test('show nothing but a day: neither whose, nor what, nor how many, nor how long', async () => {
    const [busy, idle] = [somebody(), somebody()];
    const many = [draft(), draft({ flow: 'file-complaint', answers: { what: 'ก'.repeat(300) } })];
    await storeWith().save(busy, { open: many, lastEvent: { id: 'event-1' } }, NONE);
    await storeWith().save(idle, { open: [], lastEvent: { id: 'event-2' } }, NONE);

    const documents = [await documentOf(busy), await documentOf(idle)];

    for (const document of documents) {
      expect(Object.keys(document ?? {}).sort()).toEqual(['_id', 'purgeOn', 'sealed', 'version']);
      expect(document).toMatchObject({ purgeOn: '2026-02-22' });
    }
    expect(documents[0]?.sealed.length).toBe(documents[1]?.sealed.length);
    const all = JSON.stringify(documents);
    for (const secret of [busy, idle, 'request', 'file-complaint', 'event-1', 'once-', 'ไฟทาง', 'message-1'])
      expect(all).not.toContain(secret);
  });

  test('of great length are as long as few others', async () => {
    const lengths = await Promise.all(
      [1_400, 3_000, 5_000].map(async (letters) => {
        const person = somebody();
        await storeWith().save(person, { open: [draft({ answers: { what: 'ก'.repeat(letters) } })] }, NONE);
        return (await documentOf(person))?.sealed.length;
      }),
    );

    expect(new Set(lengths).size).toBe(1);
  });

  test('stay for a week after the last word, whatever was open, and go then', async () => {
    const [person, other] = [somebody(), somebody()];
    await storeWith().save(person, { open: [] }, NONE);
    now = new Date('2026-02-16T02:00:00Z');
    await storeWith().save(other, { open: [draft()] }, NONE);

    expect(await storeWith().sweepExpired(new Date('2026-02-21T16:59:00Z'))).toBe(0);
    await storeWith().sweepExpired(new Date('2026-02-21T17:01:00Z'));

    expect(await documentOf(person)).toBeNull();
    expect(await documentOf(other)).not.toBeNull();
    await storeWith().sweepExpired(new Date('2026-02-22T17:01:00Z'));
    expect(await documentOf(other)).toBeNull();
  });

  test('name the files that must not be swept', async () => {
    const files = [
      { fileId: 'na-kok_1', mediaType: 'image/jpeg' },
      { fileId: 'file-2', mediaType: 'application/pdf' },
    ];
    await storeWith().save(
      somebody(),
      { open: [draft({ answers: { photos: files } }), draft({ paused: true })] },
      NONE,
    );
    await storeWith().save(somebody(), { open: [draft({ answers: { one: { fileId: 'file-3' } } })] }, NONE);

    expect([...(await storeWith().namedFiles())].sort()).toEqual(['file-2', 'file-3', 'na-kok_1']);
  });

  test('are told to be unreadable when their key is missing, and can be begun anew', async () => {
    const person = somebody();
    await storeWith(new Sealer([{ id: 'k9', key: randomBytes(32) }, ...sealerKeys()])).save(
      person,
      { open: [draft()] },
      NONE,
    );

    const keyless = storeWith(otherSealer);
    const saved = await keyless.load(person);

    expect(saved).toMatchObject({ drafts: { open: [] }, unreadable: true });
    expect(await keyless.save(person, { open: [] }, saved)).toBeDefined();
    expect(await keyless.load(person)).not.toHaveProperty('unreadable');
  });

  test('cost one command to read and one to write', async () => {
    const person = somebody();
    const saved = await storeWith().save(person, { open: [] }, NONE);
    const commands: string[] = [];
    database.connection.set('debug', (_collection: string, method: string) => void commands.push(method));
    await storeWith().load(person);
    await storeWith().save(person, { open: [draft()] }, saved!);
    database.connection.set('debug', false);

    expect(commands).toEqual(['findOne', 'bulkWrite']);
  });

  test('are found and swept by an index', async () => {
    const { queried, unindexed } = await explained(database.connection, async () => {
      const person = somebody();
      const saved = await storeWith().save(person, { open: [draft()] }, await storeWith().load(person));
      await storeWith().save(person, { open: [draft()] }, saved!);
      await storeWith().sweepExpired(new Date('2026-01-01T00:00:00Z'));
    });

    expect(queried).not.toEqual([]);
    expect(unindexed).toEqual([]);
  });
});
