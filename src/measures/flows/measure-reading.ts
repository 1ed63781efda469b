import type { Input, Reading, Turn } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { readNumber } from '../../core/thai-digits';
import { findTyped, plain, readItemNumber, wordsOf } from '../../speech/typed';
import { lengthOf } from '../../speech/wording';
import type { Listed } from '../offer';
import { listedOf } from '../offer';
import type { Measure } from '../plan';
import { propose } from '../proposing/propose';
import { statusSaid } from '../proposing/status-said';
import type { RoundBoard } from '../round-board';
import { mayLog } from '../rules';
import type { MeasureOffer } from './measure-offer';

/** Choice value of the button that shows all there is to report on. */
export const ALL = 'all';

/** Code points of a name; what is longer tells something. */
const LONGEST_NAME = 40;

/** True when all measures are asked for, or the one that was proposed is not it. */
export function asksForAll(input: Input, { proposal }: MeasureOffer): boolean {
  if (input.kind === 'choice') return input.value === ALL;
  if (input.kind !== 'text') return false;
  const typed = plain(input.text);
  const denies = proposal.meant !== undefined && wordsOf('conversation.words.no').includes(typed);
  return denies || wordsOf('measures.words.all').includes(typed);
}

/** Asks again, with all of them. */
export function allOf({ length }: readonly Listed[]): Reading<string> {
  return {
    ok: false,
    problem: 'measures.log.all',
    params: { number: length },
    excerpt: { page: 1 },
    miss: false,
  };
}

/**
 * The measure that typed words name: its number in the plan, a part of its title, or words that fit it. What
 * tells of work is no name and is refused: it belongs to the result.
 */
export function readTyped(
  typed: string,
  { proposal, all }: MeasureOffer,
  board: RoundBoard,
  turn: Turn<unknown>,
): Reading<string> {
  // A button's label, typed or copied, begins with the number: "๓. ประกาศ…".
  const label = readNumber(/^\s*([\d\u0e50-\u0e59]+)[.)]/.exec(typed)?.[1] ?? '');
  const number = readItemNumber(typed) ?? label;
  if (number !== undefined)
    return checked(listedOf(board).find((each) => each.number === number)?.measure, turn);
  const agrees = wordsOf('conversation.words.yes').includes(plain(typed));
  if (agrees && proposal.meant !== undefined) return { ok: true, value: proposal.meant.measure.id };
  const titles = all.map(({ measure }) => `${measure.title}\n${measure.shortTitle}`);
  const named =
    lengthOf(typed) < SHORTEST_NAME ? [] : findTyped(typed, titles).flatMap((index) => all[index] ?? []);
  if (named.length > 0) return among(named);
  if (tells(typed, turn)) return whichNumber();
  const { meant, likely } = propose(board, turn.actor, { sentence: typed, day: bangkokDay(turn.now) });
  if (meant !== undefined) return { ok: true, value: meant.measure.id };
  return likely.length === 0 ? whichNumber() : among(likely);
}

/** In a shorter text a part of a title is chance. */
const SHORTEST_NAME = 5;

/** The only one, else a question which of them. */
function among(found: readonly Listed[]): Reading<string> {
  const [only, ...others] = found.map(({ measure }) => measure.id);
  if (only !== undefined && others.length === 0) return { ok: true, value: only };
  const values = found.map(({ measure }) => measure.id);
  return { ok: false, problem: 'conversation.problem.severalMatch', excerpt: { values } };
}

/** True for a sentence about work: after a photo alone, whatever is no title tells what it shows. */
function tells(typed: string, { answers }: Turn<unknown>): boolean {
  const { result, evidence } = answers as { readonly result?: unknown; readonly evidence?: unknown };
  const isPhotoAlone = result === undefined && Array.isArray(evidence) && evidence.length > 0;
  return statusSaid(typed) !== undefined || lengthOf(typed) > LONGEST_NAME || isPhotoAlone;
}

/** Asks for the number. */
export function whichNumber(): Reading<string> {
  return { ok: false, problem: 'measures.problem.whichNumber', params: { example: 1 } };
}

/** A measure that was chosen, if it is one that the person may report on. */
export function checked(found: Measure | undefined, { actor }: Turn<unknown>): Reading<string> {
  if (found === undefined) return { ok: false, problem: 'measures.problem.unknown' };
  if (!mayLog(found, actor)) return { ok: false, problem: 'measures.problem.notYours' };
  return { ok: true, value: found.id };
}
