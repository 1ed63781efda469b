import type { Day } from '../core/bangkok-day';
import { daysBetween } from '../core/bangkok-day';
import type { Round } from '../core/fiscal-year';
import { roundDeadline, roundKey, roundOf } from '../core/fiscal-year';

/** A reminder before the deadline of every round. */
export interface Stage {
  readonly daysBefore: number;
}

/** A stage whose time has come. */
export interface DueStage {
  readonly stage: Stage;
  readonly round: Round;
  /** Last day of the round: 31 March or 30 September. */
  readonly deadline: Day;
}

/**
 * The stage to be sent on `day`: the latest one reached, until the deadline itself, so that days without
 * power lose none and nobody gets two at once. `undefined`: none is reached yet.
 */
export function dueStage(day: Day, stages: readonly Stage[]): DueStage | undefined {
  const round = roundOf(day);
  const deadline = roundDeadline(round);
  const daysLeft = daysBetween(day, deadline);
  const reached = stages.filter((stage) => daysLeft <= stage.daysBefore);
  const [stage] = reached.sort((one, other) => one.daysBefore - other.daysBefore);
  return stage === undefined ? undefined : { stage, round, deadline };
}

/** The id of a person's digest: one per round and stage, however often it is queued. */
export function digestId(orgId: string, { round, stage }: DueStage, personId: string): string {
  return `reminder:${orgId}:${roundKey(round)}:${stage.daysBefore}:${personId}`;
}
