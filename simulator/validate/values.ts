/** Says what is wrong with a value, or nothing. */
export type Check = (value: unknown) => string | undefined;

/** LINE's word for most things it does not like. */
export const INVALID = 'invalid property';

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const SPACES = 'none|xs|sm|md|lg|xl|xxl';
const SIZES = 'xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl';
const MAX_URL = 2000;

/** Length in code points: how labels and template texts were seen to be counted (line-platform.md §8). */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

/** One of these words. */
export function oneOf(...words: readonly string[]): Check {
  return (value) => (typeof value === 'string' && words.includes(value) ? undefined : INVALID);
}

function matching(pattern: string): Check {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (value) => (typeof value === 'string' && whole.test(value) ? undefined : INVALID);
}

/** The value grammar of Flex (line-platform.md §7.3). */
export const grammar = {
  margin: matching(`${SPACES}|${NUMBER}px`),
  padding: matching(`${SPACES}|${NUMBER}(?:px|%)`),
  textSize: matching(`${SIZES}|${NUMBER}px`),
  imageSize: matching(`${SIZES}|full|${NUMBER}(?:px|%)`),
  length: matching(`${NUMBER}(?:px|%)`),
  borderWidth: matching(`none|light|normal|medium|semi-bold|bold|${NUMBER}px`),
  cornerRadius: matching(`${SPACES}|${NUMBER}px`),
  color: matching('#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?'),
  plainColor: matching('#[0-9a-fA-F]{6}'),
  align: oneOf('start', 'end', 'center'),
  gravity: oneOf('top', 'bottom', 'center'),
  position: oneOf('relative', 'absolute'),
  lineSpacing: matching(`(?!0+(?:\\.0+)?px)${NUMBER}px`),
  percent: (value: unknown) => {
    const fits =
      typeof value === 'string' && /^\d+(?:\.\d+)?%$/.test(value) && Number.parseFloat(value) <= 100;
    return fits ? undefined : INVALID;
  },
  angle: (value: unknown) => {
    const fits =
      typeof value === 'string' && /^\d+(?:\.\d+)?deg$/.test(value) && Number.parseFloat(value) < 360;
    return fits ? undefined : INVALID;
  },
} as const satisfies Record<string, Check>;

/** True or false, not their names. */
export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : INVALID);

/** A whole number from 0 on. */
export const wholeNumber: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? undefined : INVALID;

/** `w:h`, each 1–100000, not taller than three times its width. */
export const aspectRatio: Check = (value) => {
  const parts = typeof value === 'string' ? /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value) : null;
  const [width, height] = [Number(parts?.[1]), Number(parts?.[2])];
  const inRange = [width, height].every((side) => side >= 1 && side <= 100_000);
  return inRange && height <= 3 * width ? undefined : INVALID;
};

/** Printable ASCII that a URL parser understands: everything else must be percent-encoded. */
function isEncodedUrl(value: string): boolean {
  return (
    /^[\x21-\x7e]+$/.test(value) && !/["<>\\^`{|}]|%(?![0-9a-fA-F]{2})/.test(value) && URL.canParse(value)
  );
}

/** An https URL of a picture or film. */
export const httpsUrl: Check = (value) => {
  if (typeof value !== 'string') return INVALID;
  if (!/^https:\/\//i.test(value)) return 'invalid uri scheme';
  if (value.length > MAX_URL) return `must not be longer than ${MAX_URL} characters`;
  return isEncodedUrl(value) ? undefined : 'invalid uri';
};

/** What a tap may open: http, https, line or tel. */
export const actionUri: Check = (value) => {
  if (typeof value !== 'string') return INVALID;
  if (!/^(?:https?|line):\/\/|^tel:/i.test(value)) return 'invalid uri scheme';
  return isEncodedUrl(value) ? undefined : 'invalid uri';
};
