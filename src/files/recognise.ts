import { fileTypeFromBuffer } from 'file-type/core';
import sharp from 'sharp';
import type { TextKey } from '../core/texts';

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

/** Longer side of a kept picture, in pixels: enough to read a document on it. */
const LONGEST_SIDE = 2_560;
/** Pixels a picture may unpack to; a phone's largest are below 60 million. */
const MOST_PIXELS = 80_000_000;
const QUALITY = 82;

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

async function redraw(bytes: Buffer, mediaType: string): Promise<Recognised> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    if (mediaType === 'image/png') {
      return { ok: true, bytes: await picture.png({ compressionLevel: 9 }).toBuffer(), mediaType };
    }
    const jpeg = await picture.flatten({ background: '#ffffff' }).jpeg({ quality: QUALITY }).toBuffer();
    return { ok: true, bytes: jpeg, mediaType: 'image/jpeg' };
  } catch {
    return { ok: false, problem: 'line.file.broken' };
  }
}
