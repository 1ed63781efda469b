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

/** Cuts a label to `max` code points, never inside a letter with its vowels and tone marks. */
export function shorten(label: string, max = LONGEST_LABEL): string {
  if (lengthOf(label) <= max) return label;
  let kept = '';
  for (const letter of lettersOf(label)) {
    if (lengthOf(kept) + lengthOf(letter) > max - 1) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
