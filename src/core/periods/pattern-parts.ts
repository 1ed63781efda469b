import calendar from '../calendar-words.json';
import { anyOf } from '../spelling';
import words from './words.json';

/*
 * What patterns are made of. They read `plainText`: Arabic digits, one kind of dash, one blank at most. Every
 * part takes a bounded number of letters, so the time to read a text grows with its length alone.
 */

/** One Thai letter or mark. */
export const THAI = '[\\u0e01-\\u0e4e]';

/** Parts in this order, with a blank between them or none. */
function sequence(...parts: readonly string[]): string {
  // An optional part has the blank behind it: two places for one blank would make lists take for ever.
  return parts.reduce((all, part) => all + (all.endsWith(BLANK_INSIDE) ? '' : '\\s?') + part);
}

const BLANK_INSIDE = '\\s?)?';

/** A pattern of these parts in this order, to be looked for everywhere in a text. */
export function pattern(...parts: readonly string[]): RegExp {
  return new RegExp(sequence(...parts), 'gi');
}

/** These parts in this order, or nothing. */
export function optional(...parts: readonly string[]): string {
  return `(?:${sequence(...parts)}${BLANK_INSIDE}`;
}

/** A part to be found again by this name. */
export function named(name: string, part: string): string {
  return `(?<${name}>${part})`;
}

/** `part` and up to `more` others of its kind after separators. */
export function listOf(part: string, separator: string, more: number): string {
  return `${part}(?:\\s?${separator}\\s?${part}){0,${more}}`;
}

/** "พ.ศ.", and what printers and scanners make of it: "พ.ศ..", "พ ศ", "พ.ศ ..". A year must follow. */
export const ERA = `(?:${anyOf([...calendar.buddhistEra, ...calendar.commonEra])}|[${calendar.eraLetters.join('][\\s.,]{0,2}[')}][\\s.,]{0,3})`;
export const FISCAL_YEAR = anyOf(words.fiscalYear);
export const YEAR_WORD = `${anyOf(words.year)}(?!${anyOf(words.otherYears)})`;
export const QUARTER_WORD = `(?<![a-z])${anyOf(words.quarter)}`;
export const MONTH_WORD = anyOf(words.month);
export const OF = anyOf(words.of);
export const EACH_OF = anyOf(words.eachOf);
export const ORDINAL = anyOf(words.ordinal);
export const EVERY_ONE = `${anyOf(words.everyOne)}\\s?(?:${anyOf(words.again)})?`;
export const COUNT = `(?:\\d{1,3}(?![\\d/])|${anyOf(words.numbers.slice(1))})`;
export const LISTED = `(?:,(?:\\s?${anyOf(words.listed)})?|${anyOf(words.listed)})`;
export const DASH = anyOf(words.until);
/** "ถึงวันที่", "- สิ้นเดือน": what may stand before the end of a range. */
export const UNTIL = sequence(DASH, optional(anyOf(words.aDay)));
export const DEADLINE = named('deadline', anyOf(words.deadline));
export const BEFORE = named('before', anyOf(words.before));
export const EDGE = `(?:${[
  named('early', anyOf(words.edge.start)),
  named('middle', anyOf(words.edge.middle)),
  named('late', anyOf(words.edge.end)),
  named('last', anyOf(words.edge.last)),
].join('|')})`;
export const FROM = named('from', anyOf(words.from));
export const SINCE = named('since', anyOf(words.since));
export const WEEKDAY_NAME = anyOf(calendar.weekdays.flat());
const COUNTED = anyOf(words.counted);

/** Four digits, or two that are no number of anything: "๖๙", but not "๖๙ คน". */
export function yearDigits(name: string): string {
  return named(name, `\\d{4}(?!\\d|/\\d)|[5-9]\\d(?!\\d|/\\d|\\s?${COUNTED})`);
}

export function year(name: string): string {
  return `${optional(anyOf(words.year))}${optional(ERA)}${yearDigits(name)}`;
}

/** The year behind a month: "มีนาคม ๒๕๖๙", "มีนาคม/2569", "มี.ค.-69", "มี.ค. '69". */
function yearOfMonth(name: string): string {
  return `(?:\\s?[/'-])?\\s?${year(name)}`;
}

/** A day of a month, but not the "๑" of "ครั้งที่ ๑ ธันวาคม". */
export function day(name: string): string {
  return `(?<![\\d/.])(?<!${anyOf(words.numbered)}\\s?)${named(name, '\\d{1,2}')}(?!\\d)`;
}

/** "วันพุธที่", "วันที่" */
export const DAY_WORDS = `${optional(anyOf(words.weekday))}${optional(named('weekday', WEEKDAY_NAME))}${optional(ORDINAL)}`;
export const DAY_WORDS_UNNAMED = optional(
  `${optional(anyOf(words.weekday))}${optional(WEEKDAY_NAME)}${ORDINAL}`,
);

const LETTERS = calendar.months.flatMap(({ short }) =>
  short.flatMap((word) => {
    const [first = '', second = '', none] = word.split('.');
    return none === undefined || second === '' ? [] : [{ first, second }];
  }),
);
const FULL_MONTH = anyOf(calendar.months.flatMap(({ names }) => names.slice(0, 1)));
const SPOKEN_MONTH = `${anyOf(calendar.months.flatMap(({ short }) => short.filter((word) => /^[\u0e01-\u0e4e]+$/.test(word))))}(?!${THAI})`;
/** "ต.ค." is also printed "ต. ค." and "ต.ค"; "อบต.คลอง" and "ต.คลอง" hold no month. */
const WITH_DOTS = LETTERS.map(({ first, second }) => `${first}\\.\\s?${second}(?:\\.|(?!${THAI}))`).join('|');
/** "ตค", where a year, the end of a range or of a list follows. */
const WITHOUT_DOTS = `(?:${LETTERS.map(({ first, second }) => first + second).join('|')})\\.?(?=\\s?(?:[\\d'/,)-]|${ERA}|${anyOf(words.listed)}|${DASH}|$))`;
/** An abbreviation begins no sooner than its word does; "ที่ ก.พ. กำหนด" means an office. */
const NOT_IN_WORD = `(?:(?<!${THAI})|(?<=${anyOf(words.beforeMonth)}))(?<!${anyOf(words.offices)}\\s?)`;

/** Before a year even an abbreviation that is glued to a word is a month: "กำหนดต.ค. ๖๘". */
const YEAR_FOLLOWS = `(?=\\s?(?:${ERA}\\s?)?(?:[5-9]\\d|2[45]\\d\\d)(?!\\d))`;

/** The name of a month, long or short. */
export const MONTH_NAME = `(?:${FULL_MONTH}|(?<!\\.)(?:${WITH_DOTS})${YEAR_FOLLOWS}|${NOT_IN_WORD}(?:${SPOKEN_MONTH}|${WITH_DOTS}|${WITHOUT_DOTS}))`;

/** The month behind a day, with "เดือน" before it where "วันที่" stands before the day. */
export function monthOfDay(month: string, yearName: string): string {
  const word = `(?:(?<=${ORDINAL}\\s?\\d{1,2}\\s?)${MONTH_WORD}\\s?)?`;
  return `${word}${named(month, MONTH_NAME)}(?:${yearOfMonth(yearName)})?`;
}

/** A month with the word before it or without, and the year behind it if there is one. */
export function monthAndYear(month: string, yearName: string): string {
  return `${optional(MONTH_WORD)}${named(month, MONTH_NAME)}(?:${yearOfMonth(yearName)})?`;
}

/** The fiscal year behind a part of it: "ของปีงบประมาณ พ.ศ. ๒๕๖๙", or the words alone. */
export const OF_FISCAL_YEAR = `(?:[^\\d\\n]{0,6}${FISCAL_YEAR}(?:\\s?${year('y1')})?)?`;
