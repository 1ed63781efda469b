import type { Day } from '../bangkok-day';
import { addDays, dayOf, monthEnd, weekday } from '../bangkok-day';
import calendar from '../calendar-words.json';
import { BUDDHIST_ERA } from '../fiscal-year';
import { monthsNamed } from '../month-names';
import { anyOf } from '../spelling';
import type { Parts, PeriodKind, PeriodReading, Planned } from './kinds';
import { plainly, withDoubt } from './kinds';
import { buddhistYear } from './read-years';
import words from './words.json';

type Reading = PeriodReading | undefined;

/** `๑๙ เมษายน พ.ศ. ๒๕๖๗`, with the words of a deadline before it, "เป็นต้นไป" behind it, or neither. */
export function singleDay(parts: Parts, fiscalYear: number | undefined): Reading {
  const month = monthNumber(parts.m1);
  const year = yearOfMonth(month, parts.y1, fiscalYear);
  if (year === undefined) return undefined;
  const day = dayOf(year, month, Number(parts.d1));
  if (day === undefined) return { is: 'problem', problem: 'no-such-day' };
  const bound = boundary(parts, day, day);
  if (bound !== undefined) return plainly(bound);
  const named = calendar.weekdays.findIndex((names) => names.includes(parts.weekday ?? ''));
  const planned: Planned = { kind: 'day', start: day, end: day };
  return named >= 0 && weekday(day) !== named ? withDoubt('weekday-mismatch', planned) : plainly(planned);
}

/** The parts of days in numbers ("1.10.2568", "1/10/68") under the names that all days have. */
export function withNumbers({ n1, f1, n2, f2, ...parts }: Parts): Parts {
  return { ...parts, m1: parts.m1 ?? n1, y1: parts.y1 ?? f1, m2: parts.m2 ?? n2, y2: parts.y2 ?? f2 };
}

/** A range's ends may be days or months: each has its month under a name of its own. */
export function withMonths({ a1, b1, a2, b2, ...parts }: Parts): Parts {
  return { ...parts, m1: parts.m1 ?? a1, y1: parts.y1 ?? b1, m2: parts.m2 ?? a2, y2: parts.y2 ?? b2 };
}

/** `วันที่ ๓, ๑๐ และ ๑๗ - ๑๙ มกราคม ๒๕๖๖`: one period for each. */
export function listedDays(parts: Parts, fiscalYear: number | undefined): Reading {
  const month = monthNumber(parts.m1);
  const year = yearOfMonth(month, parts.y1, fiscalYear);
  if (year === undefined) return undefined;
  const planned: Planned[] = [];
  for (const [, from, to = from] of (parts.days ?? '').matchAll(ONE_OR_RANGE)) {
    const [start, end] = [dayOf(year, month, Number(from)), dayOf(year, month, Number(to))];
    if (start === undefined || end === undefined) return { is: 'problem', problem: 'no-such-day' };
    if (start > end) return { is: 'problem', problem: 'reversed-range' };
    planned.push({ kind: start === end ? 'day' : 'days', start, end });
  }
  return plainly(...planned);
}

const ONE_OR_RANGE = new RegExp(`(\\d{1,2})(?:\\s?${anyOf(words.until)}\\s?(\\d{1,2}))?`, 'g');

/** `๒๔ – ๒๗ มกราคม ๒๕๖๖` */
export function daysOfMonth(parts: Parts, fiscalYear: number | undefined): Reading {
  return range({ ...parts, y1: undefined, m2: parts.m1, y2: parts.y1 }, fiscalYear);
}

/**
 * `๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙`, `ต.ค. ๖๕ – ก.ย. ๖๖`, `ตุลาคม – ๑๕ มีนาคม ๒๕๖๙`: either year may be left
 * out; an end that names a month alone lasts as long as the month.
 */
export function range(parts: Parts, fiscalYear: number | undefined): Reading {
  const [from, to] = [monthNumber(parts.m1), monthNumber(parts.m2)];
  const wraps = from * 100 + Number(parts.d1 ?? 1) > to * 100 + Number(parts.d2 ?? 31);
  const years = yearsOfRange(parts, { to, wraps }, fiscalYear);
  if (years === undefined) return undefined;
  const [firstYear, lastYear] = years;
  const start = dayOf(firstYear, from, Number(parts.d1 ?? 1));
  const end = parts.d2 === undefined ? monthEnd(lastYear, to) : dayOf(lastYear, to, Number(parts.d2));
  if (start === undefined || end === undefined) return { is: 'problem', problem: 'no-such-day' };
  return span(parts.d1 === undefined && parts.d2 === undefined ? 'months' : 'days', start, end);
}

function yearsOfRange(
  { y1, y2 }: Parts,
  { to, wraps }: { to: number; wraps: boolean },
  fiscalYear: number | undefined,
): readonly [number, number] | undefined {
  const first = commonYear(y1);
  if (y2 === undefined && first !== undefined) return [first, wraps ? first + 1 : first];
  const last = yearOfMonth(to, y2, fiscalYear);
  if (last === undefined) return undefined;
  return [first ?? (wraps ? last - 1 : last), last];
}

/** `เดือนมีนาคม ๒๕๖๗`; as a deadline its last day; "ต้น", "กลาง", "ปลาย" say no days. */
export function singleMonth(parts: Parts, fiscalYear: number | undefined): Reading {
  const month = monthNumber(parts.m1);
  const year = yearOfMonth(month, parts.y1, fiscalYear);
  const start = year === undefined ? undefined : dayOf(year, month, 1);
  if (year === undefined || start === undefined) return undefined;
  const end = monthEnd(year, month);
  const last = parts.last !== undefined;
  const bound = boundary(parts, last ? end : start, end);
  const vague = (parts.early ?? parts.middle ?? parts.late) !== undefined;
  if (bound !== undefined) return vague ? withDoubt('ambiguous', bound) : plainly(bound);
  if (last) return plainly({ kind: 'day', start: end, end });
  const planned: Planned = { kind: 'month', start, end };
  return vague ? withDoubt('ambiguous', planned) : plainly(planned);
}

/** What "ภายใน", "ก่อน" and "เป็นต้นไป" make of a day or a month. */
function boundary({ deadline, before, since, from }: Parts, start: Day, end: Day): Planned | undefined {
  if ((since ?? from) !== undefined) return { kind: 'since', start };
  // "ก่อนสิ้นเดือน" is still that month; "ก่อนวันที่ ๑" is not that day.
  if (before !== undefined) return { kind: 'deadline', end: addDays(start, -1) };
  return deadline === undefined ? undefined : { kind: 'deadline', end };
}

/** `พ.ศ. ๒๕๖๑-๒๕๘๐`: calendar years. */
export function calendarYears({ y1, y2 }: Parts): Reading {
  const [first, last] = [commonYear(y1), commonYear(y2)];
  return first === undefined || last === undefined
    ? undefined
    : span('years', `${first}-01-01`, `${last}-12-31`);
}

/** A period of these days, both included; a problem when the last lies before the first. */
export function span(kind: PeriodKind, start: Day, end: Day): PeriodReading {
  return start > end ? { is: 'problem', problem: 'reversed-range' } : plainly({ kind, start, end });
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

function monthNumber(text = ''): number {
  return /^\d+$/.test(text) ? Number(text) : (monthsNamed(text)[0] ?? 0);
}
