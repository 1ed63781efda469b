import type { Actor } from '../conversation/actor';
import type { Measure } from './plan';
import type { MeasureState } from './progress';
import type { RoundBoard } from './round-board';
import { mayLog, ownMeasures, stateOf } from './rules';

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

/** All that the person may log: without progress first, own unit first within that. */
export function loggableFor(board: RoundBoard, actor: Actor): readonly Listed[] {
  const own = listedForPerson(board, actor);
  const rest = listedOf(board).filter(
    (each) => mayLog(each.measure, actor) && !own.some((mine) => mine.measure.id === each.measure.id),
  );
  const all = [...own, ...rest];
  return [
    ...all.filter((each) => each.state === 'missing'),
    ...all.filter((each) => each.state !== 'missing'),
  ];
}
