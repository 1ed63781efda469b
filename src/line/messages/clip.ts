import { shorten } from '../../speech/wording';

/** UTF-16 units, as LINE counts everything but labels. */
const units = (text: string): number => text.length;

/** Cuts to `max` UTF-16 units at the end of a word, with an ellipsis. */
export function clip(text: string, max: number): string {
  return shorten(text, max, units);
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
