import { anyOf } from '../spelling';
import type { PeriodPattern } from './kinds';
import { plainly, withDoubt } from './kinds';
import * as parts from './pattern-parts';
import { listOf, named, optional, pattern } from './pattern-parts';
import * as read from './read-recurring';
import words from './words.json';

const { COUNT, DASH, EACH_OF, LISTED, MONTH_NAME, MONTH_WORD, OF, ORDINAL, WEEKDAY_NAME } = parts;
const UNIT = anyOf(words.units.flatMap((unit) => unit.words));
/** "ทุกเดือนมีนาคม" is March, "ในเดือนมีนาคม" too. */
const NO_MONTH = `(?!\\s?${MONTH_NAME})`;
const LEAST = anyOf(words.atLeast);
const MOST = anyOf(words.atMost);
const limits = (index: 1 | 2): string =>
  `(?:${named(`least${index}`, LEAST)}|${named(`most${index}`, MOST)})?`;
const TIMES = `(?:${anyOf(words.times)})(?!\\s?${ORDINAL})`;
const COUNTERS = `(?:${anyOf(words.counters)})(?!\\s?${ORDINAL})`;
const HOW_MANY = `(?<from>${COUNT})(?:\\s?${DASH}\\s?(?<to>${COUNT}))?`;
const UPWARDS = optional(named('upwards', anyOf(words.upwards)));
const DAY_OF = `(?:${named('last', anyOf(words.lastDay))}|${anyOf(words.dayOfMonth)})`;
const NTH = `(?:${anyOf([...words.first, ...words.last])}|${ORDINAL}\\s?\\d(?!\\d))?`;
const MORE = named('more', `(?:\\s?${LISTED}\\s?${COUNT}\\s?${UNIT}){0,3}`);
const WEEKDAYS = named(
  'weekdays',
  `${anyOf(words.weekday)}\\s?${WEEKDAY_NAME}(?:\\s?(?:${DASH}|${LISTED})\\s?(?:${anyOf(words.weekday)})?\\s?${WEEKDAY_NAME}){0,6}`,
);
const DAYS = named('days', listOf('\\d{1,2}(?!\\d)', LISTED, 5));

/** How often, and what recurs: after the days and months, before the years. */
export const recurringPatterns: readonly PeriodPattern[] = [
  {
    pattern: pattern(
      limits(1),
      `(?:${named('before', UNIT)}|${anyOf(words.again)})`,
      anyOf(words.each),
      limits(2),
      `(?:${HOW_MANY}\\s?${COUNTERS}|${TIMES})`,
      UPWARDS,
    ),
    read: read.frequency,
  },
  {
    pattern: pattern(
      `(?:${anyOf(words.every)})?`,
      named('n', COUNT),
      named('after', UNIT),
      `(?:${anyOf(words.per)})?`,
      `(?:${HOW_MANY})?`,
      TIMES,
    ),
    read: read.frequency,
  },
  {
    pattern: pattern(
      limits(1),
      HOW_MANY,
      anyOf(words.counters),
      UPWARDS,
      anyOf(words.per),
      optional(named('n', COUNT)),
      `${named('after', UNIT)}${NO_MONTH}`,
    ),
    read: read.frequency,
  },
  { pattern: pattern(limits(1), HOW_MANY, TIMES, UPWARDS), read: read.frequency },
  {
    pattern: pattern(
      optional(anyOf([...words.deadline, ...words.every])),
      anyOf(words.aDate),
      DAYS,
      `(?:${OF}\\s?(?:${EACH_OF})?|${EACH_OF})`,
      `(?:${anyOf(words.again)})?`,
      `${MONTH_WORD}${NO_MONTH}`,
      optional(anyOf(words.next)),
    ),
    read: read.daysOfMonth,
  },
  {
    pattern: pattern(
      anyOf(words.everyOne),
      anyOf(words.aDate),
      `${DAYS}${NO_MONTH}(?:\\s?${LISTED}\\s?${named('last', anyOf(words.lastDay))}\\s?(?:${MONTH_WORD}${NO_MONTH})?)?`,
    ),
    read: read.daysOfMonth,
  },
  {
    pattern: pattern(
      parts.EVERY_ONE,
      WEEKDAYS,
      optional(named('nth', `${anyOf([...words.first, ...words.last])}|${ORDINAL}\\s?\\d(?!\\d)`)),
      `(?:${OF}\\s?(?:${EACH_OF})?\\s?${named('of', UNIT)}${NO_MONTH})?`,
    ),
    read: read.weekdays,
  },
  {
    pattern: pattern(
      named(
        'weekdays',
        `${anyOf(words.weekday)}\\s?${WEEKDAY_NAME}\\s?${DASH}\\s?(?:${anyOf(words.weekday)})?\\s?${WEEKDAY_NAME}`,
      ) + `(?!\\s?${ORDINAL})`,
    ),
    read: read.weekdays,
  },
  {
    pattern: pattern(parts.EVERY_ONE, DAY_OF, NTH, optional(OF), `${named('after', UNIT)}${NO_MONTH}`),
    read: read.dayOfUnit,
  },
  {
    pattern: pattern(DAY_OF, NTH, OF, `${named('after', UNIT)}${NO_MONTH}`),
    read: (found) => read.doubtful(read.dayOfUnit(found)),
  },
  {
    pattern: pattern(parts.EVERY_ONE, anyOf(words.weekday), anyOf(words.workingDay)),
    read: () => plainly({ kind: 'recurring', every: 'day', on: ['working-day'] }),
  },
  {
    pattern: pattern(
      named('last', anyOf(words.edge.last)),
      UNIT,
      optional(OF),
      EACH_OF,
      optional(anyOf(words.again)),
      `${named('after', UNIT)}${NO_MONTH}`,
    ),
    read: read.dayOfUnit,
  },
  {
    pattern: pattern(
      `(?:${anyOf(words.everyOne)}|(?<!\\d ?)${anyOf(words.reported)}|${anyOf(words.regular)}(?!\\s?${anyOf(words.year)}))\\s?(?:${anyOf(words.again)})?`,
      optional(named('n', COUNT)),
      `${named('after', UNIT)}(?<!${anyOf(words.weekday)}(?=\\s?(?:${anyOf(words.notDaily)}|${WEEKDAY_NAME})))${NO_MONTH}${MORE}`,
    ),
    read: read.recurring,
  },
  {
    pattern: pattern(
      `${named('after', anyOf(words.units.flatMap((unit) => unit.words.slice(0, 1))))}(?:${anyOf(words.alternate)})\\k<after>`,
    ),
    read: ({ after }) => read.recurring({ after, n: '2' }),
  },
  {
    pattern: pattern(
      `(?:${anyOf(words.within)})`,
      named('n', COUNT),
      named('length', anyOf(words.lengths.flatMap((each) => each.words))),
    ),
    read: read.within,
  },
  {
    pattern: pattern(
      `(?<!${anyOf(words.within)}\\s?)${named('last', anyOf(words.edge.last))}`,
      `${named('after', MONTH_WORD)}${NO_MONTH}`,
    ),
    read: (found) => read.doubtful(read.dayOfUnit(found)),
  },
  {
    pattern: pattern(anyOf(words.within), anyOf(words.edge.last), `${MONTH_WORD}${NO_MONTH}`),
    read: () => withDoubt('undated', { kind: 'deadline' }),
  },
];
