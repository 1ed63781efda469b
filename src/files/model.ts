import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';

/**
 * Collection `files`: photos and documents that people sent, one document each (at most 10 MB, so that
 * one write is one truth). Owner: the room whose record they are attached to. Retention: as that record;
 * unattached ones a week, see `operations/retention.ts`. Indexes: message (to unsend), owner + time (to sweep).
 */
export interface StoredFile {
  _id: string;
  orgId: string;
  messageId?: string;
  mediaType: string;
  name?: string;
  size: number;
  sha256: string;
  bytes?: Buffer;
  owner: string | null;
  createdAt: Date;
  /** Set when the sender took the message back: the bytes are gone, the place of the file stays. */
  unsentAt?: Date;
}

const schema = new Schema<StoredFile>(
  {
    _id: String,
    orgId: { type: String, required: true },
    messageId: String,
    mediaType: { type: String, required: true },
    name: String,
    size: { type: Number, required: true },
    sha256: { type: String, required: true },
    bytes: Buffer,
    owner: { type: String, default: null },
    createdAt: { type: Date, required: true },
    unsentAt: Date,
  },
  { collection: 'files', versionKey: false },
);
schema.index({ orgId: 1, messageId: 1 });
schema.index({ owner: 1, createdAt: 1 });

/** The model of collection `files` on this connection. */
export function fileModel(connection: Connection): Model<StoredFile> {
  return modelOn(connection, 'File', schema);
}
