import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { OneAtATime } from '../../src/files/one-at-a-time';
import { redraw } from '../../src/files/pictures';
import { pngOf } from '../helpers/png';

const MEGABYTE = 1024 * 1024;

/** Noise, which no compression makes smaller: 8.3 MB as PNG. */
const noise = (side: number): Promise<Buffer> =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();

/** The head of a PNG of these measures, and hardly anything behind it. */
const headOnly = (width: number, height: number): Buffer =>
  pngOf({ width, height, bits: 8 }, deflateSync(Buffer.alloc(9)));

describe('a picture that is drawn anew', () => {
  test('never comes out larger than a document of the database holds', async () => {
    const bytes = await noise(1_660);
    expect(bytes.length).toBeGreaterThan(8 * MEGABYTE);
    const drawn = await redraw(bytes, 'image/png');
    if (!drawn.ok) throw new Error(drawn.problem);
    expect(drawn.mediaType).toBe('image/jpeg');
    expect(drawn.bytes.length).toBeLessThan(5 * MEGABYTE);
    expect(await sharp(drawn.bytes).metadata()).toMatchObject({ width: 1_660, height: 1_660 });
  });

  test('stays a drawing where it is one', async () => {
    const drawing = await sharp({ create: { width: 900, height: 700, channels: 4, background: '#06c755' } })
      .png()
      .toBuffer();
    expect(await redraw(drawing, 'image/png')).toMatchObject({ ok: true, mediaType: 'image/png' });
  });

  test.each([
    [7_200, 7_200],
    [60_000, 1_000],
    [20_000, 20_000],
  ])('is refused by its head, before anything is unpacked: %i × %i pixels', async (width, height) => {
    expect(await redraw(headOnly(width, height), 'image/png')).toEqual({
      ok: false,
      problem: 'line.file.tooManyPixels',
    });
  });

  test('is broken when there is nothing behind its head', async () => {
    expect(await redraw(headOnly(700, 700), 'image/png')).toEqual({ ok: false, problem: 'line.file.broken' });
  });

  test('waits for the one before it, so that sixteen do not take sixteen times the memory', async () => {
    const large = await sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: '#123' } })
      .png({ progressive: true })
      .toBuffer();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
    const drawn = await Promise.all(Array.from({ length: 16 }, () => redraw(large, 'image/png')));
    clearInterval(watch);
    expect(drawn.every(({ ok }) => ok)).toBe(true);
    expect((most - before) / MEGABYTE).toBeLessThan(300);
  }, 120_000);
});

test('one thing is done at a time, and the next also after one that failed', async () => {
  const queue = new OneAtATime();
  const seen: string[] = [];
  let running = 0;
  const work = (name: string, fails = false) =>
    queue.run(async () => {
      running += 1;
      seen.push(`${name}${running}`);
      await new Promise((done) => setImmediate(done));
      running -= 1;
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([work('a'), work('b', true), work('c')]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual(['a1', 'b1', 'c1']);
});
