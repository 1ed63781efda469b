import { SettableClock } from '../../src/core/clock';
import { createFileStore } from '../../src/files/store';
import type { FileStore } from '../../src/files/store';
import { connectTestDatabase } from '../helpers/database';
import type { TestDatabase } from '../helpers/database';

describe('the file store', () => {
  const clock = new SettableClock();
  let db: TestDatabase;
  let files: FileStore;
  const photo = {
    id: 'cho-raka:1',
    orgId: 'cho-raka',
    messageId: '1',
    mediaType: 'image/jpeg',
    bytes: Buffer.from([1, 2, 3]),
  };

  beforeAll(async () => {
    db = await connectTestDatabase();
    files = createFileStore(db.connection, clock);
    await db.createIndexes();
  });
  afterAll(() => db.close());

  test('gives back the bytes it keeps', async () => {
    await files.put(photo);
    expect(await files.read(photo.id)).toEqual({ mediaType: 'image/jpeg', bytes: Buffer.from([1, 2, 3]) });
  });

  test('keeps the first of two files with one id', async () => {
    await files.put({ ...photo, bytes: Buffer.from([9]) });
    expect((await files.read(photo.id))?.bytes).toEqual(Buffer.from([1, 2, 3]));
  });

  test('forgets the bytes of an unsent message, attached or not', async () => {
    await files.attach([photo.id], 'complaint:1');
    expect(await files.unsend('cho-raka', '1')).toBe(1);
    expect(await files.read(photo.id)).toBeUndefined();
  });

  test('leaves a file with the record it belongs to', async () => {
    await files.put({ ...photo, id: 'cho-raka:9', messageId: '9' });
    await files.attach(['cho-raka:9'], 'complaint:1');
    await files.attach(['cho-raka:9'], 'complaint:2');

    const kept = await db.connection.collection<{ _id: string }>('files').findOne({ _id: 'cho-raka:9' });
    expect(kept).toMatchObject({ owner: 'complaint:1' });
  });

  test('sweeps what belongs to no record and is old', async () => {
    await files.put({ ...photo, id: 'cho-raka:2', messageId: '2' });
    await files.put({ ...photo, id: 'cho-raka:3', messageId: '3' });
    await files.attach(['cho-raka:3'], 'progress:1');
    expect(await files.sweepUnattached(new Date(clock.now().getTime() + 1))).toBe(1);
    expect(await files.has('cho-raka:3')).toBe(true);
    expect(await files.has('cho-raka:2')).toBe(false);
  });
});
