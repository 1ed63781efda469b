const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** The letters a reader sees: a Thai consonant with its vowel sign and tone mark is one. */
export function lettersOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), (each) => each.segment);
}

/** Code units of the longest letter that one slip may leave out. */
const LONGEST_LETTER = 12;

/**
 * True when `one` becomes `other` by at most one letter put in, left out, changed or swapped with its
 * neighbour. A Thai mark on the wrong consonant is one slip too.
 */
export function withinOneEdit(one: string, other: string): boolean {
  if (!mayBeOneEdit(one, other)) return false;
  return oneEdit(lettersOf(one), lettersOf(other)) || oneEdit(Array.from(one), Array.from(other));
}

/** False for most of what differs, without taking it apart into letters, which costs far more. */
function mayBeOneEdit(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer.length - shorter.length > LONGEST_LETTER) return false;
  const [start, end] = sameEnds(shorter, longer);
  // Two letters that were swapped are as long as before.
  const most = shorter.length === longer.length ? 2 * LONGEST_LETTER : LONGEST_LETTER;
  return longer.length - start - end <= most;
}

function oneEdit(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const [start, end] = sameEnds(shorter, longer);
  const left = shorter.slice(start, shorter.length - end);
  const right = longer.slice(start, longer.length - end);
  const swapped = left.length === 2 && left[0] === right[1] && left[1] === right[0];
  return right.length <= 1 || (right.length === 2 && swapped);
}

/** How much two have in common at their beginnings, and of the rest at their ends. */
function sameEnds(shorter: ArrayLike<string>, longer: ArrayLike<string>): [start: number, end: number] {
  const { length } = shorter;
  let start = 0;
  while (start < length && shorter[start] === longer[start]) start++;
  let end = 0;
  while (end < length - start && shorter[length - 1 - end] === longer[longer.length - 1 - end]) end++;
  return [start, end];
}

/** A pattern that matches any of `words` literally, the longest first. */
export function anyOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`;
}
