import calendar from './calendar-words.json';
import { THAI_MONTHS } from './month-names';
import type { Parts, PeriodReading } from './period-readings';
import * as read from './period-readings';
import words from './period-words.json';
import { anyOf } from './spelling';

/** One way to write a period: where it is found, and what it says. `undefined`: it is something else. */
export interface PeriodPattern {
  readonly pattern: RegExp;
  readonly read: (parts: Parts, fiscalYear: number | undefined) => PeriodReading | undefined;
}

const NOT_IN_NUMBER = '(?<![\\d/.])';
const DASH = `\\s*(?:[-\\u2013\\u2014]|${anyOf(words.until)})\\s*`;
const ERA = anyOf(calendar.buddhistEra);
const MONTH_WORD = anyOf(words.month);
const FISCAL_YEAR = anyOf(words.fiscalYear);
const UNIT = anyOf(words.units.flatMap((unit) => unit.words));
const COUNT = `\\d{1,3}|${anyOf(words.numbers.slice(1))}`;
const DEADLINE = `(?:(?<deadline>${anyOf(words.deadline)})\\s*)?`;
const WEEKDAY = `(?:(?<weekday>${anyOf(calendar.weekdays.flat())})\\s*(?:${anyOf(words.ordinal)})?\\s*)?`;

/** "ต.ค." is also printed "ต. ค." and "ต.ค"; "อบต.คลอง" and "ต.คลอง" hold no month. */
const SHORT_MONTHS = THAI_MONTHS.filter((word) => word.includes('.')).map((word) => {
  const [first = '', second = ''] = word.split('.');
  return `${first}\\.\\s?${second}(?:\\.|(?=\\s*\\d))`;
});
const FULL_MONTHS = THAI_MONTHS.filter((word) => !word.includes('.'));
const NOT_IN_WORD = `(?:(?<![\\u0e01-\\u0e4e])|(?<=${MONTH_WORD}))`;

function month(name: string): string {
  return `(?:${MONTH_WORD}\\s*)?(?<${name}>${FULL_MONTHS.join('|')}|${NOT_IN_WORD}(?:${SHORT_MONTHS.join('|')}))`;
}

function year(name: string): string {
  return `(?:${ERA}\\s*)?(?<${name}>\\d{4}|\\d{2})(?![\\d/])`;
}

function day(name: string): string {
  return `${NOT_IN_NUMBER}(?<${name}>\\d{1,2})`;
}

function pattern(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join('\\s*'), 'g');
}

const optional = (part: string): string => `(?:${part})?`;

/** In this order: what one has taken is not seen by those after it. Digits are Arabic already. */
export const periodPatterns: readonly PeriodPattern[] = [
  {
    pattern: new RegExp(
      `${NOT_IN_NUMBER}(?<d1>\\d{1,2})/(?<m1>\\d{1,2})/(?<y1>\\d{4}|\\d{2})(?![\\d/])`,
      'g',
    ),
    read: read.singleDay,
  },
  {
    pattern: pattern(
      anyOf(words.quarter),
      optional(anyOf(words.ordinal)),
      `(?:(?<n>[1-4])(?!\\d)|(?<first>${anyOf(words.first)})|(?<last>${anyOf(words.last)}))`,
      '(?:/\\s*(?<slash>\\d{4}))?',
      `(?:[^\\d\\n]{0,6}${FISCAL_YEAR}\\s*${optional(year('y1'))})?`,
    ),
    read: read.quarter,
  },
  {
    // Numbers of letters, orders and meetings (ที่ นม ๕๒๖๐๑/๕๘๙, ครั้งที่ ๑/๒๕๖๕) are no dates.
    pattern: /(?<![\d/])\d{1,6}\s?\/\s?(?:(?<number>\d{4})|\d{1,6})(?![\d/])/g,
    read: ({ number }) => {
      const numbered = read.buddhistYear(number);
      return { is: 'document-number', ...(numbered !== undefined && { year: numbered }) };
    },
  },
  {
    pattern: pattern(
      day('d1'),
      month('m1'),
      optional(year('y1')) + DASH + day('d2'),
      month('m2'),
      optional(year('y2')),
    ),
    read: read.dayRange,
  },
  {
    pattern: pattern(day('d1') + DASH + day('d2'), month('m1'), optional(year('y1'))),
    read: (parts, fiscalYear) =>
      read.dayRange({ ...parts, y1: undefined, m2: parts.m1, y2: parts.y1 }, fiscalYear),
  },
  {
    pattern: pattern(DEADLINE + WEEKDAY + day('d1'), month('m1'), optional(year('y1'))),
    read: read.singleDay,
  },
  {
    pattern: pattern(month('m1'), optional(year('y1')) + DASH + month('m2'), optional(year('y2'))),
    read: read.monthRange,
  },
  { pattern: pattern(DEADLINE + month('m1'), optional(year('y1'))), read: read.singleMonth },
  {
    pattern: new RegExp(`(?<word>${anyOf(words.recurring.flatMap((each) => each.words))})`, 'g'),
    read: read.recurring,
  },
  {
    pattern: pattern(anyOf(words.round), '(?<months>6|12)(?!\\d)', MONTH_WORD),
    read: read.round,
  },
  {
    pattern: pattern(
      optional(`(?<before>${UNIT})\\s*${anyOf(words.each)}`),
      `(?<from>${COUNT})(?:${DASH}(?<to>${COUNT}))?`,
      anyOf(words.times),
      optional(`${anyOf(words.per)}\\s*(?<after>${UNIT})`),
    ),
    read: read.frequency,
  },
  { pattern: pattern(FISCAL_YEAR, year('y1') + optional(DASH + year('y2'))), read: read.fiscalYears },
  { pattern: pattern(ERA, `(?<y1>\\d{4})${DASH}(?<y2>\\d{4})(?!\\d)`), read: read.calendarYears },
];
