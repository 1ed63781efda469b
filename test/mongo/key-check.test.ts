import { randomBytes } from 'node:crypto';
import { Sealer } from '../../src/core/sealing';
import { checkKeys } from '../../src/mongo/key-check';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

const key = (id: string): { id: string; key: Buffer } => ({ id, key: randomBytes(32) });

describe('the check of the sealing keys', () => {
  const old = key('k1');
  let db: TestDatabase;

  beforeAll(async () => {
    db = await connectTestDatabase();
    await checkKeys(db.connection, new Sealer([old]));
  });
  afterAll(() => db.close());

  test('accepts the keys the data was sealed with, and new ones in front of them', async () => {
    await expect(checkKeys(db.connection, new Sealer([old]))).resolves.toBeUndefined();
    await expect(checkKeys(db.connection, new Sealer([key('k2'), old]))).resolves.toBeUndefined();
  });

  test('refuses other keys, and the old one without its place', async () => {
    await expect(checkKeys(db.connection, new Sealer([key('k1')]))).rejects.toMatchObject({
      code: 'sealing-keys-wrong',
    });
    await expect(checkKeys(db.connection, new Sealer([old, key('k2')]))).rejects.toMatchObject({
      code: 'sealing-keys-wrong',
    });
  });
});
