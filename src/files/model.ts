import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';

/**
 * Collection `files`: photos and documents that people sent, one document each; what is larger than one piece
 * goes on in `file-pieces`. Owner: the files room, through `store.ts` and `reader.ts` alone.
 * Retention: as the record a file is part of, loose ones a week (`rules.ts`, RETENTION).
 * `_id` is a fingerprint of organisation and LINE message: a repeat finds it again, and nobody without the key
 * can tell which message it was. Bytes and name are sealed (contexts `file:<id>:…`, `file-name:<id>`), the
 * bytes padded, so that neither a sum nor a length confirms a picture that somebody has. Days, no times: a
 * moment would tell who was writing. Who sent it is a fingerprint for counting, while the file is loose.
 * Indexes: owner + organisation + sender + size (quotas, without touching the bytes); owner + day (sweep).
 */
export interface StoredFile {
  _id: string;
  orgId: string;
  mediaType: string;
  sealedName?: string;
  /** The first piece; absent when the sender took the message back. */
  sealed?: Buffer;
  /** How many further pieces there are in `file-pieces`. */
  more: number;
  /** Bytes it takes up, padding included. */
  size: number;
  /** `loose`, or the record it is part of: `complaint:<id>`. */
  owner: string;
  sender?: string;
  receivedOn: Day;
  /** Part of an endorsed record: taking the message back does not remove it any more. */
  fixed?: true;
  /** The bytes are gone, the place of the file stays. */
  takenBackOn?: Day;
}

const file = new Schema<StoredFile>(
  {
    _id: String,
    orgId: { type: String, required: true },
    mediaType: { type: String, required: true },
    sealedName: String,
    sealed: Buffer,
    more: { type: Number, required: true },
    size: { type: Number, required: true },
    owner: { type: String, required: true },
    sender: String,
    receivedOn: { type: String, required: true },
    fixed: Boolean,
    takenBackOn: String,
  },
  { collection: 'files', versionKey: false, ...WITHOUT_ORDER },
);
file.index({ owner: 1, orgId: 1, sender: 1, size: 1 });
file.index({ owner: 1, receivedOn: 1 });

/**
 * Collection `file-pieces`: what does not fit into a file's first piece. Owner: the files room. Retention: as
 * its file; pieces come before their file and go before it, and `unsure` marks those whose file was not yet
 * written: a crash leaves nothing that can be read, and the sweep removes it. Indexes: file; `unsure` (sweep).
 */
export interface StoredPiece {
  /** `<file id>.<number>`, the first of them 1. */
  _id: string;
  fileId: string;
  sealed: Buffer;
  unsure?: Day;
}

const piece = new Schema<StoredPiece>(
  {
    _id: String,
    fileId: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    unsure: String,
  },
  { collection: 'file-pieces', versionKey: false, ...WITHOUT_ORDER },
);
piece.index({ fileId: 1 });
piece.index({ unsure: 1 }, { partialFilterExpression: { unsure: { $exists: true } } });

/** The model of collection `files` on this connection. */
export function fileModel(connection: Connection): Model<StoredFile> {
  return modelOn(connection, 'File', file);
}

/** The model of collection `file-pieces` on this connection. */
export function pieceModel(connection: Connection): Model<StoredPiece> {
  return modelOn(connection, 'FilePiece', piece);
}
