import type { Day } from '../core/bangkok-day';
import { daysBetween } from '../core/bangkok-day';
import type { Round } from '../measures/round-rules';
import { roundId } from '../measures/round-rules';

/** A reminder before the deadline of every round. */
export interface Stage {
  readonly daysBefore: number;
}

/** A stage whose time has come. */
export interface DueStage {
  readonly stage: Stage;
  readonly round: Pick<Round, 'fiscalYear' | 'key'>;
  /** Last day of the round. */
  readonly deadline: Day;
}

/**
 * The stage to be sent on `day` in the round that runs: the latest one reached, until the deadline itself, so
 * that days without power lose none and nobody gets two at once. `undefined`: none is reached yet, or the
 * round is over or closed.
 */
export function dueStage(
  round: Pick<Round, 'fiscalYear' | 'key' | 'to' | 'closed'>,
  day: Day,
  stages: readonly Stage[],
): DueStage | undefined {
  const deadline = round.to;
  const daysLeft = daysBetween(day, deadline);
  if (daysLeft < 0 || round.closed !== undefined) return undefined;
  const reached = stages.filter((stage) => daysLeft <= stage.daysBefore);
  const [stage] = reached.sort((one, other) => one.daysBefore - other.daysBefore);
  return stage === undefined ? undefined : { stage, round, deadline };
}

/** The id of a person's digest: one per round and stage, however often it is queued. */
export function digestId(orgId: string, { round, stage }: DueStage, personId: string): string {
  return `reminder:${orgId}:${roundId(round)}:${stage.daysBefore}:${personId}`;
}
