import { AppError } from './errors';
import type { Sealer } from './sealing';

/** Bytes as they come: whole, or as a stream that is never held whole. */
export type Source = Uint8Array | AsyncIterable<Uint8Array>;

/** A part of a file, in order; the last one says so, so that a file cannot be cut short unnoticed. */
export interface Piece {
  readonly index: number;
  readonly last: boolean;
  readonly bytes: Buffer;
}

const LENGTH_BYTES = 4;
/** Lengths are rounded up to this, so that they do not tell one picture from another. */
const PADDED_TO = 16 * 1024;
/** Padded, a whole piece is two megabytes: the common photo is one, and a document never comes near 16 MB. */
const PIECE_BYTES = 2 * 1024 * 1024 - LENGTH_BYTES;

/** Cuts a source into pieces; an empty one is one empty piece. */
export async function* piecesOf(source: Source, size = PIECE_BYTES): AsyncGenerator<Piece> {
  let index = 0;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk]);
    // One byte more than a piece: only then is it known not to be the last.
    while (waiting.length > size) {
      yield { index, last: false, bytes: waiting.subarray(0, size) };
      index += 1;
      waiting = waiting.subarray(size);
    }
  }
  yield { index, last: true, bytes: waiting };
}

/** A piece sealed for the context of its file (`file:<id>`) and its place in it. */
export function sealPiece(
  sealer: Pick<Sealer, 'sealBytes'>,
  context: string,
  { index, last, bytes }: Piece,
): Buffer {
  const length = Math.ceil((LENGTH_BYTES + bytes.length) / PADDED_TO) * PADDED_TO;
  const padded = Buffer.alloc(length);
  padded.writeUInt32BE(bytes.length, 0);
  bytes.copy(padded, LENGTH_BYTES);
  return sealer.sealBytes(padded, contextOf(context, index, last));
}

/** The bytes of a sealed piece. Throws `sealed-unreadable` for a piece of another file or place. */
export function openPiece(
  sealer: Pick<Sealer, 'openBytes'>,
  context: string,
  { index, last }: Pick<Piece, 'index' | 'last'>,
  sealed: Uint8Array,
): Buffer {
  const padded = sealer.openBytes(sealed, contextOf(context, index, last));
  const length = padded.readUInt32BE(0);
  if (LENGTH_BYTES + length > padded.length)
    throw new AppError('piece-damaged', 'a piece is shorter than it says');
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}

function contextOf(context: string, index: number, last: boolean): string {
  return `${context}:${index}${last ? ':last' : ''}`;
}
