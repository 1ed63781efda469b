import type { Day } from '../core/bangkok-day';
import type { Measure } from './plan';
import type { PlanVersion } from './plan-reader';
import type { Round } from './round-rules';
import { currentRound, isOpen, isSameRound, roundInWriting } from './round-rules';

/** The plans and rounds an organisation reports on around a day; `plan-service.ts` provides it. */
export interface PlansAround {
  /** Of the fiscal year of the day and of the year before. */
  readonly rounds: readonly Round[];
  /** The plan that holds in a fiscal year. */
  planOf(fiscalYear: number): Promise<PlanVersion | undefined>;
}

/** A round that a report on a measure may count for, with the plan the measure stands in then. */
export interface Place {
  readonly round: Round;
  readonly version: PlanVersion;
  readonly measure: Measure;
}

/** What a report on a measure may count for. */
export interface Reporting {
  readonly measure: Measure;
  /** What it probably is for. */
  readonly proposed: Round;
  /** All that are open, in the order in which they end; the proposed one is among them. */
  readonly open: readonly Place[];
}

/** All rounds whose plan has the measure, closed ones too: nothing means that nobody knows the measure. */
export async function placesOf(measureId: string, around: PlansAround): Promise<Place[]> {
  const places = await Promise.all(
    around.rounds.map(async (round): Promise<Place[]> => {
      const version = await around.planOf(round.fiscalYear);
      const measure = version?.measures.find((each) => each.id === measureId);
      return version === undefined || measure === undefined ? [] : [{ round, version, measure }];
    }),
  );
  return places.flat();
}

/**
 * Proposes a round by the day: the one that has just ended as long as its report is being written and has
 * nothing of this measure yet, else the one that runs. `undefined` when none is open.
 */
export async function reportingOf(
  places: readonly Place[],
  { rounds }: Pick<PlansAround, 'rounds'>,
  day: Day,
  hasEntryIn: (round: Round) => Promise<boolean>,
): Promise<Reporting | undefined> {
  const open = places.filter(({ round }) => isOpen(round, day));
  const openOne = (wanted: Round | undefined) =>
    open.find(({ round }) => wanted !== undefined && isSameRound(round, wanted));
  const ended = openOne(roundInWriting(rounds, day));
  const running = openOne(currentRound(rounds, day));
  const isEnded = ended !== undefined && (running === undefined || !(await hasEntryIn(ended.round)));
  const proposed = isEnded ? ended : (running ?? open.at(-1));
  return proposed && { measure: proposed.measure, proposed: proposed.round, open };
}
