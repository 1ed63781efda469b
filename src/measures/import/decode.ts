import type { Finding } from './finding';

/** Largest file that is read. The largest seed, in full, has 0.3 MB. */
export const LARGEST_FILE = 5 * 1024 * 1024;

const FORMATS =
  'Plans are taken as a workbook (xlsx), a document with tables (docx), JSON, or CSV text: in a spreadsheet, choose "Save as".';

/** How files begin that are no text. Source: the formats' own specifications. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['a ZIP archive or an Office document (xlsx, docx, ods)', [0x50, 0x4b, 0x03, 0x04]],
  ['a ZIP archive', [0x50, 0x4b, 0x05, 0x06]],
  ['a ZIP archive', [0x50, 0x4b, 0x07, 0x08]],
  ['an old Office document (xls, doc)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a bzip2 archive', [0x42, 0x5a, 0x68]],
  ['an xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['a Zstandard archive', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
];

/** The text of a file, or why it cannot be read; `encoding` when it was not UTF-8. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding?: string }
  | { readonly ok: false; readonly problem: Finding };

/**
 * Decodes UTF-8, UTF-16 with its byte order mark, and windows-874 (TIS-620), which Thai spreadsheets write.
 * Refuses what is too large, is an archive or a picture, or holds bytes no text has; nothing is unpacked.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return refuse('The file is empty.');
  if (bytes.length > LARGEST_FILE) {
    return refuse(`The file has ${bytes.length} bytes, more than ${LARGEST_FILE}.`, 'Give a smaller file.');
  }
  const known = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return refuse(`The file is ${known[0]}.`);
  const decoded = firstReadable(bytes);
  if (decoded === undefined) return refuse('The text is in an unknown encoding.');
  if (holdsControls(decoded.text)) return refuse('The file holds bytes that no text has.');
  return { ok: true, ...decoded };
}

function firstReadable(bytes: Uint8Array): { text: string; encoding?: string } | undefined {
  const mark = `${bytes[0] ?? 0},${bytes[1] ?? 0}`;
  if (mark === '255,254') return withName('utf-16le', bytes);
  if (mark === '254,255') return withName('utf-16be', bytes);
  const text = read('utf-8', bytes);
  if (text !== undefined) return { text };
  const thai = withName('windows-874', bytes);
  // Bytes that windows-874 leaves undefined come out as private characters, not as an error.
  return thai === undefined || /[\ue000-\uf8ff\ufffd]/.test(thai.text) ? undefined : thai;
}

function withName(encoding: string, bytes: Uint8Array): { text: string; encoding: string } | undefined {
  const text = read(encoding, bytes);
  return text === undefined ? undefined : { text, encoding };
}

function read(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // A fatal decoder says so by a TypeError: the bytes are of another encoding.
    return undefined;
  }
}

/** NUL and the other controls; tab, line feed and carriage return are text. Read off the code points. */
function holdsControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32) || code === 0x7f || (code >= 0x80 && code < 0xa0)) return true;
  }
  return false;
}

function refuse(message: string, remedy = FORMATS): Decoded {
  return { ok: false, problem: { message, remedy } };
}
