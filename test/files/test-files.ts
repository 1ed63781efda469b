import { randomBytes } from 'node:crypto';
import { DAY_MS } from '../../src/core/bangkok-day';
import { Sealer } from '../../src/core/sealing';
import type { FileLook, FileReader } from '../../src/files/reader';
import { createFileReader } from '../../src/files/reader';
import type { FileStore, NewFile } from '../../src/files/store';
import { createFileStore } from '../../src/files/store';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

export const ORG = 'cho-raka';
/** Small, so that a few bytes are several pieces. */
export const PIECE = 1_000;

/** Somebody who asks for files. */
export interface Asker {
  readonly personId: string;
  /** Records this person may see. */
  readonly sees: readonly string[];
}

/** A photo of a message; each test names only what it is about. */
export function photo(change: Partial<NewFile> = {}): NewFile {
  return {
    orgId: ORG,
    messageId: '1',
    senderId: 'somsri',
    mediaType: 'image/jpeg',
    bytes: Buffer.from('a small photo'),
    ...change,
  };
}

/** A file store and its reader on a database of their own, empty before each test. */
export function testFiles() {
  const room = {} as {
    db: TestDatabase;
    files: FileStore;
    reader: FileReader<Asker>;
    looks: FileLook<Asker>[];
    now: Date;
    sealer: Sealer;
    later(days: number): void;
    documents(collection: string): Promise<({ _id: string } & Record<string, unknown>)[]>;
  };
  const maySee = (kind: string) => (asker: Asker, id: string) =>
    Promise.resolve(asker.sees.includes(`${kind}:${id}`));
  room.later = (days) => (room.now = new Date(room.now.getTime() + days * DAY_MS));
  room.documents = (collection) =>
    room.db.connection.collection<{ _id: string } & Record<string, unknown>>(collection).find().toArray();

  beforeAll(async () => {
    room.db = await connectTestDatabase();
    room.sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
    const parts = { connection: room.db.connection, sealer: room.sealer, clock: { now: () => room.now } };
    room.files = createFileStore({ ...parts, pieceBytes: PIECE });
    room.reader = createFileReader<Asker>({
      ...parts,
      maySee: { complaint: maySee('complaint'), progress: maySee('progress') },
      audit: (look) => Promise.resolve(void room.looks.push(look)),
    });
    await room.db.createIndexes();
  });
  afterAll(() => room.db.close());
  beforeEach(async () => {
    room.now = new Date('2026-11-23T03:04:05.678Z');
    room.looks = [];
    for (const name of ['files', 'file-pieces']) {
      await room.db.connection.collection(name).deleteMany({});
    }
  });
  return room;
}
