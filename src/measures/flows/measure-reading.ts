import type { Input, Reading, Turn } from '../../conversation/flow';
import { readNumber } from '../../core/thai-digits';
import { findTyped, plain, readItemNumber, wordsOf } from '../../speech/typed';
import { lengthOf } from '../../speech/wording';
import { saysWrong, saysYes } from '../../speech/words';
import type { Listed } from '../offer';
import { listedOf } from '../offer';
import type { Measure } from '../plan';
import type { RoundBoard } from '../round-board';
import { mayLog } from '../rules';
import type { MeasureOffer } from './measure-offer';

/** Choice value of the button that shows all there is to report on. */
export const ALL = 'all';

/** True when all measures are asked for, or the one that was proposed is not it. */
export function asksForAll(input: Input, { proposal }: MeasureOffer): boolean {
  if (input.kind === 'choice') return input.value === ALL;
  if (input.kind !== 'text') return false;
  const typed = plain(input.text);
  const denies = proposal.meant !== undefined && wordsOf('conversation.words.no').includes(typed);
  return denies || saysWrong(input.text) || wordsOf('measures.words.all').includes(typed);
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
 * The measure that typed words name: its number in the plan, or a part of its title. Whatever else is typed is no
 * name and is refused: it tells of work, belongs to the result, and proposes measures from there.
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
  if (saysYes(typed) && proposal.meant !== undefined) return { ok: true, value: proposal.meant.measure.id };
  // "Yes" to several is none of them, and no word of the report.
  if (saysYes(typed) && proposal.likely.length > 0) return among(proposal.likely);
  if (lengthOf(typed) < SHORTEST_NAME) return whichNumber();
  const titles = all.map(({ measure }) => `${measure.title}\n${measure.shortTitle}`);
  const named = findTyped(typed, titles).flatMap((index) => all[index] ?? []);
  return named.length === 0 ? whichNumber() : among(named);
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
