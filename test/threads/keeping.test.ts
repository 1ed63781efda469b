import { randomBytes } from 'node:crypto';
import type { Drafts } from '../../src/conversation/drafts';
import type { Conversation } from '../../src/conversation/flow';
import { DAY_MS } from '../../src/core/bangkok-day';
import { SettableClock } from '../../src/core/clock';
import { randomIds } from '../../src/core/ids';
import { Sealer } from '../../src/core/sealing';
import { threadStamps } from '../../src/threads/stamps';
import type { ThreadStore } from '../../src/threads/store';
import { explained } from '../helpers/queries';
import { ANA, event, keep, kept, Room, taken, workOff } from './room';

let drafted = 0;
const draft = (changes: Partial<Conversation> = {}): Conversation => ({
  id: `conversation-${++drafted}`,
  once: `once-${drafted}`,
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

describe('what is kept of people', () => {
  const room = new Room();
  const clock = new SettableClock();
  let threads: ThreadStore;
  let people = 0;
  const somebody = (): string => `person-${++people}`;
  const begin = new Date('2026-02-15T02:00:00Z');
  const after = (days: number): Date => new Date(begin.getTime() + days * DAY_MS);

  beforeAll(room.open);
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    clock.set(begin);
    threads = room.process('first', { clock, machineClock: clock });
  });

  test('comes back as it was, all drafts and in their order', async () => {
    const person = somebody();
    expect((await kept(threads, person)).drafts).toEqual({ open: [] });
    const drafts: Drafts = { open: [draft(), draft({ editing: 'kind', paused: true })] };

    await keep(threads, person, drafts);

    expect((await kept(threads, person)).drafts).toEqual(drafts);
  });

  test('shows nothing but a day: neither whose, nor what, nor how many, nor how long, nor after how many events', async () => {
    const [busy, idle] = [somebody(), somebody()];
    const many = [draft(), draft({ flow: 'file-complaint', answers: { what: 'ก'.repeat(300) } })];
    for (let times = 0; times < 20; times += 1) await keep(threads, busy, { open: many });
    await keep(threads, idle, { open: [] });

    const documents = await room.documents();

    for (const document of documents) {
      expect(Object.keys(document).sort()).toEqual(['_id', 'mark', 'purgeOn', 'sealed', 'stamp', 'waiting']);
      expect(document).toMatchObject({ purgeOn: '2026-02-22', waiting: [] });
    }
    expect(documents[0]?.sealed?.length).toBe(documents[1]?.sealed?.length);
    const all = documents.map((each) => `${JSON.stringify(each)}${each.sealed?.toString('latin1')}`).join();
    for (const secret of [busy, idle, 'request', 'file-complaint', 'once-', 'message-1'])
      expect(all).not.toContain(secret);
  });

  test('tells neither when nor in which order people wrote', async () => {
    for (let n = 0; n < 50; n += 1) await keep(threads, somebody(), { open: [] });
    const ids = (await room.documents()).map(({ _id }) => _id);
    expect(ids).toEqual([...ids].sort());
    const [options] =
      (await room.db.connection.db?.listCollections({ name: 'conversations' }).toArray()) ?? [];
    expect(options).toHaveProperty('options.clusteredIndex');
  });

  test('of great length is as long as few others', async () => {
    for (const letters of [1_400, 3_000, 5_000])
      await keep(threads, somebody(), { open: [draft({ answers: { what: 'ก'.repeat(letters) } })] });

    const lengths = (await room.documents()).map(({ sealed }) => sealed?.length);
    expect(new Set(lengths).size).toBe(1);
  });

  test('goes in time: drafts a week after the last word, ids of events after thirty days', async () => {
    const person = somebody();
    const [arrival] = await threads.store([event('e1', person, 1)]);
    await workOff(threads, arrival?.thread ?? '', { drafts: { open: [draft()] } });
    const copy = async (): Promise<readonly string[]> => {
      const other = room.process('other', { clock, machineClock: clock });
      await other.store([event('e1', person, 1)]);
      const turn = await taken(other, arrival?.thread ?? '');
      await other.save(turn, { drafts: turn.drafts, done: [] });
      return turn.late;
    };

    clock.set(after(6));
    expect(await threads.sweep()).toBe(0);
    clock.set(after(7));
    expect(await threads.sweep()).toBe(1);
    expect(await threads.sweep()).toBe(0);
    clock.set(after(25));
    await threads.sweep();
    expect(await copy()).toHaveLength(1);
    expect((await kept(threads, person)).drafts).toEqual({ open: [] });
    await workOff(threads, arrival?.thread ?? '');
    clock.set(after(32));
    await threads.sweep();
    clock.set(after(60));
    expect(await threads.sweep()).toBe(1);
    expect(await room.documents()).toEqual([]);
  });

  test('goes for nobody for whom something waits, and not what came while it was looked at', async () => {
    const person = somebody();
    await keep(threads, person, { open: [draft()] });
    await threads.store([event('e2', person, 2)]);
    clock.set(after(90));

    expect(await threads.sweep()).toBe(0);
    expect((await kept(threads, person)).drafts.open).toHaveLength(1);
  });

  test('of what is set aside goes after thirty days', async () => {
    const [arrival] = await threads.store([event('e1', ANA, 1)]);
    const turn = await taken(threads, arrival?.thread ?? '');
    const aside = [{ id: turn.events[0]?.id ?? '', problem: 'broken' }];
    await threads.save(turn, { drafts: { open: [] }, done: [], aside });
    clock.set(after(29));
    await threads.sweep();
    expect(await threads.counts()).toEqual({ waiting: 0, aside: 1 });
    clock.set(after(31));
    await threads.sweep();
    expect(await threads.counts()).toEqual({ waiting: 0, aside: 0 });
  });

  test('names the files that must not be swept', async () => {
    const files = [
      { fileId: 'na-kok_1', mediaType: 'image/jpeg' },
      { fileId: 'file-2', mediaType: 'application/pdf' },
    ];
    await keep(threads, somebody(), {
      open: [draft({ answers: { photos: files } }), draft({ paused: true })],
    });
    await keep(threads, somebody(), { open: [draft({ answers: { one: { fileId: 'file-3' } } })] });

    expect([...(await threads.namedFiles())].sort()).toEqual(['file-2', 'file-3', 'na-kok_1']);
  });

  test('is told to be unreadable when its key is missing, and can be begun anew', async () => {
    const person = somebody();
    // The fingerprints are those of the last key; so another first key finds the document and cannot open it.
    const last = { id: 'k3', key: Buffer.alloc(32, 7) };
    const sealer = new Sealer([{ id: 'k9', key: randomBytes(32) }, last]);
    await keep(room.process('keyed', { clock, machineClock: clock, sealer }), person, { open: [draft()] });

    const keyless = room.process('keyless', { clock, machineClock: clock, sealer: new Sealer([last]) });

    expect(await kept(keyless, person)).toMatchObject({ drafts: { open: [] }, isLost: true });
    await keep(keyless, person, { open: [] });
    expect(await kept(keyless, person)).toMatchObject({ isLost: false });
  });

  test('changes its stamp when what is known of the person elsewhere has changed, and only then', async () => {
    const person = somebody();
    const touch = threadStamps({ connection: room.db.connection, sealer: room.sealer, ids: randomIds });
    const { stamp } = await kept(threads, person);
    expect((await kept(threads, person)).stamp).toBe(stamp);
    await touch(person);
    expect((await kept(threads, person)).stamp).not.toBe(stamp);
    await touch(somebody());
    expect(await room.documents()).toHaveLength(1);
  });

  test('is found and swept by an index', async () => {
    const { queried, unindexed } = await explained(room.db.connection, async () => {
      await keep(threads, somebody(), { open: [draft()] });
      await threads.waiting(10, new Date());
      await threads.counts();
      await threads.namedFiles();
      await threads.sweep();
    });

    expect(queried).not.toEqual([]);
    expect(unindexed).toEqual([]);
  });
});
