import { fileTypeFromBuffer } from 'file-type/core';
import type { TextKey } from '../core/texts';
import { redraw } from './pictures';

/** Bytes of a known kind, fit to be kept and shown; or what to tell their sender. */
export type Recognised =
  | { readonly ok: true; readonly bytes: Buffer; readonly mediaType: string }
  | { readonly ok: false; readonly problem: TextKey };

const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Kept as they are and only ever handed out as downloads. Recognised by content, not by name. */
const DOCUMENTS: readonly string[] = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
];

/**
 * Looks at the bytes, never at the name or type somebody declared. Pictures are drawn anew, turned upright,
 * without the place, time and device their file may tell; archives are never unpacked. `texts`: plans may come as CSV
 * or JSON, from those who bring in plans.
 */
export async function recognise(
  bytes: Buffer,
  { texts = false }: { readonly texts?: boolean | undefined } = {},
): Promise<Recognised> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const text = texts && (found === undefined || isWide(bytes)) ? textType(bytes) : undefined;
  const mediaType: string = text ?? found?.mime ?? '';
  if (TEXTS.includes(mediaType)) return { ok: true, bytes, mediaType };
  if (DOCUMENTS.includes(mediaType)) return { ok: true, bytes, mediaType };
  if (!PICTURES.includes(mediaType)) return { ok: false, problem: 'line.file.wrongType' };
  return redraw(bytes, mediaType);
}

/** What plans are taken as besides Office documents; kept and handed out like those. */
const TEXTS: readonly string[] = ['text/csv', 'application/json'];

/** By its bytes alone: UTF-16 with its mark, or bytes without the controls that no text has. */
function textType(bytes: Buffer): string | undefined {
  if (!isWide(bytes) && bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32) || byte === 0x7f))
    return undefined;
  const first = bytes
    .subarray(0, 64)
    .toString('utf8')
    .replaceAll('\0', '')
    .replace(/^[\ufeff\ufffd]+/, '')
    .trimStart();
  return /^[[{]/.test(first) ? 'application/json' : 'text/csv';
}

/** UTF-16 with its mark, which by its first bytes alone is taken for sound. */
function isWide(bytes: Buffer): boolean {
  return bytes.length > 1 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0));
}
