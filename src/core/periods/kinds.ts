import type { Day } from '../bangkok-day';

/** The units in which something recurs that have a name. */
export type NamedEvery = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** How often something happens or is to be done: by a name where there is one, else `15 days`, `2 weeks`. */
export type Every = NamedEvery | `${number} ${'days' | 'weeks' | 'months' | 'years'}`;

/**
 * What kind of period is written. `deadline` has an end only (or `within`), `since` a start only; `recurring`,
 * `frequency` and `ongoing` last as long as the year they are written for.
 */
export type PeriodKind =
  | 'day'
  | 'days'
  | 'month'
  | 'months'
  | 'quarter'
  | 'quarters'
  | 'half-year'
  | 'fiscal-year'
  | 'years'
  | 'deadline'
  | 'since'
  | 'round'
  | 'recurring'
  | 'frequency'
  | 'ongoing';

/** When something is planned, or how often. */
export interface Planned {
  readonly kind: PeriodKind;
  readonly start?: Day;
  /** The last day, included. */
  readonly end?: Day;
  /** Of `recurring` and `frequency`. */
  readonly every?: Every;
  /** Of `frequency`: how many times in each unit; without `to` at least so often. */
  readonly times?: { readonly from: number; readonly to?: number };
  /** Of `recurring`: days of the month (`5`, `last-day`), weekdays (`monday`), or `working-day`. */
  readonly on?: readonly string[];
  /** Of a deadline that counts from an event: `15 days`, `7 working-days`. */
  readonly within?: string;
  /** Of `round`: its months, counted from the beginning of the fiscal year or of its half. */
  readonly months?: number;
  /** True for what the sentence itself replaces ("จากเดิม … เป็น …"): the former target. */
  readonly former?: true;
}

/** What needs a person's eye. */
export type PeriodProblem =
  | 'weekday-mismatch'
  | 'outside-fiscal-year'
  | 'number-year-mismatch'
  | 'no-such-day'
  | 'reversed-range'
  /** It may mean two things; the one that is more common in plans was taken. */
  | 'ambiguous'
  /** A round whose days are written beside it and are others than the round's own. */
  | 'round-mismatch'
  /** Understood, but no day follows from the words alone. */
  | 'undated'
  | 'not-understood';

/** The named groups of a pattern: d1, m1, y1 begin a range, d2, m2, y2 end it. */
export type Parts = Readonly<Record<string, string | undefined>>;

/** What one pattern found: periods, the number of a document, or dates that cannot be. */
export type PeriodReading =
  | { readonly is: 'periods'; readonly planned: readonly Planned[]; readonly problem?: PeriodProblem }
  | { readonly is: 'document-number'; readonly year?: number }
  | { readonly is: 'problem'; readonly problem: PeriodProblem };

/** The fiscal year (Buddhist era) that holds where a pattern found something, if any is known. */
export type ReadPeriod = (parts: Parts, fiscalYear: number | undefined) => PeriodReading | undefined;

/** One way to write a period: where it is found, and what it says. `undefined`: it is something else. */
export interface PeriodPattern {
  readonly pattern: RegExp;
  readonly read: ReadPeriod;
}

/** One period, read without a doubt. */
export function plainly(...planned: readonly Planned[]): PeriodReading {
  return { is: 'periods', planned };
}

/** Read, with something for a person to look at. */
export function withDoubt(problem: PeriodProblem, ...planned: readonly Planned[]): PeriodReading {
  return { is: 'periods', planned, problem };
}
