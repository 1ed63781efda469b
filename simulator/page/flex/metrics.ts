/**
 * Sizes of Flex messages, in CSS. The keywords' pixels are those measured from LINE's own simulator
 * (`PamornT/flex2html`, `mika-f/react-line-flex-message-renderer`).
 */

type Sizes = Readonly<Record<string, string>>;

const SPACES: Sizes = {
  none: '0px',
  xs: '2px',
  sm: '4px',
  md: '8px',
  lg: '12px',
  xl: '16px',
  xxl: '20px',
};

const FONTS: Sizes = {
  xxs: '11px',
  xs: '13px',
  sm: '14px',
  md: '16px',
  lg: '19px',
  xl: '22px',
  xxl: '29px',
  '3xl': '35px',
  '4xl': '48px',
  '5xl': '74px',
};

const IMAGES: Sizes = {
  xxs: '40px',
  xs: '60px',
  sm: '80px',
  md: '100px',
  lg: '120px',
  xl: '140px',
  xxl: '160px',
  '3xl': '180px',
  '4xl': '200px',
  '5xl': '220px',
  full: '100%',
};

const BORDERS: Sizes = {
  none: '0px',
  light: '0.5px',
  normal: '1px',
  medium: '2px',
  'semi-bold': '3px',
  bold: '4px',
};

const BUBBLES: Readonly<Record<string, { width: string; radius: string }>> = {
  nano: { width: '120px', radius: '10px' },
  micro: { width: '160px', radius: '10px' },
  deca: { width: '220px', radius: '10px' },
  hecto: { width: '241px', radius: '10px' },
  kilo: { width: '260px', radius: '10px' },
  mega: { width: '300px', radius: '17px' },
  giga: { width: '500px', radius: '5px' },
};

const LENGTH = /^-?\d+(\.\d+)?px$/;
const LENGTH_OR_SHARE = /^-?\d+(\.\d+)?(px|%)$/;
const COLOR = /^#([0-9a-f]{6}|[0-9a-f]{8})$/i;

function sized(value: unknown, names: Sizes, pattern: RegExp): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (Object.hasOwn(names, value)) return names[value];
  return pattern.test(value) ? value : undefined;
}

/** `margin`, `spacing` and `cornerRadius`: a keyword or pixels. */
export const space = (value: unknown) => sized(value, SPACES, LENGTH);

/** `padding…` and `offset…`: a keyword, pixels or a share. */
export const inset = (value: unknown) => sized(value, SPACES, LENGTH_OR_SHARE);

/** `width`, `height` and their maxima: pixels or a share. */
export const extent = (value: unknown) => sized(value, {}, LENGTH_OR_SHARE);

/** Sizes of text, spans and icons; without one, `md`. */
export const fontSize = (value: unknown) => sized(value, FONTS, LENGTH) ?? '16px';

/** Sizes of images; without one, `md`. */
export const imageSize = (value: unknown) => sized(value, IMAGES, LENGTH_OR_SHARE) ?? '100px';

/** `borderWidth`: a keyword or pixels. */
export const borderWidth = (value: unknown) => sized(value, BORDERS, LENGTH);

/** Only `#RRGGBB` and `#RRGGBBAA`: LINE knows no others, and nothing else may reach a style. */
export function color(value: unknown): string | undefined {
  return typeof value === 'string' && COLOR.test(value) ? value : undefined;
}

/** `w:h` as CSS; images are square, videos 20:13 unless told. */
export function aspectRatio(value: unknown, otherwise = '1:1'): string {
  const given = typeof value === 'string' && /^\d+(\.\d+)?:\d+(\.\d+)?$/.test(value) ? value : otherwise;
  return given.replace(':', ' / ');
}

/** Width and corner radius of a bubble; without a size, `mega`. */
export function bubbleSize(value: unknown): { name: string; width: string; radius: string } {
  const name = typeof value === 'string' && Object.hasOwn(BUBBLES, value) ? value : 'mega';
  return { name, ...(BUBBLES[name] ?? { width: '300px', radius: '17px' }) };
}

/** Padding of a bubble's block where the block sets none: top, sides, bottom. */
export function blockPadding(block: string, size: string, hasFooter: boolean): string {
  if (block === 'hero') return '0px';
  if (size === 'nano' || size === 'micro') return '10px';
  if (size === 'deca' || size === 'hecto') return '11px 14px 13px';
  if (size === 'kilo') return block === 'body' && hasFooter ? '13px 13px 17px' : '13px';
  if (block === 'header') return '20px';
  if (block === 'footer') return '10px';
  return hasFooter ? '19px 20px 10px' : '19px 20px 20px';
}
