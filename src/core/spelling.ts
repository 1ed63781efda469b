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
  if (Math.abs(one.length - other.length) > LONGEST_LETTER) return false;
  return oneEdit(lettersOf(one), lettersOf(other)) || oneEdit(Array.from(one), Array.from(other));
}

function oneEdit(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  let end = 0;
  while (end < shorter.length - start && shorter.at(-1 - end) === longer.at(-1 - end)) end++;
  const left = shorter.slice(start, shorter.length - end);
  const right = longer.slice(start, longer.length - end);
  const swapped = left.length === 2 && left[0] === right[1] && left[1] === right[0];
  return right.length <= 1 || (right.length === 2 && swapped);
}

/** A pattern that matches any of `words` literally, the longest first. */
export function anyOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`;
}
