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
 * without the place, time and device their file may tell; archives are never unpacked.
 */
export async function recognise(bytes: Buffer): Promise<Recognised> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType: string = found?.mime ?? '';
  if (DOCUMENTS.includes(mediaType)) return { ok: true, bytes, mediaType };
  if (!PICTURES.includes(mediaType)) return { ok: false, problem: 'line.file.wrongType' };
  return redraw(bytes, mediaType);
}
