import { BUDDHIST_ERA, fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '../fiscal-year';
import { present } from '../present';
import type { Match } from './finding';
import { findPeriods } from './finding';
import type { Item } from './folding';
import { folded } from './folding';
import type { PeriodProblem, Planned } from './kinds';
import { AS_SET, DATED, ONGOING } from './patterns';
import { plainText } from './plain-text';
import type { Context } from './which-year';
import { contextsOf } from './which-year';

/** A period of a measure's plan. `text` is its part of the original, which is printed as it was written. */
export interface Period extends Planned {
  readonly text: string;
}

/** Something to show to the person who enters the plan; nothing is corrected behind their back. */
export interface PeriodWarning {
  readonly code: PeriodProblem;
  readonly text: string;
}

/** What a cell of a plan says: its periods in their order, and what a person should look at. */
export interface PeriodsRead {
  readonly periods: readonly Period[];
  readonly warnings: readonly PeriodWarning[];
}

const EMPTY = /^[\s\-–—.]*$/;
/** These last as long as the year they are written for. */
const YEAR_LONG: ReadonlySet<Planned['kind']> = new Set(['recurring', 'frequency', 'ongoing']);

/**
 * Reads every period of a plan's cell: fiscal years, months, ranges over two years, days, lists, recurring
 * and frequent ones, rounds, deadlines. Document numbers (๑/๒๕๖๕) are no periods. `fiscalYear` (Buddhist
 * era) is that of the plan: it dates rounds and months without a year, unless the sentence names another, and
 * lets strange dates be noticed. Takes time in proportion to the text, and reads any text.
 * Source of the forms: plans and reports of five local governments; see `docs/periods.md`.
 */
export function parsePeriods(text: string, plan: { readonly fiscalYear?: number } = {}): PeriodsRead {
  if (EMPTY.test(text)) return { periods: [], warnings: [] };
  const plainly = plainText(text);
  const matches = findPeriods(plainly);
  const contexts = contextsOf(matches, plainly.plain, plan.fiscalYear);
  const read = matches.map((match, index) => itemOf(match, contexts[index]));
  const items = folded(read, plainly.plain);
  const textOf = (at: number, until: number): string =>
    text.slice(plainly.places[at], plainly.places[until]).trimEnd();
  const periods = items.flatMap(({ at, until, planned }) =>
    planned.map((each): Period => ({ ...named(each), text: textOf(at, until) })),
  );
  const warnings = [
    ...items.flatMap(({ at, until, problem }) =>
      problem === undefined ? [] : [{ code: problem, text: textOf(at, until) }],
    ),
    ...mismatchedNumbers(items, plainly.plain).map(([at, until]) => ({
      code: 'number-year-mismatch' as const,
      text: textOf(at, until),
    })),
    ...(plan.fiscalYear === undefined ? [] : outside(periods, plan.fiscalYear)),
  ];
  if (periods.length > 0 || warnings.length > 0) return { periods, warnings };
  return nothingDated(text, plan.fiscalYear);
}

function itemOf({ at, until, read, parts, saysYear }: Match, context: Context | undefined): Item {
  const place = { at, until, saysYear };
  const reading = read(parts, context?.fiscalYear);
  if (reading === undefined) return { ...place, planned: [] };
  if (reading.is === 'problem') return { ...place, planned: [], problem: reading.problem };
  if (reading.is === 'document-number') {
    return { ...place, planned: [], ...present({ numbered: reading.year }) };
  }
  const problem = reading.problem ?? (context?.doubtful === true ? 'ambiguous' : undefined);
  const planned = reading.planned.map((each) => lasting(each, context?.fiscalYear));
  return { ...place, planned, ...present({ problem }) };
}

function lasting(planned: Planned, fiscalYear: number | undefined): Planned {
  if (fiscalYear === undefined || !YEAR_LONG.has(planned.kind)) return planned;
  return { ...planned, start: fiscalYearStart(fiscalYear), end: fiscalYearEnd(fiscalYear) };
}

/** A range from October to September is a fiscal year, however it is written. */
function named(planned: Planned): Planned {
  const { kind, start, end } = planned;
  const range = kind === 'days' || kind === 'months' || kind === 'quarters';
  if (!range || start === undefined || end === undefined) return planned;
  const year = fiscalYearOf(end);
  const whole = start === fiscalYearStart(year) && end === fiscalYearEnd(year);
  return whole ? { ...planned, kind: 'fiscal-year' } : planned;
}

/** "ที่ ๗๐๔/๒๕๕๙ ลงวันที่ ๓ มกราคม ๒๕๖๐": a number of one year with a date of another. */
function mismatchedNumbers(items: readonly Item[], plain: string): readonly (readonly [number, number])[] {
  return items.flatMap((date, index): readonly (readonly [number, number])[] => {
    const number = items[index - 1];
    const [planned] = date.planned;
    if (number?.numbered === undefined || planned?.kind !== 'day') return [];
    if (!DATED.test(plain.slice(number.until, date.until))) return [];
    const year = Number(planned.end?.slice(0, 4)) + BUDDHIST_ERA;
    return year === number.numbered ? [] : [[number.at, date.until]];
  });
}

function outside(periods: readonly Period[], fiscalYear: number): readonly PeriodWarning[] {
  const [first, last] = [fiscalYearStart(fiscalYear), fiscalYearEnd(fiscalYear)];
  return periods.flatMap(({ kind, start, end, text }): readonly PeriodWarning[] => {
    const inside =
      (start === undefined || (start >= first && start <= last)) &&
      (end === undefined || (end >= first && end <= last));
    // A span of years is that of a larger plan, e.g. the five years of a development plan.
    return inside || kind === 'years' ? [] : [{ code: 'outside-fiscal-year', text }];
  });
}

/** "ดำเนินการต่อเนื่อง" alone lasts all year; "ตามที่กำหนด" says that the days are said elsewhere. */
function nothingDated(text: string, fiscalYear: number | undefined): PeriodsRead {
  const whole = text.trim();
  if (ONGOING.test(whole)) {
    return { periods: [{ ...lasting({ kind: 'ongoing' }, fiscalYear), text: whole }], warnings: [] };
  }
  const code = AS_SET.test(whole) ? 'undated' : 'not-understood';
  return { periods: [], warnings: [{ code, text: whole }] };
}
