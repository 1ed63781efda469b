import { lettersOf } from '../core/spelling';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import linkWords from './link-words.json';
import type { Wording } from './prompt';

/** Code points a button's label may have. Source: LINE, quick reply and template actions, as measured. */
export const LONGEST_LABEL = 20;
/** Quick replies below one message. Source: LINE, quick reply. */
export const MOST_CONTROLS = 13;

/** What a wording reads like in one language. */
export function say(wording: Wording, locale: Locale): string {
  return 'literal' in wording ? wording.literal : text(locale, wording.key, wording.params);
}

/** Code points, as LINE counts the length of labels. */
export function lengthOf(label: string): number {
  return Array.from(label).length;
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
const LINKING: ReadonlySet<string> = new Set([...linkWords.th.split('|'), ...linkWords.en.split('|')]);
const DANGLING = /[\s.,:;/\u201c(\[{"'\u2018\u00b7\u2013\u2014-]+$/u;
/** Code units of the longest word that may lie across a cut. */
const LONGEST_WORD = 60;

/**
 * Cuts a text to `max`, counted by `measure`, with an ellipsis: behind a word, and not behind one that only links
 * it to the next ("การ", "และ", "of"). Only where the first word alone is too long it is cut, and then never inside
 * a letter with its vowels and tone marks.
 */
export function shorten(text: string, max = LONGEST_LABEL, measure: Measure = lengthOf): string {
  if (text.length <= max || measure(text) <= max) return text;
  const head = text.slice(0, 2 * max + LONGEST_WORD);
  const pieces = Array.from(segmenter.segment(head), ({ segment }) => segment);
  const ending = endOf(upTo(pieces, max - 1, measure));
  const kept = ending === '' ? upTo(lettersOf(head), max - 1, measure).join('') : ending;
  return `${kept.replace(DANGLING, '')}…`;
}

/** How long a text is, as the limit at hand counts it. */
type Measure = (text: string) => number;

/** The first of `pieces` that hold at most `max` together. */
function upTo(pieces: readonly string[], max: number, measure: Measure): readonly string[] {
  let length = 0;
  const end = pieces.findIndex((piece) => (length += measure(piece)) > max);
  return end === -1 ? pieces : pieces.slice(0, end);
}

/** The words without those at their end that link them to what is gone. */
function endOf(pieces: readonly string[]): string {
  const last = pieces.findLastIndex(
    (piece) => !LINKING.has(piece.toLowerCase()) && /[\p{L}\p{N}]/u.test(piece),
  );
  return pieces.slice(0, last + 1).join('');
}
