import { BUDDHIST_ERA, fiscalYearEnd, fiscalYearOf, fiscalYearStart, roundDeadline } from './fiscal-year';
import { periodPatterns } from './period-patterns';
import type { Planned, PeriodReading } from './period-readings';
import words from './period-words.json';
import { anyOf } from './spelling';
import { toArabicDigits } from './thai-digits';

/** A period of a measure's plan. `text` is its part of the original, which is printed as it was written. */
export interface Period extends Planned {
  readonly text: string;
}

/** Something to show to the person who enters the plan; nothing is corrected behind their back. */
export interface PeriodWarning {
  readonly code:
    | 'weekday-mismatch'
    | 'outside-fiscal-year'
    | 'number-year-mismatch'
    | 'no-such-day'
    | 'reversed-range'
    | 'not-understood';
  readonly text: string;
}

interface Span {
  readonly at: number;
  readonly until: number;
  readonly text: string;
}
type Found = Span & { readonly reading: PeriodReading };
type FoundPeriod = Span & { readonly planned: Planned };

const EMPTY = /^[\s\-–—.]*$/;
const IN_BRACKETS = /^[^\d\n)]{0,16}\([^\d\n)]{0,16}$/;
const DATED = new RegExp(`^[\\s,]*${anyOf(words.documentDate)}\\s*$`);

/**
 * Reads every period of a plan's cell: fiscal years, months, ranges over two years, days, lists, recurring
 * and frequent ones, rounds, deadlines. Document numbers (๑/๒๕๖๕) are no periods. `fiscalYear` (Buddhist
 * era) is that of the plan: it dates rounds and months without a year, and lets strange dates be noticed.
 * Source of the forms: the five seeds, see reference `seeds-digest.md` §7.
 */
export function parsePeriods(
  text: string,
  plan: { readonly fiscalYear?: number } = {},
): { periods: readonly Period[]; warnings: readonly PeriodWarning[] } {
  if (EMPTY.test(text)) return { periods: [], warnings: [] };
  const found = findAll(text, plan.fiscalYear);
  const planned = found.flatMap((each): readonly FoundPeriod[] => {
    return each.reading.is === 'period' ? [{ ...each, planned: each.reading.planned }] : [];
  });
  const fiscalYear = plan.fiscalYear ?? onlyFiscalYear(planned);
  const periods = dated(withUnits(joined(planned, text)), fiscalYear);
  const warnings = [
    ...found.flatMap((each) => problemsOf(each)),
    ...numberMismatches(found, text),
    ...(plan.fiscalYear === undefined ? [] : outside(periods, plan.fiscalYear)),
  ];
  if (periods.length === 0 && warnings.length === 0)
    warnings.push({ code: 'not-understood', text: text.trim() });
  return { periods, warnings };
}

function findAll(text: string, fiscalYear: number | undefined): readonly Found[] {
  let rest = toArabicDigits(text);
  const found: Found[] = [];
  for (const { pattern, read } of periodPatterns) {
    rest = rest.replace(pattern, (match: string, ...more: unknown[]) => {
      const [at, , parts] = more.slice(-3) as [number, string, Record<string, string | undefined>];
      const reading = read(parts, fiscalYear);
      if (reading === undefined) return match;
      const start = at + match.length - match.trimStart().length;
      const until = at + match.trimEnd().length;
      found.push({ at: start, until, text: text.slice(start, until), reading });
      // Taken: nothing else may be read from it, and every position stays.
      return match.replace(/\S/g, '\0');
    });
  }
  return found.sort((one, other) => one.at - other.at);
}

function onlyFiscalYear(found: readonly FoundPeriod[]): number | undefined {
  const years = found.flatMap(({ planned }) => {
    return planned.kind === 'fiscal-year' && planned.end !== undefined ? [fiscalYearOf(planned.end)] : [];
  });
  return new Set(years).size === 1 ? years[0] : undefined;
}

/** A period and the same one explained in brackets are one: "ปีงบประมาณ พ.ศ. ๒๕๖๙ (๑ ตุลาคม ๒๕๖๘ – …)". */
function joined(found: readonly FoundPeriod[], text: string): readonly FoundPeriod[] {
  const result: FoundPeriod[] = [];
  for (const each of found) {
    const before = result.at(-1);
    const explains = before !== undefined && IN_BRACKETS.test(text.slice(before.until, each.at));
    if (explains && before.planned.kind === 'round') {
      const planned = { ...each.planned, ...before.planned };
      result.splice(-1, 1, {
        ...before,
        planned,
        until: each.until,
        text: text.slice(before.at, each.until),
      });
    } else if (
      !explains ||
      before.planned.start !== each.planned.start ||
      before.planned.end !== each.planned.end
    ) {
      result.push(each);
    }
  }
  return result;
}

/** "สัปดาห์ละ ๒ - ๓ ครั้ง / ๕ - ๗ ครั้ง" says its unit once; a number of times without any unit is no period. */
function withUnits(found: readonly FoundPeriod[]): readonly FoundPeriod[] {
  let unit: Planned['every'];
  return found.flatMap((each) => {
    if (each.planned.kind !== 'frequency') return [each];
    unit = each.planned.every ?? unit;
    return unit === undefined ? [] : [{ ...each, planned: { ...each.planned, every: unit } }];
  });
}

function dated(found: readonly FoundPeriod[], fiscalYear: number | undefined): readonly Period[] {
  const recurs = found.some(({ planned }) => planned.kind === 'recurring');
  const year =
    fiscalYear === undefined ? {} : { start: fiscalYearStart(fiscalYear), end: fiscalYearEnd(fiscalYear) };
  return found.map(({ planned, text }): Period => {
    if (planned.kind === 'recurring') return { ...year, ...planned, text };
    // In a list of recurring periods ("รายเดือน/รายไตรมาส/รอบ ๖ เดือน") a round is how often, not when.
    if (planned.kind === 'round' && recurs) {
      return { ...year, kind: 'recurring', every: planned.months === 6 ? 'half-year' : 'year', text };
    }
    if (planned.kind === 'round' && fiscalYear !== undefined) {
      const end = roundDeadline({ fiscalYear, months: planned.months ?? 12 });
      return { start: fiscalYearStart(fiscalYear), end, ...planned, text };
    }
    return isWholeFiscalYear(planned) ? { ...planned, kind: 'fiscal-year', text } : { ...planned, text };
  });
}

function isWholeFiscalYear({ start, end }: Planned): boolean {
  if (start === undefined || end === undefined) return false;
  return start === fiscalYearStart(fiscalYearOf(end)) && end === fiscalYearEnd(fiscalYearOf(end));
}

function problemsOf({ reading, text }: Found): readonly PeriodWarning[] {
  if (reading.is === 'problem') return [{ code: reading.problem, text }];
  return reading.is === 'period' && reading.weekdayMismatch === true
    ? [{ code: 'weekday-mismatch', text }]
    : [];
}

/** "ที่ ๗๐๔/๒๕๕๙ ลงวันที่ ๓ มกราคม ๒๕๖๐": a number of one year with a date of another. */
function numberMismatches(found: readonly Found[], text: string): readonly PeriodWarning[] {
  return found.flatMap((date, index): readonly PeriodWarning[] => {
    const number = found[index - 1];
    if (number?.reading.is !== 'document-number' || number.reading.year === undefined) return [];
    if (date.reading.is !== 'period' || date.reading.planned.kind !== 'day') return [];
    if (!DATED.test(text.slice(number.until, date.at))) return [];
    const year = Number(date.reading.planned.end?.slice(0, 4)) + BUDDHIST_ERA;
    return year === number.reading.year
      ? []
      : [{ code: 'number-year-mismatch', text: text.slice(number.at, date.until) }];
  });
}

function outside(periods: readonly Period[], fiscalYear: number): readonly PeriodWarning[] {
  const [first, last] = [fiscalYearStart(fiscalYear), fiscalYearEnd(fiscalYear)];
  return periods.flatMap(({ kind, start, end, text }): readonly PeriodWarning[] => {
    const inside =
      (start === undefined || start >= first) && (end === undefined || (end >= first && end <= last));
    // A span of years is that of a larger plan, e.g. the five years of a development plan.
    return inside || kind === 'years' ? [] : [{ code: 'outside-fiscal-year', text }];
  });
}
