import calendar from '../calendar-words.json';
import { monthsNamed } from '../month-names';
import { anyOf } from '../spelling';
import { toArabicDigits } from '../thai-digits';
import words from './words.json';

/** A text as the patterns read it, and for each of its characters the place in the original. */
export interface PlainText {
  readonly plain: string;
  /** One more than `plain` is long: the last one is the end of the original. */
  readonly places: readonly number[];
}

const DASHES = /[\u2010-\u2015\u2212~\u301c]/;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/;
const BLANK = /\s/;
const NIKHAHIT = '\u0e4d';
const LONG_A = '\u0e32';
const AM = '\u0e33';
const SINGLE_E = '\u0e40';
const DOUBLE_E = '\u0e41';

/**
 * Writes a text as the patterns expect it: Arabic digits, one dash, at most one blank at a time (a line break
 * if there was one), nothing invisible, letters in one piece, months without a slip of the pen. Patterns can
 * then take at most one blank, which also keeps their work in proportion to the text.
 */
export function plainText(text: string): PlainText {
  const letters: string[] = [];
  const places: number[] = [];
  const digits = toArabicDigits(text);
  for (let place = 0; place < digits.length; place++) {
    const letter = digits.charAt(place);
    const before = letters.at(-1);
    if (INVISIBLE.test(letter)) continue;
    if (BLANK.test(letter)) {
      if (before !== ' ' && before !== '\n') push(/[\n\r\t]/.test(letter) ? '\n' : ' ', place);
      else if (letter === '\n') letters[letters.length - 1] = '\n';
    } else if (before === NIKHAHIT && letter === LONG_A) letters[letters.length - 1] = AM;
    else if (before === SINGLE_E && letter === SINGLE_E) letters[letters.length - 1] = DOUBLE_E;
    else push(DASHES.test(letter) ? '-' : letter, place);
  }
  function push(letter: string, place: number): void {
    letters.push(letter);
    places.push(place);
  }
  return withMonthsSpelt({ plain: letters.join(''), places: [...places, text.length] });
}

const MONTH_PLACES = new RegExp(
  `(?<=(?:\\d|${anyOf(words.month)})\\s?)[\\u0e01-\\u0e4e]{5,14}(?=[\\s\\d/,)-]|$)`,
  'g',
);

/** A slip of the pen ("กรกฏาคม") is mended where only a month can stand: after a number or "เดือน". */
function withMonthsSpelt({ plain, places }: PlainText): PlainText {
  const kept: number[] = [];
  let [spelt, done] = ['', 0];
  for (const match of plain.matchAll(MONTH_PLACES)) {
    const name = monthMeantBy(match[0]);
    if (name === undefined) continue;
    spelt += plain.slice(done, match.index) + name;
    kept.push(...places.slice(done, match.index), ...Array.from(name, () => places[match.index] ?? 0));
    done = match.index + match[0].length;
  }
  return { plain: spelt + plain.slice(done), places: [...kept, ...places.slice(done)] };
}

const MONTHS = calendar.months.map(({ names, short }) => ({ name: names[0] ?? '', short }));

function monthMeantBy(word: string): string | undefined {
  // Comparing letters is dear: only words that have a chance.
  if (!MONTHS.some(({ name, short }) => short.includes(word) || alike(name, word))) return undefined;
  const [month, another] = monthsNamed(word);
  return month === undefined || another !== undefined ? undefined : MONTHS[month - 1]?.name;
}

/** One letter with its signs takes up to three places: whatever differs more is another word. */
function alike(name: string, word: string): boolean {
  const shorter = Math.min(name.length, word.length);
  let [start, end] = [0, 0];
  while (start < shorter && name[start] === word[start]) start++;
  while (end < shorter - start && name.at(-1 - end) === word.at(-1 - end)) end++;
  return start + end >= Math.max(name.length, word.length) - 3;
}
