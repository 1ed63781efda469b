import sharp from 'sharp';

const made = new Map<number, Promise<Buffer>>();

/** A small photo that no other number has. */
export function photo(number: number): Promise<Buffer> {
  const known = made.get(number) ?? draw(number);
  made.set(number, known);
  return known;
}

function draw(number: number): Promise<Buffer> {
  const background = { r: number % 256, g: Math.floor(number / 256) % 256, b: 120 };
  return sharp({ create: { width: 24, height: 18, channels: 3, background } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** A paper as offices send it. */
export const paper = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
