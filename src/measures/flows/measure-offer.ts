import type { Excerpt, Turn } from '../../conversation/flow';
import { Recollection } from '../../conversation/memory';
import { bangkokDay } from '../../core/bangkok-day';
import type { Listed } from '../offer';
import { loggableFor } from '../offer';
import type { Proposal } from '../proposing/propose';
import { propose } from '../proposing/propose';
import type { RoundBoard } from '../round-board';
import type { Progress } from '../service';

/** What is offered to somebody who wants to report. */
export interface MeasureOffer {
  readonly proposal: Proposal;
  /** True when what was told speaks for the proposal, and not the calendar alone. */
  readonly isTold: boolean;
  /** All that they may report on, see `loggableFor`. */
  readonly all: readonly Listed[];
}

/** A list so short is shown as it is: nothing is gained by hiding one of four. */
const SHORT_LIST = 4;

/** What is offered in this turn; nothing without a plan. */
export async function offerIn(progress: Pick<Progress, 'board'>, turn: Turn<unknown>): Promise<MeasureOffer> {
  const board = await boardOn(progress, turn);
  if (board === undefined) return { proposal: { likely: [] }, isTold: false, all: [] };
  const { actor, now } = turn;
  const day = bangkokDay(now);
  const sentence = sentenceOf(turn);
  const said = propose(board, actor, { sentence, day });
  const isTold = sentence !== undefined && said.likely.length > 0;
  // Words that fit nothing leave what is known without them.
  const proposal = isTold ? said : propose(board, actor, { sentence: undefined, day });
  return { proposal, isTold, all: loggableFor(board, actor) };
}

/** The measures that the question shows: all, or candidates, as the excerpt says; else the likeliest. */
export function shownOf({ proposal, all }: MeasureOffer, { page, values }: Excerpt): readonly Listed[] {
  if (page !== undefined || values !== undefined) return all;
  if (proposal.meant !== undefined) return [proposal.meant];
  const isLikely = ({ measure }: Listed) => proposal.likely.some((each) => each.measure.id === measure.id);
  const rest = all.filter((each) => !isLikely(each));
  return all.length <= SHORT_LIST ? [...proposal.likely, ...rest] : proposal.likely;
}

/** What was told of the work so far. */
function sentenceOf({ answers }: Turn<unknown>): string | undefined {
  const { result } = answers as { readonly result?: unknown };
  return typeof result === 'string' && result !== '' ? result : undefined;
}

const BOARD = new Recollection<Promise<RoundBoard | undefined>>();

/** How the organisation stands, asked for once in a turn. */
export function boardOn(
  progress: Pick<Progress, 'board'>,
  { actor, now, memory }: Turn<unknown>,
): Promise<RoundBoard | undefined> {
  return BOARD.in(memory, () => progress.board(actor, bangkokDay(now)));
}
