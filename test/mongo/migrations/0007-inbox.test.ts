import { SettableClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { createInbox } from '../../../src/line/incoming/inbox';
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
  const inbox = () => createInbox({ connection: db.connection, sealer, machineClock: new SettableClock() });

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

  async function expectAllThere(): Promise<void> {
    expect(await inbox().counts()).toEqual({ waiting: 2, aside: 1 });
    const id = (await inbox().oldest(lane)) ?? '';
    expect(await inbox().takeUp(id)).toMatchObject({ orgId: ORG, event: { words: 'first' }, receivedAt: at });
    expect(await collection().countDocuments()).toBe(5);
    expect(await db.connection.collection('lanes').countDocuments()).toBe(0);
  }

  test('carries over what waits, what is set aside and what is known', async () => {
    await run();
    await expectAllThere();
    const again = await inbox().store(
      ['01A', '01B', '01C', '01D', '01E'].map((id) => ({ id, orgId: ORG, timestamp: 1, event: {} })),
    );
    expect(again).toEqual([]);
    await inbox().unsend(ORG, '42');
    expect(await inbox().counts()).toEqual({ waiting: 1, aside: 1 });
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
