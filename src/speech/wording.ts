import { lettersOf } from '../core/spelling';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';
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

const words = new Intl.Segmenter('th', { granularity: 'word' });
const DANGLING = /[\s.,:;/(“"-]+$/u;

/**
 * Cuts a label to `max` code points: behind a word where that leaves at least half of them, and never inside
 * a letter with its vowels and tone marks.
 */
export function shorten(label: string, max = LONGEST_LABEL): string {
  if (lengthOf(label) <= max) return label;
  const whole = upTo(label, words.segment(label), max - 1);
  const kept = lengthOf(whole) * 2 >= max ? whole : upTo(label, lettersOf(label), max - 1);
  return `${kept.replace(DANGLING, '')}…`;
}

/** The beginning of `label` that is made of whole `pieces` and holds at most `max` code points. */
function upTo(label: string, pieces: Iterable<string | Intl.SegmentData>, max: number): string {
  let kept = '';
  for (const piece of pieces) {
    const part = typeof piece === 'string' ? piece : piece.segment;
    if (lengthOf(kept) + lengthOf(part) > max) break;
    kept += part;
  }
  return label.slice(0, kept.length);
}
