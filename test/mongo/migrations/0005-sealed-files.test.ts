import { randomBytes } from 'node:crypto';
import { uuidOf } from '../../../src/core/ids';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { createFileReader } from '../../../src/files/reader';
import { createFileStore } from '../../../src/files/store';
import { sealedFiles } from '../../../src/mongo/migrations/0005-sealed-files';
import { dyingSealer } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { everythingIn } from '../../helpers/everything';
import { wholeFile } from '../../helpers/files';

const yes = () => Promise.resolve(true);
const clock = { now: () => new Date('2026-11-25T03:00:00Z') };

describe('the files of version 0.1', () => {
  let db: TestDatabase;
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  const large = randomBytes(5 * 1024 * 1024);
  const migrate = () => sealedFiles.run({ connection: db.connection, sealer, log: silentLog });
  const old = (messageId: string, change: Record<string, unknown> = {}) => ({
    _id: `na-kok_${messageId}`,
    orgId: 'na-kok',
    messageId,
    mediaType: 'image/jpeg',
    size: 3,
    sha256: 'a'.repeat(64),
    bytes: Buffer.from(`the photo of message ${messageId}`),
    owner: 'complaint:c1',
    createdAt: new Date('2026-11-23T03:04:05.678Z'),
    ...change,
  });

  beforeEach(async () => {
    db = await connectTestDatabase();
    await db.connection
      .collection<{ _id: string }>('files')
      .insertMany([
        old('501'),
        old('502', { owner: null }),
        old('503', { owner: 'progress:p1', name: 'รายงาน.pdf', mediaType: 'application/pdf', bytes: large }),
        old('504', { bytes: undefined, unsentAt: new Date('2026-11-24T03:00:00Z') }),
      ]);
  });
  afterEach(() => db.close());

  const expectAllThere = async () => {
    const parts = { connection: db.connection, sealer, clock };
    const files = createFileStore(parts);
    const maySee = { complaint: yes, progress: yes };
    const reader = createFileReader({ ...parts, maySee, audit: () => Promise.resolve() });
    const read = (id: string) => wholeFile(reader, id, 'anybody');
    await db.createIndexes();
    expect((await read('na-kok_501'))?.bytes.toString()).toBe('the photo of message 501');
    const report = await read('na-kok_503');
    expect(report).toMatchObject({ mediaType: 'application/pdf', name: 'รายงาน.pdf' });
    expect(report?.bytes.equals(large)).toBe(true);
    expect(await read('na-kok_504')).toBeUndefined();
    expect(await files.takenBack(['na-kok_504'])).toBe(1);
    // The draft that names it is sent after the update.
    await files.attach(['na-kok_502'], 'complaint:c2');
    expect((await read('na-kok_502'))?.bytes.toString()).toBe('the photo of message 502');
    // A repeat of an event from before finds its file.
    const sent = { orgId: 'na-kok', messageId: '501', senderId: 'somebody' };
    expect(await files.expect(sent)).toMatchObject({ kind: 'kept' });
    expect(await files.unsend('na-kok', '501')).toBe(true);
  };

  test('are sealed, and found by the names they had', async () => {
    await migrate();
    const everything = (await everythingIn(db.connection)).map(({ all }) => all).join(' ');
    for (const secret of ['the photo', 'รายงาน', 'aaaa', '_501', 'T03:04'])
      expect(everything).not.toContain(secret);
    expect(everything).not.toContain(large.subarray(0, 64).toString('latin1'));
    await expectAllThere();
  });

  test('are sealed once, however often it is tried', async () => {
    await migrate();
    const sums = async () => (await everythingIn(db.connection)).map(({ all }) => uuidOf(all));
    const first = await sums();
    await migrate();
    expect(await sums()).toEqual(first);
  });

  test('are all there when a crash came in the middle', async () => {
    const tools = { connection: db.connection, log: silentLog };
    await expect(sealedFiles.run({ ...tools, sealer: dyingSealer(sealer) })).rejects.toThrow('dies here');
    await migrate();
    await expectAllThere();
  });

  test('are no trouble where there are none', async () => {
    await db.connection.dropDatabase();
    await migrate();
    expect(await everythingIn(db.connection)).toEqual([]);
  });
});
