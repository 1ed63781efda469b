import type { Actor } from '../../conversation/actor';
import type { Day } from '../../core/bangkok-day';
import type { Listed } from '../offer';
import { listedOf } from '../offer';
import type { RoundBoard } from '../round-board';
import { isOfUnit, mayLog } from '../rules';
import { isInSeason } from './season';
import { suggestMeasures } from './suggest';

/** What a report is probably about. */
export interface Proposal {
  /** The one measure that the sentence clearly means. It is asked for all the same. */
  readonly meant?: Listed;
  /** Best first, at most three; `meant` is the first of them. */
  readonly likely: readonly Listed[];
}

/** More than three are no help. */
const MOST = 3;
/** How much more must speak for the best than for the second, for it to be meant. */
const CLEARLY = 1.5;
/** What must speak for a measure at least, for it to be meant: a thing it is about, named in its title. */
const SURELY = 0.8;

/** How much each thing counts that is known besides the sentence; with a sentence half of it, less than a word. */
const COUNTS = { missing: 0.2, ownUnit: 0.15, begun: 0.15, season: 0.1, mine: 0.1 };

type Known = Pick<RoundBoard, 'measures' | 'latest'>;

/**
 * The measures that what somebody wrote is about, of those they may log: by its words first, then by unit, season,
 * what stands open in the round and what they logged before. Without a sentence (a photo alone) by these alone.
 * Words that fit nothing propose nothing; what fits a measure of another unit best is not meant for one's own.
 */
export function propose(
  board: Known,
  actor: Actor,
  { sentence, day }: { readonly sentence: string | undefined; readonly day: Day },
): Proposal {
  const ranked = listedOf(board)
    .map((listed) => ({ listed, besides: besides(listed, board, actor, day) }))
    .sort((one, other) => other.besides - one.besides);
  const may = ({ listed }: { listed: Listed }) => mayLog(listed.measure, actor);
  if (sentence === undefined) return { likely: firstOf(ranked.filter(may)) };
  const said = new Map(suggestMeasures(sentence, board.measures).map((each) => [each.measureId, each.score]));
  const fitting = ranked
    .map((each) => ({
      ...each,
      speaks: oddsOf(said.get(each.listed.measure.id) ?? 0) * (1 + each.besides / 2),
    }))
    .filter(({ speaks }) => speaks > 0)
    .sort((one, other) => other.speaks - one.speaks);
  const [best, second] = fitting;
  const likely = firstOf(fitting.filter(may));
  const isMeant =
    best !== undefined &&
    may(best) &&
    best.speaks >= SURELY &&
    (second === undefined || best.speaks > second.speaks * CLEARLY);
  return { likely, ...(isMeant ? { meant: best.listed } : {}) };
}

/** A score crowds towards 1; its odds stand as far apart as what speaks for each. */
function oddsOf(score: number): number {
  return score / (1 - score);
}

function firstOf(ranked: readonly { readonly listed: Listed }[]): readonly Listed[] {
  return ranked.slice(0, MOST).map((each) => each.listed);
}

/** What speaks for a measure whatever was written. */
function besides({ measure, state }: Listed, { latest }: Known, actor: Actor, day: Day): number {
  const units = actor.posts.flatMap(({ unitKey }) => unitKey ?? []);
  const speaks = {
    ownUnit: units.some((unitKey) => isOfUnit(measure, unitKey)),
    season: measure.periods.some((period) => isInSeason(period, day)),
    begun: state === 'in-progress' || state === 'not-started',
    mine: state !== 'done' && latest.get(measure.id)?.by === actor.personId,
    missing: state === 'missing',
  };
  return Object.entries(COUNTS).reduce(
    (sum, [name, weight]) => sum + (speaks[name as keyof typeof COUNTS] ? weight : 0),
    0,
  );
}
