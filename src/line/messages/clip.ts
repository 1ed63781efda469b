import { lettersOf } from '../../core/spelling';

/** How a limit counts: LINE counts labels in code points, everything else in UTF-16 units. */
export type Unit = 'code points' | 'utf-16';

/** The length of `text` as LINE counts it. */
function lengthIn(unit: Unit, text: string): number {
  return unit === 'utf-16' ? text.length : Array.from(text).length;
}

/** Cuts to `max`, with an ellipsis, never inside a letter with its vowels and tone marks. */
export function clip(text: string, max: number, unit: Unit): string {
  if (text.length <= max || lengthIn(unit, text) <= max) return text;
  let kept = '';
  let length = 0;
  // No more than can be kept is taken apart: a code point is at most two units.
  for (const letter of lettersOf(text.slice(0, unit === 'utf-16' ? max : 2 * max))) {
    length += lengthIn(unit, letter);
    if (length > max - 1) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * A text LINE accepts: it refuses a whole answer for one blank text, so a blank becomes a dash; halves of
 * surrogate pairs become the replacement character.
 */
export function presentable(text: string): string {
  const whole = text.replace(/\p{Cs}/gu, '\ufffd');
  return /[^\s\u200b-\u200f\u2060\ufeff\p{Cc}]/u.test(whole) ? whole : '-';
}

/**
 * The greatest limit between `least` and `most` that `fits`, where whatever fits a limit fits all smaller
 * ones; `undefined` when not even the least does. Long rows are shortened evenly by it.
 */
export function greatestThat(
  fits: (limit: number) => boolean,
  least: number,
  most: number,
): number | undefined {
  if (fits(most)) return most;
  if (!fits(least)) return undefined;
  let [good, bad] = [least, most];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
