import type { Day } from './bangkok-day';

/** Difference between the Buddhist and the common era; since 1941 both years begin on 1 January. */
export const BUDDHIST_ERA = 543;

/**
 * The fiscal year (Buddhist era) a day belongs to: it begins on 1 October and is named by its later year,
 * so 1 October 2568 to 30 September 2569 is 2569. Source: Budget Procedures
 * Act B.E. 2561, section 4.
 */
export function fiscalYearOf(day: Day): number {
  return Number(day.slice(0, 4)) + BUDDHIST_ERA + (Number(day.slice(5, 7)) >= 10 ? 1 : 0);
}

/** 1 October before the year's name, e.g. 2569 → 2025-10-01. */
export function fiscalYearStart(fiscalYear: number): Day {
  return `${fiscalYear - BUDDHIST_ERA - 1}-10-01`;
}

/** 30 September of the year's name, e.g. 2569 → 2026-09-30. */
export function fiscalYearEnd(fiscalYear: number): Day {
  return `${fiscalYear - BUDDHIST_ERA}-09-30`;
}
