import type { Day } from '../core/bangkok-day';
import { daysBetween } from '../core/bangkok-day';
import type { Measure, Plan } from './plan';
import type { EntryState, Round } from './round-rules';
import { isOfRound, isSameRound } from './round-rules';
import type { Readiness, Standings } from './rules';
import { readinessOf, withoutProgress } from './rules';

/** One line of the board: a unit as the plan names it, or all units, or everybody. */
export interface UnitReadiness extends Readiness {
  /** `undefined` for "all units", "everybody" and for measures that name nobody. */
  readonly unitKey: string | undefined;
  /** As printed in the plan; empty for measures that name nobody. */
  readonly name: string;
}

/** How an organisation stands in a round. */
export interface RoundBoard extends Readiness {
  readonly planId: string;
  readonly round: Round;
  /** The round's last day. */
  readonly deadline: Day;
  /** 0 on the last day of the round, negative after it. */
  readonly daysLeft: number;
  readonly measures: readonly Measure[];
  /** What counts for each measure, by its id: its newest entry, or work done in an earlier round. */
  readonly latest: ReadonlyMap<string, EntryState>;
  /** The earlier round that the entry is carried forward from; `undefined` for one of the round itself. */
  carriedFrom(entry: EntryState): Round | undefined;
  /** Another round that has ended and whose report is being written. */
  readonly writing?: Round;
  readonly units: readonly UnitReadiness[];
  /** Measures nobody has reported on, in the order of the plan. */
  readonly without: readonly Measure[];
}

/**
 * Builds the board. A measure of several units is counted in the line of each; where one unit leads
 * ("งานหลัก", Na Kok) it alone answers for the measure. The totals count every measure once.
 */
export function boardOf(given: {
  plan: Pick<Plan, 'id'>;
  measures: readonly Measure[];
  latest: ReadonlyMap<string, EntryState>;
  round: Round;
  /** The rounds an entry may be carried from. */
  rounds?: readonly Round[];
  /** See `roundInWriting`. */
  writing?: Round | undefined;
  day: Day;
}): RoundBoard {
  const { plan, measures, latest, round, rounds = [], writing, day } = given;
  return {
    planId: plan.id,
    round,
    deadline: round.to,
    daysLeft: daysBetween(day, round.to),
    measures,
    latest,
    carriedFrom: (entry) =>
      isOfRound(entry, round) ? undefined : rounds.find((each) => isOfRound(entry, each)),
    ...(writing === undefined || isSameRound(writing, round) ? {} : { writing }),
    units: unitsOf(measures, latest),
    without: withoutProgress(measures, latest),
    ...readinessOf(measures, latest),
  };
}

/** Names of those who answer for a measure, as printed: its lead, else all that are named. */
export function answerable(measure: Measure): { unitKey: string | undefined; name: string }[] {
  const leads = measure.responsible.filter((each) => each.lead);
  const named = leads.length > 0 ? leads : measure.responsible;
  return named.map(({ unitKey, name }) => ({ unitKey, name }));
}

function unitsOf(measures: readonly Measure[], latest: Standings): UnitReadiness[] {
  const lines = new Map<string, { unitKey: string | undefined; name: string; measures: Measure[] }>();
  for (const measure of measures) {
    const answering = answerable(measure);
    for (const unit of answering.length > 0 ? answering : [{ unitKey: undefined, name: '' }]) {
      const key = unit.unitKey ?? `name:${unit.name}`;
      const line = lines.get(key) ?? { ...unit, measures: [] };
      if (!line.measures.includes(measure)) line.measures.push(measure);
      lines.set(key, line);
    }
  }
  return [...lines.values()].map((line) => ({
    unitKey: line.unitKey,
    name: line.name,
    ...readinessOf(line.measures, latest),
  }));
}
