import { present } from '../present';
import { anyOf } from '../spelling';
import type { PeriodPattern } from './kinds';
import * as parts from './pattern-parts';
import { named, optional, pattern } from './pattern-parts';
import * as days from './read-days';
import * as years from './read-years';
import { recurringPatterns } from './recurring-patterns';
import words from './words.json';

const { DASH, DAY_WORDS, DAY_WORDS_UNNAMED, EDGE, FISCAL_YEAR, LISTED, MONTH_WORD, ORDINAL } = parts;
const BOUND = `(?:${parts.DEADLINE}|${parts.BEFORE})?`;
const A_DAY = optional(anyOf(words.aDay));
const NUMBERS_DAY = '(?<![\\d/.-])';
const numericDay = (index: 1 | 2): string =>
  `(?<d${index}>\\d{1,2})(?:/(?<m${index}>\\d{1,2})/(?<y${index}>\\d{4}|[5-9]\\d)|[.-](?<n${index}>\\d{1,2})[.-](?<f${index}>\\d{4}))(?![\\d/])`;
const QUARTER_NUMBER = `(?:[1-4](?!\\d|\\s?${anyOf(words.counted)})(?:/\\s?\\d{4})?|${anyOf([...words.first, ...words.last, ...words.numbers.slice(1, 5)])})`;
const ANOTHER_QUARTER = `\\s?(?:${DASH}|${LISTED})\\s?${optional(parts.QUARTER_WORD)}${optional(ORDINAL)}${QUARTER_NUMBER}`;
const DAY_NUMBER = '(?:3[01]|[12]\\d|0?[1-9])(?!\\d)';
const DAY_OR_DAYS = `${DAY_NUMBER}(?:\\s?${DASH}\\s?${DAY_NUMBER})?`;
const DAY_SEPARATOR = `(?:,(?:\\s?${anyOf(words.and)})?|${anyOf(words.and)})\\s?${optional(anyOf(words.aDate))}`;
const WHICH = `(?:${named('first', anyOf(words.first))}|${named('late', anyOf(words.last))})`;
const ROUND = named('round', anyOf(words.round));
const IN_YEAR = named('said', anyOf([...words.whole, ...words.inYear]));
const A_YEAR = `${optional(parts.ERA)}(?:\\d{4}|[5-9]\\d)(?![\\d/])`;
const WHOLE = anyOf(words.whole);

/** Before the days: "รอบ ๖ เดือน ต.ค. ๖๘ - มี.ค. ๖๙" has no sixth of October. */
const ofRounds: readonly PeriodPattern[] = [
  {
    pattern: pattern(
      ROUND,
      optional(anyOf(words.roundOf)),
      ORDINAL,
      '(?<n>[12])(?!\\d)(?:/\\s?(?<slash>\\d{4})(?!\\d))?',
    ),
    read: years.numberedRound,
  },
  {
    pattern: pattern(
      optional(parts.DEADLINE),
      optional(ROUND),
      anyOf(words.half),
      `(?:${FISCAL_YEAR}|${anyOf(words.year)})?`,
      WHICH + parts.OF_FISCAL_YEAR,
    ),
    read: years.partOfYear,
  },
  {
    pattern: pattern(
      optional(parts.DEADLINE),
      optional(ROUND),
      named('n', parts.COUNT),
      MONTH_WORD,
      WHICH + parts.OF_FISCAL_YEAR,
    ),
    read: years.partOfYear,
  },
  {
    pattern: pattern(
      ROUND,
      optional(anyOf(words.roundOf)),
      named(
        'list',
        `(?:${parts.COUNT}\\s?${optional(MONTH_WORD)}${LISTED}\\s?){0,3}${parts.COUNT}\\s?${MONTH_WORD}`,
      ),
    ),
    read: years.rounds,
  },
];

/** A day with its month, or a month alone. */
function endpoint(index: 1 | 2): string {
  const ofDay = `${parts.day(`d${index}`)}\\s?${parts.monthOfDay(`a${index}`, `b${index}`)}`;
  return `(?:${ofDay}|${parts.monthAndYear(`m${index}`, `y${index}`)})`;
}

const dated: readonly PeriodPattern[] = [
  {
    pattern: pattern(NUMBERS_DAY + numericDay(1), parts.UNTIL, numericDay(2)),
    read: (found, fiscalYear) => days.range(days.withNumbers(found), fiscalYear),
  },
  {
    pattern: pattern(BOUND, A_DAY, NUMBERS_DAY + numericDay(1), optional(parts.SINCE)),
    read: (found, fiscalYear) => days.singleDay(days.withNumbers(found), fiscalYear),
  },
  {
    pattern: pattern(`${NUMBERS_DAY}(?<y1>\\d{4})-(?<m1>\\d{1,2})-(?<d1>\\d{1,2})(?![\\d-])`),
    read: days.singleDay,
  },
  {
    pattern: pattern(
      optional(parts.DEADLINE),
      optional(parts.EVERY_ONE),
      parts.QUARTER_WORD,
      optional(ORDINAL),
      named('list', `${QUARTER_NUMBER}(?:${ANOTHER_QUARTER}){0,3}`) + parts.OF_FISCAL_YEAR,
    ),
    read: years.quarters,
  },
  {
    // Numbers of letters, orders and meetings (ที่ นม ๕๒๖๐๑/๕๘๙, ครั้งที่ ๑/๒๕๖๕) are no dates.
    pattern: /(?<![\d/])\d{1,6}\s?\/\s?(?:(?<number>\d{4})|\d{1,6})(?![\d/])/g,
    read: ({ number }) => {
      const numbered = years.buddhistYear(number);
      return { is: 'document-number', ...present({ year: numbered }) };
    },
  },
  {
    pattern: pattern(endpoint(1), parts.UNTIL, DAY_WORDS_UNNAMED, endpoint(2)),
    read: (found, fiscalYear) => days.range(days.withMonths(found), fiscalYear),
  },
  {
    pattern: pattern(
      `(?<![\\d/.])${named('days', `${DAY_OR_DAYS}(?:\\s?${DAY_SEPARATOR}${DAY_OR_DAYS}){1,15}`)}`,
      parts.monthAndYear('m1', 'y1'),
    ),
    read: days.listedDays,
  },
  {
    pattern: pattern(
      parts.day('d1'),
      parts.UNTIL,
      DAY_WORDS_UNNAMED,
      parts.day('d2'),
      parts.monthOfDay('m1', 'y1'),
    ),
    read: days.daysOfMonth,
  },
  {
    pattern: pattern(
      BOUND,
      optional(parts.FROM),
      DAY_WORDS,
      parts.day('d1'),
      parts.monthOfDay('m1', 'y1'),
      optional(parts.SINCE),
    ),
    read: days.singleDay,
  },
  {
    pattern: pattern(
      BOUND,
      optional(parts.FROM),
      optional(parts.EVERY_ONE),
      optional(EDGE),
      parts.monthAndYear('m1', 'y1'),
      optional(parts.SINCE),
    ),
    read: days.singleMonth,
  },
];

const ofTheYear: readonly PeriodPattern[] = [
  {
    pattern: pattern(
      `(?:${FISCAL_YEAR}|${anyOf(words.year)})`,
      named('years', `${A_YEAR}(?:\\s?${LISTED}\\s?${optional(FISCAL_YEAR)}${A_YEAR}){1,5}`),
    ),
    read: years.listedYears,
  },
  { pattern: pattern(`^\\s?${FISCAL_YEAR}\\s?$`), read: years.fiscalYears },
  {
    pattern: pattern(
      BOUND,
      optional(IN_YEAR),
      optional(EDGE),
      FISCAL_YEAR,
      `${parts.year('y1')}(?:\\s?${DASH}\\s?${optional(FISCAL_YEAR)}${parts.year('y2')})?`,
    ),
    read: years.fiscalYears,
  },
  {
    pattern: pattern(
      `(?=${anyOf([...words.deadline, ...words.before, ...words.whole, ...words.inYear, ...Object.values(words.edge).flat()])})${BOUND}`,
      optional(IN_YEAR),
      optional(EDGE),
      `${FISCAL_YEAR}(?!\\s?\\d)`,
      optional(anyOf(words.thisYear)),
    ),
    read: years.fiscalYears,
  },
  {
    pattern: pattern(
      `(?:${anyOf(words.year)}\\s?${optional(parts.ERA)}|${parts.ERA})`,
      `${parts.yearDigits('y1')}\\s?${DASH}\\s?${parts.year('y2')}`,
    ),
    read: days.calendarYears,
  },
  {
    pattern: pattern(anyOf(words.budget), optional(anyOf(words.year)), parts.ERA, parts.yearDigits('y1')),
    read: years.fiscalYears,
  },
  {
    pattern: pattern(anyOf(words.calendarYear), optional(parts.ERA), parts.yearDigits('y1')),
    read: ({ y1 }) => days.calendarYears({ y1, y2: y1 }),
  },
  { pattern: pattern(WHOLE, `${parts.YEAR_WORD}(?:\\s?${parts.year('y1')})?`), read: years.plainYear },
  {
    pattern: pattern(BOUND, EDGE, `${parts.YEAR_WORD}(?:\\s?${parts.year('y1')})?`),
    read: years.plainYear,
  },
  {
    pattern: pattern(BOUND, optional(IN_YEAR), parts.YEAR_WORD, optional(parts.ERA), parts.yearDigits('y1')),
    read: years.plainYear,
  },
];

/** In this order: what one has taken is not seen by those after it. */
export const periodPatterns: readonly PeriodPattern[] = [
  ...ofRounds,
  ...dated,
  ...recurringPatterns,
  ...ofTheYear,
];

/** Words that say that something goes on, or is done as set elsewhere: they count where nothing else is said. */
export const ONGOING = new RegExp(anyOf(words.ongoing));
export const AS_SET = new RegExp(anyOf(words.asSet));
/** Between a period and the one that explains it without brackets. */
export const EXPLAINS = new RegExp(`^[ :-]*(?:${anyOf(words.explains)})? ?$`);
export const BETWEEN_LISTED = new RegExp(`^\\s?${LISTED}\\s?(?:${anyOf(words.aDay)})?\\s?$`);
export const NEXT_TO = new RegExp(`^ ?(?:${parts.OF})? ?$`);
export const DATED = new RegExp(`^[\\s,]*${anyOf(words.documentDate)}`);
export const WAS = new RegExp(`(?:${anyOf(words.formerly)}[^\\n]{0,24}|${anyOf(words.former)}\\s?)$`);
export const BECAME = new RegExp(`${anyOf(words.became)}(?!${anyOf(words.notBecame)})`);
/** "ภายใน ๓๐ วัน นับแต่วันสิ้นสุดปีงบประมาณ" */
export const COUNTED_FROM = new RegExp(
  `^ ?${anyOf(words.after)} ?(?:${anyOf(words.afterDay)})? ?(?:${anyOf(words.edge.last)})? ?$`,
);
/** "๓๐ กันยายน ของทุกปี" */
export const OF_EVERY = new RegExp(`^ ?${parts.OF} ?$`);
