import type { Day } from '../../core/bangkok-day';
import { daysBetween } from '../../core/bangkok-day';
import type { Period } from '../../core/periods';

/** What lasts longer has no season: it is the whole year's. */
const LONGEST_DAYS = 200;

/**
 * True in the months a period names, of whatever year: a plan may hold for longer than the year it was written
 * for. A deadline is in season in its month and the one before.
 */
export function isInSeason({ start, end, former }: Period, day: Day): boolean {
  if (former === true || end === undefined) return false;
  if (start !== undefined && daysBetween(start, end) > LONGEST_DAYS) return false;
  const first = start === undefined ? monthOf(end) - 1 : monthOf(start);
  const length = (monthOf(end) - first + 12) % 12;
  return (monthOf(day) - first + 12) % 12 <= length;
}

function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}
