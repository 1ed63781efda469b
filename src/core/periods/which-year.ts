import type { Day } from '../bangkok-day';
import { daysBetween } from '../bangkok-day';
import { fiscalYearOf } from '../fiscal-year';
import type { Match } from './finding';
import type { PeriodKind } from './kinds';
import { BETWEEN_LISTED, EXPLAINS, NEXT_TO } from './patterns';

/** The year that holds where a match is. */
export interface Context {
  /** Buddhist era; `undefined` when neither the text nor the plan says one. */
  readonly fiscalYear: number | undefined;
  /** True when the text says it, in the match itself or near it. */
  readonly said: boolean;
  /** True when another year would fit as well, and the plan does not decide. */
  readonly doubtful?: true;
}

export const IN_BRACKETS = /^[^\d\n)]{0,16}\n?\([^\d\n)]{0,16}$/;

const OF_DAYS: ReadonlySet<PeriodKind | undefined> = new Set([
  'day',
  'days',
  'month',
  'months',
  'deadline',
  'since',
]);
const OF_YEARS: ReadonlySet<PeriodKind | undefined> = new Set(['fiscal-year', 'years']);

/**
 * The year of every match: its own; else that of what explains it in brackets, of the list it stands in, of
 * the fiscal year named in the same line; else the plan's; else the only one in the text.
 */
export function contextsOf(
  matches: readonly Match[],
  plain: string,
  planYear: number | undefined,
): readonly Context[] {
  const contexts: (Context | undefined)[] = matches.map(({ saysYear }) =>
    saysYear ? { fiscalYear: planYear, said: true } : undefined,
  );
  const at = (index: number): Neighbour | undefined => {
    const [match, context] = [matches[index], contexts[index]];
    return match !== undefined && context?.said === true ? { match, context } : undefined;
  };
  const gap = (index: number): string => plain.slice(matches[index]?.until, matches[index + 1]?.at);
  for (const [index, match] of [...matches.entries()].reverse()) {
    const next = at(index + 1);
    if (next !== undefined) contexts[index] ??= fromNext(match, next, { gap: gap(index), planYear });
  }
  for (const [index, match] of matches.entries()) {
    const before = at(index - 1);
    if (before !== undefined)
      contexts[index] ??= fromBefore(match, before, { gap: gap(index - 1), planYear });
  }
  const ofLine = yearsOfLines(matches, plain);
  const only = planYear ?? onlyYear(matches);
  return contexts.map((context, index) => {
    const fiscalYear = ofLine[index];
    return (
      context ?? (fiscalYear === undefined ? { fiscalYear: only, said: false } : { fiscalYear, said: true })
    );
  });
}

interface Neighbour {
  readonly match: Match;
  readonly context: Context;
}

interface Between {
  readonly gap: string;
  readonly planYear: number | undefined;
}

function fromNext(match: Match, next: Neighbour, { gap, planYear }: Between): Context | undefined {
  const explained = IN_BRACKETS.test(gap) || EXPLAINS.test(gap) || NEXT_TO.test(gap);
  const ofYear = OF_YEARS.has(next.match.kind);
  if (explained && (ofYear || !OF_DAYS.has(match.kind))) return of(closestYear(match, next));
  if (!BETWEEN_LISTED.test(gap)) return undefined;
  if (!OF_DAYS.has(match.kind)) return of(yearOf(next));
  const start = daysOf(next)?.start ?? daysOf(next)?.end;
  return start === undefined ? undefined : nearest(match, { day: start, planYear, later: false });
}

function fromBefore(match: Match, before: Neighbour, { gap, planYear }: Between): Context | undefined {
  if (OF_YEARS.has(before.match.kind) && NEXT_TO.test(gap)) return of(yearOf(before));
  if (!BETWEEN_LISTED.test(gap)) return undefined;
  if (!OF_DAYS.has(match.kind)) return of(yearOf(before));
  const end = daysOf(before)?.end;
  return end === undefined ? undefined : nearest(match, { day: end, planYear, later: true });
}

/** In a list one comes after the other: "ธันวาคม และมีนาคม ๒๕๖๖" begins in ๒๕๖๕. */
function nearest(
  match: Match,
  { day, planYear, later }: { day: Day; planYear: number | undefined; later: boolean },
): Context | undefined {
  const around = fiscalYearOf(day);
  const years = later ? [around - 1, around, around + 1] : [around + 1, around, around - 1];
  const fiscalYear = years.find((year) => {
    const days = daysOf({ match, context: { fiscalYear: year, said: true } });
    const found = days?.start ?? days?.end;
    return found !== undefined && (later ? found > day : found < day);
  });
  if (fiscalYear === undefined) return undefined;
  const found = daysOf({ match, context: { fiscalYear, said: true } })?.end ?? day;
  const doubtful = found.slice(0, 4) !== day.slice(0, 4) && fiscalYear !== planYear && !later;
  return { fiscalYear, said: true, ...(doubtful && { doubtful }) };
}

function of(fiscalYear: number | undefined): Context | undefined {
  return fiscalYear === undefined ? undefined : { fiscalYear, said: true };
}

function yearOf(neighbour: Neighbour): number | undefined {
  const end = daysOf(neighbour)?.end;
  return end === undefined ? undefined : fiscalYearOf(end);
}

/** The year in which a round ends closest to the day beside it: "รอบ ๑๒ เดือน (ภายใน ๓๑ ต.ค. ๒๕๖๙)" is of 2569. */
function closestYear(match: Match, next: Neighbour): number | undefined {
  const [year, end] = [yearOf(next), daysOf(next)?.end];
  if (year === undefined || end === undefined || !OF_DAYS.has(next.match.kind)) return year;
  const awayIn = (fiscalYear: number): number => {
    const own = daysOf({ match, context: { fiscalYear, said: true } })?.end;
    return own === undefined ? 0 : Math.abs(daysBetween(own, end));
  };
  return [year, year - 1, year + 1].reduce((best, each) => (awayIn(each) < awayIn(best) ? each : best));
}

function daysOf({ match, context }: Neighbour): { start?: Day; end?: Day } | undefined {
  const reading = match.read(match.parts, context.fiscalYear);
  return reading?.is === 'periods' ? reading.planned[0] : undefined;
}

/** "ในปีงบประมาณ ๒๕๖๗ … ในไตรมาสแรกของปีงบประมาณ": the fiscal year named before it in the same line. */
function yearsOfLines(matches: readonly Match[], plain: string): readonly (number | undefined)[] {
  let [named, done]: [number | undefined, number] = [undefined, 0];
  return matches.map((match) => {
    if (plain.slice(done, match.at).includes('\n')) named = undefined;
    done = match.at;
    const ofMatch = named;
    if (match.kind === 'fiscal-year' && match.saysYear) named = ownYear(match);
    return ofMatch;
  });
}

function onlyYear(matches: readonly Match[]): number | undefined {
  const named = matches.filter(({ kind, saysYear }) => kind === 'fiscal-year' && saysYear).map(ownYear);
  return new Set(named).size === 1 ? named[0] : undefined;
}

function ownYear(match: Match): number | undefined {
  return yearOf({ match, context: { fiscalYear: undefined, said: true } });
}
