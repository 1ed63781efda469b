import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { inboxWithoutOrder } from '../../../src/mongo/migrations/0007-inbox';
import { cutEverywhere } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const sealer = new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const ORG = 'na-kok';
const at = new Date('2026-11-23T02:34:56.789Z');
const lane = sealer.fingerprint(`${ORG}:U1`, 'lane');
const common = { orgId: ORG, timestamp: at.getTime(), receivedAt: at, claims: 1, failures: 0 };
const sealed = (_id: string, words: string) => ({
  sealedEvent: sealer.seal(JSON.stringify({ words }), `inbox:${_id}`),
});

describe('the migration 0007-inbox', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  const run = () => inboxWithoutOrder.run({ connection: db.connection, sealer, log: silentLog });
  const collection = () => db.connection.collection<Record<string, unknown> & { _id: string }>('inbox');

  /** As version 0.1 kept events. */
  const store = async () => {
    for (const name of ['inbox', 'inbox.new', 'lanes', 'lanes.new'])
      await db.connection
        .collection(name)
        .drop()
        .catch(() => undefined);
    await collection().insertMany([
      { _id: '01A', ...common, lane, state: 'waiting', ...sealed('01A', 'first'), messageId: '42' },
      {
        _id: '01B',
        ...common,
        lane,
        state: 'waiting',
        ...sealed('01B', 'second'),
        timestamp: at.getTime() + 1,
      },
      { _id: '01C', ...common, state: 'done', doneAt: at },
      { _id: '01D', ...common, state: 'aside', ...sealed('01D', 'poison'), failures: 5, problem: 'broken' },
      { _id: '01E', ...common, lane, state: 'waiting', sealedEvent: 'v1.gone.a.b.c' },
    ]);
    await db.connection
      .collection<{ _id: string; owner: string; until: Date }>('lanes')
      .insertOne({ _id: lane, owner: 'old', until: new Date() });
  };
  beforeEach(store);

  const idOf = (old: string): string => sealer.fingerprint(`${ORG}:${old}`, 'event');

  async function expectAllThere(): Promise<void> {
    const documents = await collection().find().toArray();
    const byId = new Map(documents.map((each) => [each._id, each]));
    const opened = (old: string): unknown =>
      JSON.parse(sealer.open(String(byId.get(idOf(old))?.sealedEvent), `inbox:${idOf(old)}`));
    expect(opened('01A')).toEqual({ words: 'first' });
    expect(byId.get(idOf('01A'))).toMatchObject({ orgId: ORG, lane, receivedAt: at, claims: 1, failures: 0 });
    expect(byId.get(idOf('01A'))?.message).toBe(sealer.fingerprint(`${ORG}:42`, 'message'));
    expect(opened('01B')).toEqual({ words: 'second' });
    expect(opened('01D')).toEqual({ words: 'poison' });
    expect(byId.get(idOf('01D'))).toMatchObject({
      failures: 5,
      problem: 'broken',
      asideOn: expect.any(Date) as Date,
    });
    for (const old of ['01C', '01E']) expect(byId.get(idOf(old))).toHaveProperty('doneOn');
    expect(documents).toHaveLength(5);
    expect(await db.connection.collection('lanes').countDocuments()).toBe(0);
  }

  test('carries over what waits, what is set aside and what is known', async () => {
    await run();
    await expectAllThere();
  });

  test('leaves of what is done the day alone, and no order', async () => {
    await run();
    const documents = await collection().find().toArray();
    const ids = documents.map(({ _id }) => _id);
    expect(ids).toEqual([...ids].sort());
    const done = documents.filter((each) => 'doneOn' in each);
    expect(done.map((each) => Object.keys(each).sort())).toEqual([
      ['_id', 'doneOn'],
      ['_id', 'doneOn'],
    ]);
    expect(JSON.stringify(documents.filter((each) => !('lane' in each)))).not.toMatch(/01[CDE]|34:56|789/);
    for (const name of ['inbox', 'lanes']) {
      const [made] = (await db.connection.db?.listCollections({ name }).toArray()) ?? [];
      expect(made).toHaveProperty('options.clusteredIndex');
    }
  });

  test('comes to the same end wherever a crash cuts it, and when it is run again', async () => {
    const commands = await cutEverywhere(db.connection, { store, run, check: expectAllThere }, 2);
    expect(commands).toBeGreaterThan(3);
  });
});
