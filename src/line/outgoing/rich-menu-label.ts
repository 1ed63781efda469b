/** A label as it is drawn: font size in pixels and one or two lines. */
export interface FittedLabel {
  readonly size: number;
  readonly lines: readonly string[];
}

/** Width in pixels of some words at a font size. */
export type Measure = (words: string, size: number) => number;

/** Pixels: on a phone about as large as the chat's own text. */
export const LARGEST_TYPE = 124;
/** Below this a label is rather broken into two lines than made smaller. */
const COMFORTABLE = 100;
const SMALLEST = 64;

const words = new Intl.Segmenter('th', { granularity: 'word' });

/**
 * The largest type in which a label fits `width`: on one line while that stays comfortable to read, else
 * on two, broken between words; at the smallest size whatever its width.
 */
export function fitLabel(label: string, width: number, measure: Measure): FittedLabel {
  const halves = splits(label);
  const fits = (lines: readonly string[], size: number) =>
    lines.every((line) => measure(line, size) <= width);
  for (let size = LARGEST_TYPE; size >= COMFORTABLE; size -= 2) {
    if (fits([label], size)) return { size, lines: [label] };
  }
  for (let size = LARGEST_TYPE; size > SMALLEST; size -= 2) {
    const lines = [...halves, [label]].find((each) => fits(each, size));
    if (lines !== undefined) return { size, lines };
  }
  return { size: SMALLEST, lines: halves[0] ?? [label] };
}

/** The ways to break a label in two, the most even first: at spaces, or between words where there are none. */
function splits(label: string): (readonly string[])[] {
  const breaks = label.includes(' ')
    ? Array.from(label.matchAll(/ /g), ({ index }) => index)
    : Array.from(words.segment(label), ({ index }) => index).slice(1);
  return breaks
    .map((at) => [label.slice(0, at).trim(), label.slice(at).trim()] as const)
    .sort((one, other) => unevenness(one) - unevenness(other));
}

function unevenness([first, second]: readonly [string, string]): number {
  return Math.abs(first.length - second.length);
}
