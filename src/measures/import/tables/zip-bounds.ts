import { inflateRawSync } from 'node:zlib';

/** Most bytes that all parts of an Office file may have unpacked. The largest real form we know has 3 MB. */
const MOST_UNPACKED = 48 * 1024 * 1024;
const MOST_PARTS = 2_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Whether an Office file, which is a ZIP archive, may be handed to a library that unpacks it whole. What the
 * archive says of its own sizes is not believed: every part is unpacked here under a limit, and let go again.
 * Source of the layout: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function isBoundedZip(bytes: Buffer): boolean {
  try {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) return false;
    const parts = bytes.readUInt16LE(end + 10);
    if (parts > MOST_PARTS) return false;
    let at = bytes.readUInt32LE(end + 16);
    let left = MOST_UNPACKED;
    for (let part = 0; part < parts; part += 1) {
      if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return false;
      left -= unpackedSize(bytes, at, left);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return true;
  } catch (error) {
    // Offsets beyond the file, broken parts and those past the limit: all are refused alike.
    if (error instanceof RangeError || (typeof error === 'object' && error !== null && 'code' in error))
      return false;
    throw error;
  }
}

/** Bytes of one part, really unpacked. Throws a `RangeError` past `most`, and for what no Office program writes. */
function unpackedSize(bytes: Buffer, entry: number, most: number): number {
  const method = bytes.readUInt16LE(entry + 10);
  const packed = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  if (bytes.readUInt32LE(local) !== LOCAL_HEADER) throw new RangeError('no local header');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  if (method === STORED && content.length <= most) return content.length;
  if (method !== DEFLATED || most <= 0) throw new RangeError('not to be unpacked');
  return inflateRawSync(content, { maxOutputLength: most }).length;
}
