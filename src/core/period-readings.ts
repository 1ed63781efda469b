import type { Day } from './bangkok-day';
import { dayOf, monthEnd, weekday } from './bangkok-day';
import calendar from './calendar-words.json';
import { BUDDHIST_ERA, fiscalYearEnd, fiscalYearStart } from './fiscal-year';
import { monthsNamed } from './month-names';
import words from './period-words.json';

/** The named groups of a pattern: d1, m1, y1 begin a range, d2, m2, y2 end it. */
export type Parts = Readonly<Record<string, string | undefined>>;

/** How often something happens or is to be done. */
export type Every = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** What kind of period is written; `deadline` has an end only, `recurring` and `frequency` may have no days. */
export type PeriodKind =
  | 'day'
  | 'days'
  | 'month'
  | 'months'
  | 'quarter'
  | 'fiscal-year'
  | 'years'
  | 'deadline'
  | 'round'
  | 'recurring'
  | 'frequency';

/** When something is planned, or how often. */
export interface Planned {
  readonly kind: PeriodKind;
  readonly start?: Day;
  /** The last day, included. */
  readonly end?: Day;
  /** Of `recurring` and `frequency`. */
  readonly every?: Every;
  /** Of `frequency`: how many times in each unit. */
  readonly times?: { readonly from: number; readonly to: number };
  /** Of `round`. */
  readonly months?: 6 | 12;
}

/** What one pattern found: a period, the number of a document, or dates that cannot be. */
export type PeriodReading =
  | { readonly is: 'period'; readonly planned: Planned; readonly weekdayMismatch?: boolean }
  | { readonly is: 'document-number'; readonly year?: number }
  | { readonly is: 'problem'; readonly problem: 'no-such-day' | 'reversed-range' };

type Reading = PeriodReading | undefined;

/** `๑๙ เมษายน พ.ศ. ๒๕๖๗`, with the words of a deadline before it or without. */
export function singleDay(parts: Parts, fiscalYear: number | undefined): Reading {
  const month = monthNumber(parts.m1);
  const year = yearOfMonth(month, parts.y1, fiscalYear);
  if (year === undefined) return undefined;
  const day = dayOf(year, month, Number(parts.d1));
  if (day === undefined) return { is: 'problem', problem: 'no-such-day' };
  if (parts.deadline !== undefined) return period({ kind: 'deadline', end: day });
  const named = calendar.weekdays.findIndex((names) => names.includes(parts.weekday ?? ''));
  const weekdayMismatch = named >= 0 && weekday(day) !== named;
  return { is: 'period', planned: { kind: 'day', start: day, end: day }, weekdayMismatch };
}

/** `๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙`; the first year may be left out. */
export function dayRange(parts: Parts, fiscalYear: number | undefined): Reading {
  const [from, to] = [monthNumber(parts.m1), monthNumber(parts.m2)];
  const lastYear = yearOfMonth(to, parts.y2, fiscalYear);
  if (lastYear === undefined) return undefined;
  const [firstDay, lastDay] = [Number(parts.d1), Number(parts.d2)];
  const wraps = from * 100 + firstDay > to * 100 + lastDay;
  const firstYear = parts.y1 === undefined && wraps ? lastYear - 1 : (commonYear(parts.y1) ?? lastYear);
  const [start, end] = [dayOf(firstYear, from, firstDay), dayOf(lastYear, to, lastDay)];
  if (start === undefined || end === undefined) return { is: 'problem', problem: 'no-such-day' };
  return span('days', start, end);
}

/** `กุมภาพันธ์ ถึง มีนาคม ๒๕๖๖`, `ต.ค. ๖๕ – ก.ย. ๖๖`; the first year may be left out. */
export function monthRange(parts: Parts, fiscalYear: number | undefined): Reading {
  const [from, to] = [monthNumber(parts.m1), monthNumber(parts.m2)];
  const lastYear = yearOfMonth(to, parts.y2, fiscalYear);
  if (lastYear === undefined) return undefined;
  const firstYear = parts.y1 === undefined && from > to ? lastYear - 1 : (commonYear(parts.y1) ?? lastYear);
  const start = dayOf(firstYear, from, 1);
  return start === undefined ? undefined : span('months', start, monthEnd(lastYear, to));
}

/** `เดือนมีนาคม ๒๕๖๗`; as a deadline (`ภายในมีนาคม ๒๕๖๖`) its last day. */
export function singleMonth(parts: Parts, fiscalYear: number | undefined): Reading {
  const month = monthNumber(parts.m1);
  const year = yearOfMonth(month, parts.y1, fiscalYear);
  const start = year === undefined ? undefined : dayOf(year, month, 1);
  if (year === undefined || start === undefined) return undefined;
  const end = monthEnd(year, month);
  return period(parts.deadline === undefined ? { kind: 'month', start, end } : { kind: 'deadline', end });
}

/** `ในไตรมาสแรกของปีงบประมาณ`: the first quarter is October to December. */
export function quarter(parts: Parts, fiscalYear: number | undefined): Reading {
  const number = parts.first === undefined ? Number(parts.n ?? '4') : 1;
  const year = buddhistYear(parts.slash ?? parts.y1) ?? fiscalYear;
  if (year === undefined) return period({ kind: 'quarter' });
  const firstMonth = ((number * 3 + 6) % 12) + 1;
  const common = year - BUDDHIST_ERA - (number === 1 ? 1 : 0);
  const start = dayOf(common, firstMonth, 1);
  const end = monthEnd(common, firstMonth + 2);
  return period({ kind: 'quarter', ...(start !== undefined && { start, end }) });
}

/** `ปีงบประมาณ พ.ศ. ๒๕๖๖`, or several of them with a dash between. */
export function fiscalYears({ y1, y2 }: Parts): Reading {
  const first = buddhistYear(y1);
  const last = y2 === undefined ? first : buddhistYear(y2);
  if (first === undefined || last === undefined) return undefined;
  return span(first === last ? 'fiscal-year' : 'years', fiscalYearStart(first), fiscalYearEnd(last));
}

/** `พ.ศ. ๒๕๖๑-๒๕๘๐`: calendar years. */
export function calendarYears({ y1, y2 }: Parts): Reading {
  const [first, last] = [commonYear(y1), commonYear(y2)];
  return first === undefined || last === undefined
    ? undefined
    : span('years', `${first}-01-01`, `${last}-12-31`);
}

/** `รอบ ๖ เดือน` */
export function round({ months }: Parts): Reading {
  return period({ kind: 'round', months: months === '6' ? 6 : 12 });
}

/** `รายเดือน`, `ทุกไตรมาส` */
export function recurring({ word = '' }: Parts): Reading {
  const every = words.recurring.find((each) => each.words.includes(word))?.every;
  return every === undefined ? undefined : period({ kind: 'recurring', every: every as Every });
}

/** `สัปดาห์ละ ๕ - ๗ ครั้ง`, `๑๒ ครั้ง/ไตรมาส`, `หนึ่งครั้งต่อปีงบประมาณ`; without its unit it is none. */
export function frequency({ before, after, from, to }: Parts): Reading {
  const unit = after ?? before;
  const every = words.units.find((each) => unit !== undefined && each.words.includes(unit))?.every;
  const first = countOf(from);
  const times = { from: first, to: to === undefined ? first : countOf(to) };
  return period({ kind: 'frequency', times, ...(every !== undefined && { every: every as Every }) });
}

/** The Buddhist year that two or four digits of an official paper mean; `undefined` for no likely year. */
export function buddhistYear(digits: string | undefined): number | undefined {
  const number = Number(digits ?? '');
  // Two digits below 50 would be years before 2550: rather a day, an amount, anything else.
  if (digits?.length === 2) return number >= 50 ? 2500 + number : undefined;
  if (number >= 2400 && number < 2700) return number;
  return number >= 1900 && number < 2150 ? number + BUDDHIST_ERA : undefined;
}

function commonYear(digits: string | undefined): number | undefined {
  const year = buddhistYear(digits);
  return year === undefined ? undefined : year - BUDDHIST_ERA;
}

/** Without digits the fiscal year tells which year a month lies in. */
function yearOfMonth(
  month: number,
  digits: string | undefined,
  fiscalYear: number | undefined,
): number | undefined {
  if (digits !== undefined) return commonYear(digits);
  return fiscalYear === undefined ? undefined : fiscalYear - BUDDHIST_ERA - (month >= 10 ? 1 : 0);
}

function span(kind: PeriodKind, start: Day, end: Day): PeriodReading {
  return start > end ? { is: 'problem', problem: 'reversed-range' } : period({ kind, start, end });
}

function period(planned: Planned): PeriodReading {
  return { is: 'period', planned };
}

function monthNumber(text = ''): number {
  return /^\d+$/.test(text) ? Number(text) : (monthsNamed(text)[0] ?? 0);
}

function countOf(text = ''): number {
  return /^\d+$/.test(text) ? Number(text) : words.numbers.indexOf(text);
}
