import { Schema } from 'mongoose';
import { readsById } from '../../src/mongo/reads-by-id';
import { modelOn } from '../../src/mongo/schema';
import { commandsOf } from '../helpers/commands';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

describe('documents', () => {
  const schema = new Schema<{ _id: string; version: string }>(
    { _id: String, version: String },
    { collection: 'things', versionKey: false },
  );
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());

  test('are read by id, each by a command of its own, what is not there as such', async () => {
    const things = modelOn(db.connection, 'Thing', schema);
    await things.create({ _id: 'a', version: '1' });
    const one = readsById(db.connection, things);
    const asked = await commandsOf(db.connection, async () => {
      expect(await Promise.all(['a', 'b', 'a'].map((id) => one(id)))).toEqual([
        { _id: 'a', version: '1' },
        undefined,
        { _id: 'a', version: '1' },
      ]);
    });
    // A list of ids would be walked through from the lowest to the highest of them.
    expect(asked).toHaveLength(3);
  });
});
