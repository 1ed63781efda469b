import { withinOneEdit } from '../core/spelling';
import type { TextKey } from '../core/texts';
import { LOCALES, text } from '../core/texts';
import { toArabicDigits } from '../core/thai-digits';
import { lengthOf } from './wording';

/** Zero-width and direction marks, soft hyphen, byte order mark: invisible, and able to fake a text. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** The joiner holds emoji together; elsewhere it is invisible too. */
const LOOSE_JOINER = /(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d/gu;
const CONTROL = /[^\P{Cc}\n]/gu;
const BLANKS = /[\s"'“”‘’…·.,!?:;()[\]{}\-–—_/\\•*#]+/g;

/** A text as it is kept: NFC, trimmed, without invisible characters, line ends as `\n`, at most one empty line. */
export function tidy(typed: string): string {
  return typed
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(LOOSE_JOINER, '')
    .replace(CONTROL, '')
    .normalize('NFC')
    .replace(/[ \u00a0]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * A text as it is compared: Arabic digits, small letters, no blanks and punctuation, no polite particle at
 * the end, and the two common ways of mistyping Thai vowels (two sara e for sara ae, nikhahit with sara aa
 * for sara am) put right. Empty only for a text without any letter or digit.
 */
export function plain(typed: string): string {
  if (last?.typed !== typed) last = { typed, plain: compared(typed) };
  return last.plain;
}

/** What was read last: a turn looks in one text for many things. */
let last: { readonly typed: string; readonly plain: string } | undefined;

function compared(typed: string): string {
  const compact = toArabicDigits(tidy(typed))
    .toLowerCase()
    .replace(BLANKS, '')
    .replace(/\u0e40\u0e40/g, '\u0e41')
    .replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33');
  return withoutEndings(compact, particles());
}

/** The words behind a key like `conversation.words.cancel`, of all languages, in the form of `plain`. */
export function wordsOf(key: TextKey): readonly string[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const words = LOCALES.flatMap((locale) => text(locale, key).split('|')).map(plain);
  lists.set(key, words);
  return words;
}

/** `compact` without the first of `beginnings` it begins with, if something remains. */
export function withoutBeginning(compact: string, beginnings: readonly string[]): string {
  const longest = beginnings
    .filter((beginning) => compact.startsWith(beginning))
    .sort((one, other) => other.length - one.length)[0];
  return longest === undefined || longest === compact ? compact : compact.slice(longest.length);
}

/** The number typed, alone or as "no. 3", "item ๓"; `undefined` for anything else. */
export function readItemNumber(typed: string): number | undefined {
  const bare = withoutBeginning(plain(typed), wordsOf('conversation.words.choosing'));
  const digits = withoutBeginning(bare, wordsOf('conversation.words.numberPrefixes'));
  return /^\d{1,4}$/.test(digits) ? Number(digits) : undefined;
}

/** Shortest text in which one slip is forgiven; in a shorter one a letter makes another word. */
const FORGIVEN_LENGTH = 4;

/**
 * Which of `candidates` a typed text names: exactly, else as a part of it (two letters at least), else with
 * one letter wrong. Several indexes: it is unclear which; none: it names none of them.
 */
export function findTyped(typed: string, candidates: readonly string[]): readonly number[] {
  const exact = plain(typed);
  if (exact === '') return [];
  const plains = candidates.map(plainLabel);
  const wanted = [exact, withoutBeginning(exact, wordsOf('conversation.words.choosing'))];
  const ways: ((candidate: string) => boolean)[] = [
    (candidate) => wanted.includes(candidate),
    (candidate) => wanted.some((each) => lengthOf(each) >= 2 && candidate.includes(each)),
    (candidate) => lengthOf(exact) >= FORGIVEN_LENGTH && withinOneEdit(exact, candidate),
  ];
  for (const way of ways) {
    const found = plains.flatMap((candidate, index) => (way(candidate) ? [index] : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** Labels and titles are the same at every turn. */
const MOST_LABELS = 5_000;
const knownLabels = new Map<string, string>();

/** The form of `plain` of what the bot itself shows: worked out once. */
export function plainLabel(label: string): string {
  const known = knownLabels.get(label);
  if (known !== undefined) return known;
  const found = compared(label);
  if (knownLabels.size >= MOST_LABELS) knownLabels.clear();
  knownLabels.set(label, found);
  return found;
}

const lists = new Map<TextKey, readonly string[]>();
let endings: readonly string[] | undefined;

function particles(): readonly string[] {
  endings ??= LOCALES.flatMap((locale) => text(locale, 'conversation.words.particles').split('|')).map(
    (word) => word.replace(BLANKS, ''),
  );
  return endings;
}

function withoutEndings(compact: string, all: readonly string[]): string {
  const ending = all.find((each) => compact.endsWith(each) && lengthOf(compact) >= lengthOf(each) + 2);
  return ending === undefined ? compact : withoutEndings(compact.slice(0, -ending.length), all);
}
