import { anyOf } from '../../core/spelling';
import { toArabicDigits } from '../../core/thai-digits';
import type { Evidence } from '../progress';
import words from './paper-words.json';

export type PaperKind = NonNullable<Evidence['kind']>;

/** A part of a line that begins with what a paper is called, and ends where the next paper is named. */
export interface Mention {
  readonly kind: PaperKind;
  /** Places in the line. */
  readonly at: number;
  readonly until: number;
  /** True where nothing but a list mark and what was done with it stands before: then the line tells of it. */
  readonly leads: boolean;
}

const NOUNS: readonly (readonly [noun: string, kind: PaperKind])[] = Object.entries(words.nouns)
  .flatMap(([kind, nouns]) => nouns.map((noun) => [noun, kind as PaperKind] as const))
  .sort(([one], [other]) => other.length - one.length);
const KIND_OF = new Map(NOUNS);
const NOT_BEFORE: Readonly<Record<string, readonly string[]>> = words.noNoun;

const NOUN = NOUNS.map(([noun]) => {
  const others = NOT_BEFORE[noun];
  return others === undefined ? noun : `${noun}(?!\\s?${anyOf(others)})`;
}).join('|');
const VERBS = `(?:${anyOf(words.verbs)}\\s*)*`;
const LIST_MARK = '^\\s*(?:[-•–*]|\\(?\\d{1,2}[.)](?!\\d))?\\s*';
const JOIN = `(?:[\\s,/]|${anyOf(words.joins)})\\s*`;

/** Only at such a place a paper is named; elsewhere the word is a part of another one's title. */
const LEADING = new RegExp(`${LIST_MARK}${VERBS}(?<noun>${NOUN})`, 'di');
const JOINED = new RegExp(`(?<!${anyOf(words.subject)}\\s?)${JOIN}${VERBS}(?<noun>${NOUN})`, 'dgi');
const ANYWHERE = new RegExp(`(?<noun>${NOUN})`, 'di');

/** The papers that a line names, in their order; what stands before the first belongs to none. */
export function mentionsIn(line: string): Mention[] {
  const plain = toArabicDigits(line);
  const leading = LEADING.exec(plain);
  const joined = [...plain.matchAll(JOINED)];
  const places = [
    leading,
    ...joined,
    ...(leading === null && joined.length === 0 ? [ANYWHERE.exec(plain)] : []),
  ]
    .flatMap((match) => placeOf(match))
    .filter(({ at }, index, all) => all.findIndex((each) => each.at === at) === index);
  return places.map(({ at, kind }, index) => ({
    kind,
    at,
    until: places[index + 1]?.at ?? line.length,
    leads: index === 0 && leading !== null,
  }));
}

function placeOf(match: RegExpExecArray | null): { at: number; kind: PaperKind }[] {
  const at = match?.indices?.groups?.noun?.[0];
  const kind = KIND_OF.get(match?.groups?.noun?.toLowerCase() ?? '');
  return at === undefined || kind === undefined ? [] : [{ at, kind }];
}
