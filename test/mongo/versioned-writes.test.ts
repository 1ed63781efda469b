import { Schema } from 'mongoose';
import { readsById } from '../../src/mongo/reads-by-id';
import { modelOn } from '../../src/mongo/schema';
import type { Versioned } from '../../src/mongo/versioned-writes';
import { createVersionedWrites } from '../../src/mongo/versioned-writes';
import { commandsOf } from '../helpers/commands';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

describe('versioned writes', () => {
  const schema = new Schema<Versioned>(
    { _id: String, version: String },
    { collection: 'things', versionKey: false },
  );
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(() => db.close());
  const writes = () => createVersionedWrites(db.connection, modelOn(db.connection, 'Thing', schema));
  const read = (id: string) => readsById(db.connection, modelOn(db.connection, 'Thing', schema))(id);
  const things = (version: string) => ['a', 'b', 'c'].map((_id) => ({ _id, version: `${_id}${version}` }));
  beforeEach(() => db.connection.collection('things').deleteMany({}));

  test('put what is new and replace what is as it was loaded, each for itself, in one command', async () => {
    const all = writes();
    expect(await Promise.all(things('1').map((each) => all.write(each, undefined)))).toEqual([
      true,
      true,
      true,
    ]);
    const asked = await commandsOf(db.connection, async () => {
      const results = await Promise.all(things('2').map((each) => all.write(each, `${each._id}1`)));
      expect(results).toEqual([true, true, true]);
    });
    expect(asked).toHaveLength(1);
    expect(await read('b')).toEqual({ _id: 'b', version: 'b2' });
  });

  test('change nothing of what somebody else has written meanwhile, and say whose that is', async () => {
    const all = writes();
    await Promise.all(things('1').map((each) => all.write(each, undefined)));
    await writes().write({ _id: 'b', version: 'of another' }, 'b1');

    const results = await Promise.all(things('2').map((each) => all.write(each, `${each._id}1`)));
    expect(results).toEqual([true, false, true]);
    expect(await read('b')).toEqual({ _id: 'b', version: 'of another' });
    expect(await all.write({ _id: 'b', version: 'b3' }, undefined)).toBe(false);
  });

  test('are read by id, each by a command of its own, what is not there as such', async () => {
    const all = writes();
    await all.write({ _id: 'a', version: '1' }, undefined);
    const one = readsById(db.connection, modelOn(db.connection, 'Thing', schema));
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
