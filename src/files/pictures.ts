import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { TextKey } from '../core/texts';
import { OneAtATime } from './one-at-a-time';

/** A picture drawn anew, or what to tell its sender. */
export type Redrawn =
  | { readonly ok: true; readonly bytes: Buffer; readonly mediaType: 'image/jpeg' | 'image/png' }
  | { readonly ok: false; readonly problem: TextKey };

/** Longer side of a kept picture, in pixels: enough to read a document on it. */
const LONGEST_SIDE = 2_560;
/**
 * Pixels a picture may have; the largest that phones take are 50 million (those above come from a special
 * setting, and exceed the largest file anyway). Read from its head, before anything is unpacked.
 */
const MOST_PIXELS = 51_000_000;
/** A PNG that comes out larger is a photo and no drawing: it is kept as JPEG, a tenth of the size. */
const LARGEST_PNG = 2 * 1024 * 1024;
const QUALITY = 82;
const LONGEST_SECONDS = 30;

/** Unpacked, one picture takes up to 200 MB: several at once would be more than a small machine has. */
const decoder = new OneAtATime();
sharp.concurrency(1);
sharp.cache(false);

/**
 * The picture, upright, at most 2,560 pixels long and without anything its file told beside it. Never above
 * some megabytes, whatever came in. One is drawn at a time in a process, the others wait.
 */
export function redraw(bytes: Buffer, mediaType: string): Promise<Redrawn> {
  return decoder.run(async () => {
    try {
      const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
      if (width * height > MOST_PIXELS) return { ok: false, problem: 'line.file.tooManyPixels' };
      const picture = (): Sharp => smaller(bytes);
      if (mediaType === 'image/png') {
        const png = await picture().png({ compressionLevel: 9 }).toBuffer();
        if (png.length <= LARGEST_PNG) return { ok: true, bytes: png, mediaType };
      }
      const jpeg = await picture().flatten({ background: '#ffffff' }).jpeg({ quality: QUALITY }).toBuffer();
      return { ok: true, bytes: jpeg, mediaType: 'image/jpeg' };
    } catch {
      return { ok: false, problem: 'line.file.broken' };
    }
  });
}

function smaller(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .timeout({ seconds: LONGEST_SECONDS })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
}
