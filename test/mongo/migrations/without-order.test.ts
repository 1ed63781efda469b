import { rewriteWithoutOrder } from '../../../src/mongo/migrations/without-order';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

describe('a collection that is written anew', () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await connectTestDatabase();
  });
  afterEach(() => db.close());

  test('loses nothing to a process that wakes up after another one has taken over', async () => {
    const people = db.connection.collection<{ _id: string }>('people');
    const ids = Array.from({ length: 50 }, (_each, number) => `p${number}`).sort();
    await people.insertMany(ids.map((_id) => ({ _id })));
    let wake = (): void => undefined;
    const asleep = new Promise<void>((done) => (wake = done));
    let fallAsleep = (): void => undefined;
    const half = new Promise<void>((done) => (fallAsleep = done));
    let seen = 0;
    const silent = rewriteWithoutOrder(db.connection, 'people', async (document) => {
      seen += 1;
      if (seen === 30) {
        fallAsleep();
        await asleep;
      }
      return document;
    });
    await half;
    await rewriteWithoutOrder(db.connection, 'people');
    await people.insertOne({ _id: 'written-since' });
    wake();

    await expect(silent).rejects.toMatchObject({ code: 'migration-overtaken' });
    const kept = (await people.find().toArray()).map(({ _id }) => _id).sort();
    expect(kept).toEqual([...ids, 'written-since'].sort());
    expect(await db.connection.db?.listCollections({ name: 'people.new' }).toArray()).toEqual([]);
  });
});
