import { AppError } from '../core/errors';
import { openPiece } from '../core/sealed-pieces';
import type { Sealer } from '../core/sealing';
import type { Connection, Model } from '../mongo/connection';
import type { StoredFile, StoredPiece } from './model';
import { fileModel, pieceModel } from './model';
import { currentId, senderOf } from './names';
import type { OwnerKind } from './rules';
import { AUDITED, LOOSE, recordOf } from './rules';

/** What somebody wants a file for. */
export type ReadPurpose = 'show' | 'report';

/** Who asks, and what for. */
export interface Asking<Actor> {
  readonly actor: Actor;
  readonly purpose: ReadPurpose;
}

/** A file that may be seen. */
export interface OpenFile {
  readonly mediaType: string;
  readonly name?: string;
  /** Its bytes, piece by piece: a large file is never held whole. Throws `file-incomplete`. */
  bytes(): AsyncGenerator<Buffer>;
}

/** A look at a file whose record is protected. */
export interface FileLook<Actor> extends Asking<Actor> {
  readonly fileId: string;
  readonly kind: OwnerKind;
  readonly recordId: string;
}

export interface FileReaderParts<Actor> {
  readonly connection: Connection;
  readonly sealer: Sealer;
  /** Of the rooms that own the records: whether somebody may see one. */
  readonly maySee: Readonly<Record<OwnerKind, (actor: Actor, recordId: string) => Promise<boolean>>>;
  /** Written before anything is shown, without content. */
  readonly audit: (look: FileLook<Actor>) => Promise<void>;
}

/** The one way by which a kept file comes out again. */
export interface FileReader<Actor> {
  /**
   * A file of a record that this person may see. Unknown, not part of any record, taken back or not for them:
   * `undefined`, all alike.
   */
  open(id: string, asking: Asking<Actor>): Promise<OpenFile | undefined>;
  /** A file that this person has sent and that is part of no record yet, e.g. a plan to be read; else `undefined`. */
  openOwn(id: string, sent: { orgId: string; senderId: string }): Promise<OpenFile | undefined>;
}

/** Reads what `createFileStore` has kept on the same connection. */
export function createFileReader<Actor>(parts: FileReaderParts<Actor>): FileReader<Actor> {
  const { connection, sealer, maySee, audit } = parts;
  const files = fileModel(connection);
  const pieces = pieceModel(connection);
  const opened = ({ _id, mediaType, sealedName, more }: StoredFile, sealed: Binary): OpenFile => {
    const name = sealedName === undefined ? {} : { name: sealer.open(sealedName, `file-name:${_id}`) };
    return { mediaType, ...name, bytes: () => bytesOf({ pieces, sealer }, { _id, more, sealed }) };
  };
  return {
    open: async (id, asking) => {
      const file = await files.findById(currentId(sealer, id)).lean<StoredFile>();
      const record = recordOf(file?.owner ?? '');
      if (file?.sealed === undefined || record === undefined) return undefined;
      if (!(await maySee[record.kind](asking.actor, record.recordId))) return undefined;
      if (AUDITED.includes(record.kind)) await audit({ ...asking, ...record, fileId: file._id });
      return opened(file, file.sealed);
    },
    openOwn: async (id, { orgId, senderId }) => {
      const sender = senderOf(sealer, senderId);
      const file = await files
        .findOne({ _id: currentId(sealer, id), owner: LOOSE, orgId, sender })
        .lean<StoredFile>();
      return file?.sealed === undefined ? undefined : opened(file, file.sealed);
    },
  };
}

async function* bytesOf(
  { pieces, sealer }: { pieces: Model<StoredPiece>; sealer: Sealer },
  { _id, more, sealed }: { _id: string; more: number; sealed: Binary },
): AsyncGenerator<Buffer> {
  yield openPiece(sealer, `file:${_id}`, { index: 0, last: more === 0 }, plainBytes(sealed));
  for (let index = 1; index <= more; index++) {
    const piece = await pieces.findById(`${_id}.${index}`).lean<StoredPiece>();
    // Taken back while it was being read.
    if (piece === null) throw new AppError('file-incomplete', 'a piece of the file is not there any more');
    yield openPiece(sealer, `file:${_id}`, { index, last: index === more }, plainBytes(piece.sealed));
  }
}

/** A lean document holds the driver's own binary type. */
type Binary = Buffer | { readonly buffer: Uint8Array };

function plainBytes(value: Binary): Uint8Array {
  return Buffer.isBuffer(value) ? value : value.buffer;
}
