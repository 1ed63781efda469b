import { anyOf } from '../../core/spelling';
import { toArabicDigits } from '../../core/thai-digits';
import concepts from './concepts.json';
import noReport from './no-report.json';

/** What a text is about, each once with its weight: saying a thing twice does not prove it. */
export type Features = ReadonlyMap<string, number>;

/** People and plans call one thing by many names; what they mean says more than a word they share. */
const CONCEPT = 1.5;
const WORD = 1;
/** An item of the assessment ("O29") is named by nobody who means something else. */
const CODE = 2;
/** A scrap of letters is there for slips of the finger and odd word breaks. */
const TRIGRAM = 0.175;

/** A bare number says nothing about the subject: days, amounts and persons are everywhere. */
const NUMBER = /^\p{N}+$/u;
const ITEM = /^o\d{1,2}$/;
const EMPTY = new Set(noReport.empty.split('|'));

const words = new Intl.Segmenter('th', { granularity: 'word' });

const CONCEPTS: readonly (readonly [name: string, pattern: RegExp])[] = Object.entries(concepts).map(
  ([name, list]) => [name, wordPattern(list.split('|'))],
);

/** A text as it is compared: composed, in small letters and Arabic digits. */
export function compared(text: string): string {
  return toArabicDigits(text.normalize('NFC')).toLowerCase();
}

/** Matches any of the words; one in Latin letters stands alone ("line" is not in "deadline"). */
export function wordPattern(list: readonly string[]): RegExp {
  const compare = list.map(compared);
  const latin = compare.filter((word) => /^[\x20-\x7e]+$/.test(word) && /^\w/.test(word));
  const others = compare.filter((word) => !latin.includes(word));
  const parts = [
    ...(latin.length === 0 ? [] : [`(?<![a-z])${anyOf(latin)}(?![a-z])`]),
    ...(others.length === 0 ? [] : [anyOf(others)]),
  ];
  return new RegExp(parts.join('|'), 'u');
}

/** The concepts, words and trigrams of a text with their weights. */
export function featuresOf(text: string): Features {
  const plain = compared(text);
  const features = new Map<string, number>();
  for (const [name, pattern] of CONCEPTS) if (pattern.test(plain)) features.set(`c:${name}`, CONCEPT);
  for (const { segment, isWordLike } of words.segment(plain)) {
    if (isWordLike !== true || segment.length < 2 || NUMBER.test(segment) || EMPTY.has(segment)) continue;
    features.set(`w:${segment}`, ITEM.test(segment) ? CODE : WORD);
  }
  for (const run of plain.split(/[^\p{L}\p{M}\p{N}]+/u)) {
    if (NUMBER.test(run)) continue;
    const letters = Array.from(run);
    for (let at = 0; at + 3 <= letters.length; at += 1) {
      features.set(`t:${letters.slice(at, at + 3).join('')}`, TRIGRAM);
    }
  }
  return features;
}
