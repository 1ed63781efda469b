import type { Day } from '../core/bangkok-day';
import { addDays, daysBetween } from '../core/bangkok-day';
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

/** The first day after `day` on which a stage of one of the rounds is reached; `undefined`: there is none. */
export function nextStageDay(
  rounds: readonly Pick<Round, 'to'>[],
  day: Day,
  stages: readonly Stage[],
): Day | undefined {
  const days = rounds.flatMap(({ to }) => stages.map(({ daysBefore }) => addDays(to, -daysBefore)));
  return days.filter((each) => each > day).sort()[0];
}

/** The id of a person's digest: one per round and stage, however often it is queued. */
export function digestId(orgId: string, { round, stage }: DueStage, personId: string): string {
  return `reminder:${orgId}:${roundId(round)}:${stage.daysBefore}:${personId}`;
}
