import { bangkokDay } from '../../core/bangkok-day';
import { piecesOf, sealPiece } from '../../core/sealed-pieces';
import type { Sealer } from '../../core/sealing';
import type { Connection } from '../connection';
import type { Migration } from './migration';
import { makeWithoutOrder, rewriteWithoutOrder } from './without-order';

/** A file of version 0.1: its bytes in the clear, its id and time those of a LINE message. */
interface OldFile {
  readonly _id: string;
  readonly orgId: string;
  readonly messageId?: string;
  readonly mediaType: string;
  readonly name?: string;
  readonly bytes?: { readonly buffer: Uint8Array };
  readonly owner: string | null;
  readonly createdAt: Date;
  readonly unsentAt?: Date;
}

/**
 * Seals what people sent to version 0.1. Files get the ids that they would get today; the files room finds
 * them under their old ones too, so that drafts and reports go on naming them as they did.
 */
export const sealedFiles: Migration = {
  id: '0005-sealed-files',
  run: async ({ connection, sealer }) => {
    await makeWithoutOrder(connection, 'file-pieces');
    await rewriteWithoutOrder(connection, 'files', (document) =>
      sealed(connection, sealer, document as unknown as OldFile),
    );
  },
};

async function sealed(
  connection: Connection,
  sealer: Sealer,
  old: OldFile,
): Promise<{ _id: string } & Record<string, unknown>> {
  const { orgId, messageId, mediaType, name } = old;
  const _id =
    messageId === undefined ? old._id : sealer.fingerprint(`${orgId}:${messageId}`, 'file').slice(0, 24);
  return {
    _id,
    orgId,
    mediaType,
    ...(name === undefined ? {} : { sealedName: sealer.seal(name, `file-name:${_id}`) }),
    ...(await sealedBytes(connection, sealer, _id, old.bytes?.buffer)),
    owner: old.owner ?? 'loose',
    receivedOn: bangkokDay(old.createdAt),
    ...(old.unsentAt === undefined ? {} : { takenBackOn: bangkokDay(old.unsentAt) }),
  };
}

/** The first piece is part of the document, further ones have a collection of their own. */
async function sealedBytes(
  connection: Connection,
  sealer: Sealer,
  fileId: string,
  bytes: Uint8Array | undefined,
): Promise<{ sealed?: Buffer; more: number; size: number }> {
  if (bytes === undefined) return { more: 0, size: 0 };
  const pieces = connection.collection<{ _id: string; fileId: string; sealed: Buffer }>('file-pieces');
  let first: Buffer = Buffer.alloc(0);
  let [more, size] = [0, 0];
  for await (const piece of piecesOf(bytes)) {
    const closed = sealPiece(sealer, `file:${fileId}`, piece);
    more = piece.index;
    size += closed.length;
    if (piece.index === 0) first = closed;
    else {
      const part = { fileId, sealed: closed };
      await pieces.replaceOne({ _id: `${fileId}.${piece.index}` }, part, { upsert: true });
    }
  }
  return { sealed: first, more, size };
}
