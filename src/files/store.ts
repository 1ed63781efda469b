import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock';
import type { Connection } from '../mongo/connection';
import { fileModel } from './model';
import type { StoredFile } from './model';

export interface NewFile {
  /** Deterministic where it comes from a LINE message, so that a repeat stores it once. */
  readonly id: string;
  readonly orgId: string;
  readonly messageId?: string;
  readonly mediaType: string;
  readonly name?: string;
  readonly bytes: Buffer;
}

export interface FileStore {
  /** Keeps a file; keeping the same id again changes nothing. */
  put(file: NewFile): Promise<void>;
  has(id: string): Promise<boolean>;
  /** Bytes and type; undefined when unknown or unsent. */
  read(id: string): Promise<{ mediaType: string; bytes: Buffer; name?: string } | undefined>;
  /**
   * Makes files part of a record (`complaint:…`, `progress:…`): they now live as long as it does. Files that
   * belong to a record stay with it.
   */
  attach(ids: readonly string[], owner: string): Promise<void>;
  /** Deletes what came with a message that its sender has unsent; returns how many files that were. */
  unsend(orgId: string, messageId: string): Promise<number>;
  /** Deletes files that belong to no record and are older than `before`. */
  sweepUnattached(before: Date): Promise<number>;
}

/** Files in the database: one place to back up, and no folder that a second machine does not see. */
export function createFileStore(connection: Connection, clock: Clock): FileStore {
  const files = fileModel(connection);
  return {
    put: async (file) => {
      const { id, bytes, ...rest } = file;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const document = { ...rest, bytes, size: bytes.length, sha256, owner: null, createdAt: clock.now() };
      await files.updateOne({ _id: id }, { $setOnInsert: document }, { upsert: true });
    },
    has: async (id) => (await files.exists({ _id: id })) !== null,
    read: async (id) => {
      const file = await files.findById(id).lean<StoredFile>();
      if (file?.bytes === undefined) return undefined;
      const bytes = Buffer.from(bytesOf(file.bytes));
      return { mediaType: file.mediaType, bytes, ...(file.name === undefined ? {} : { name: file.name }) };
    },
    attach: async (ids, owner) => {
      if (ids.length === 0) return;
      await files.updateMany({ _id: { $in: [...ids] }, owner: null }, { $set: { owner } });
    },
    unsend: async (orgId, messageId) => {
      const gone = { $unset: { bytes: 1, name: 1 }, $set: { unsentAt: clock.now(), size: 0 } };
      return (await files.updateMany({ orgId, messageId }, gone)).modifiedCount;
    },
    sweepUnattached: async (before) =>
      (await files.deleteMany({ owner: null, createdAt: { $lt: before } })).deletedCount,
  };
}

/** A lean document holds the driver's own binary type. */
function bytesOf(value: Buffer | { buffer: Uint8Array }): Uint8Array {
  return Buffer.isBuffer(value) ? value : value.buffer;
}
