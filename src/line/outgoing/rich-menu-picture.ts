import { readFile } from 'node:fs/promises';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import { fitLabel, LARGEST_TYPE } from './rich-menu-label';
import type { MenuPlan, MenuTile } from './rich-menu-plan';
import { hashOf, MENU_SIZE } from './rich-menu-plan';

/** Bytes of a menu's picture. Source: LINE, rich menu image. */
export const LARGEST_PICTURE = 1024 * 1024;

const FONT = 'Prongsai Menu';
const INK = '#1c2b24';
const WHITE = '#ffffff';
/** Between the tiles and around them, half on each side. */
const GAP = 22;
const RADIUS = 56;
const ICON_CIRCLE = 280;
const ICON = 160;
const LINE_HEIGHT = 1.3;
/** Room for two lines of the largest type. */
const TEXT_HEIGHT = 2 * LARGEST_TYPE * LINE_HEIGHT;
/** Where letters stand in a line, as a share of its height: Thai marks need room above. */
const BASELINE = 0.88;
const PADDING = 60;

/** Pictures by hash: all organisations share them, and each takes half a second to draw. */
const drawn = new Map<string, Promise<Buffer>>();

/** The picture of a menu: PNG, 2500 × 1686 pixels. Fonts and icons come with the program. */
export function pictureOf(plan: MenuPlan): Promise<Buffer> {
  const hash = hashOf(plan);
  const picture = drawn.get(hash) ?? draw(plan);
  drawn.set(hash, picture);
  return picture;
}

async function draw(plan: MenuPlan): Promise<Buffer> {
  registerFont();
  const canvas = createCanvas(MENU_SIZE.width, MENU_SIZE.height);
  const context = canvas.getContext('2d');
  context.fillStyle = plan.tint;
  context.fillRect(0, 0, MENU_SIZE.width, MENU_SIZE.height);
  for (const tile of plan.tiles) await drawTile(context, plan, tile);
  const picture = await canvas.encode('png');
  // Its 17 MB lie outside the collector's sight, and it would be long before it came for them.
  canvas.width = 1;
  canvas.height = 1;
  return picture;
}

function registerFont(): void {
  if (GlobalFonts.has(FONT)) return;
  GlobalFonts.registerFromPath(
    require.resolve('@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf'),
    FONT,
  );
}

async function drawTile(context: SKRSContext2D, { accent, tint }: MenuPlan, tile: MenuTile): Promise<void> {
  const { x, y, width, height } = tile.bounds;
  const inner = { x: x + GAP, y: y + GAP, width: width - 2 * GAP, height: height - 2 * GAP };
  context.fillStyle = tile.primary ? accent : WHITE;
  context.beginPath();
  context.roundRect(inner.x, inner.y, inner.width, inner.height, RADIUS);
  context.fill();

  const { size, lines } = fitLabel(tile.label, inner.width - 2 * PADDING, (words, at) => {
    context.font = `${at}px "${FONT}"`;
    return context.measureText(words).width;
  });
  // All icons of a row stand at one height, whether one or two lines follow.
  const top = inner.y + (inner.height - ICON_CIRCLE - GAP - TEXT_HEIGHT) / 2;
  const middle = inner.x + inner.width / 2;

  context.fillStyle = tile.primary ? WHITE : tint;
  context.beginPath();
  context.arc(middle, top + ICON_CIRCLE / 2, ICON_CIRCLE / 2, 0, 2 * Math.PI);
  context.fill();
  const icon = await loadImage(await iconOf(tile.icon, accent));
  context.drawImage(icon, middle - ICON / 2, top + (ICON_CIRCLE - ICON) / 2, ICON, ICON);

  context.font = `${size}px "${FONT}"`;
  context.fillStyle = tile.primary ? WHITE : INK;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const textTop = top + ICON_CIRCLE + GAP + (TEXT_HEIGHT - lines.length * size * LINE_HEIGHT) / 2;
  lines.forEach((line, index) => {
    context.fillText(line, middle, textTop + (index + BASELINE) * size * LINE_HEIGHT);
  });
}

/** A line icon in one colour, as large as it will be drawn. */
async function iconOf(name: string, colour: string): Promise<Buffer> {
  const svg = await readFile(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  return Buffer.from(
    svg
      .replace('width="24"', `width="${ICON}"`)
      .replace('height="24"', `height="${ICON}"`)
      .replace('currentColor', colour),
  );
}
