/** Reads the periods that plans write in their own words; `docs/periods.md` says which, and how. */
export type { Every } from './kinds';
export type { Period, PeriodsRead, PeriodWarning } from './parse';
export { parsePeriods } from './parse';
