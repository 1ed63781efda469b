import type { Actor } from '../conversation/actor';
import type { Measure } from './plan';
import type { MeasureState } from './progress';
import type { RoundBoard } from './round-board';
import { mayLog, ownMeasures, stateOf } from './rules';
import { suggestMeasures } from './suggest';

/** A measure as a list shows it. */
export interface Listed {
  readonly measure: Measure;
  /** Its place in the plan, from 1: what people type and what every list and button shows. */
  readonly number: number;
  readonly state: MeasureState;
}

/** All measures of the plan with number and state, in the plan's order. */
export function listedOf(board: Pick<RoundBoard, 'measures' | 'latest'>): Listed[] {
  return board.measures.map((measure, index) => ({
    measure,
    number: index + 1,
    state: stateOf(measure.id, board.latest),
  }));
}

/** The measures the person looks after: own unit first, then everyone's; each with its plan number. */
export function listedForPerson(board: RoundBoard, actor: Actor): Listed[] {
  const listed = new Map(listedOf(board).map((each) => [each.measure.id, each]));
  return ownMeasures(board.measures, actor).flatMap((measure) => listed.get(measure.id) ?? []);
}

/** More suggestions than three are no help. */
const MOST_SUGGESTED = 3;

/** What is offered to somebody who wants to log. */
export interface Offer {
  /** Measures the sentence probably speaks of, best first; at most three. */
  readonly suggested: readonly Listed[];
  /** Everything that may be logged: without progress first, own unit first within that; none twice. */
  readonly others: readonly Listed[];
}

/** Suggestions come first when there is a sentence; only what the person may log is ever offered. */
export function offerOf(board: RoundBoard, actor: Actor, sentence: string | undefined): Offer {
  const own = listedForPerson(board, actor);
  const rest = listedOf(board).filter(
    (each) => mayLog(each.measure, actor) && !own.some((mine) => mine.measure.id === each.measure.id),
  );
  const loggable = [...own, ...rest];
  const ranked = sentence === undefined ? [] : suggestedOf(loggable, sentence);
  const suggested = ranked.slice(0, MOST_SUGGESTED).map((each) => each.listed);
  const left = loggable.filter((each) => !suggested.includes(each));
  return {
    suggested,
    others: [
      ...left.filter((each) => each.state === 'missing'),
      ...left.filter((each) => each.state !== 'missing'),
    ],
  };
}

/** How far the best suggestion must be ahead to be taken as meant. */
const CLEARLY = 1.4;

/** The measure that typed words can only mean; several when it is unclear which; none when none fits. */
export function measuresMeant(typed: string, listed: readonly Listed[]): readonly Listed[] {
  const ranked = suggestedOf(listed, typed);
  const [best, second] = ranked;
  if (best === undefined) return [];
  const clear = second === undefined || best.score > second.score * CLEARLY;
  return ranked.slice(0, clear ? 1 : MOST_SUGGESTED).map((each) => each.listed);
}

function suggestedOf(listed: readonly Listed[], sentence: string): { listed: Listed; score: number }[] {
  const measures = listed.map((each) => each.measure);
  return suggestMeasures(sentence, measures).flatMap(({ measureId, score }) => {
    const found = listed.find((each) => each.measure.id === measureId);
    return found === undefined ? [] : [{ listed: found, score }];
  });
}
