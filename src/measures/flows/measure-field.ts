import type { Asked, Control, Wording } from '../../conversation/prompt';
import type { Field, Reading, Turn } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { readNumber } from '../../core/thai-digits';
import { text } from '../../core/texts';
import type { Locale } from '../../core/texts';
import { listedOf, meantBy, offerOf } from '../offer';
import type { Listed, Offer } from '../offer';
import type { RoundBoard } from '../round-board';
import { mayLog } from '../rules';
import type { Progress } from '../service';
import { clip, measureLabel, numeral, plainTitle, roundName, stateMark } from '../wording';

/** LINE shows 13 quick replies; the engine's own (cancel, back) need room. Numbers can always be typed. */
const BUTTONS = 10;
/** Lines of the list in the question; LINE's messages hold 5,000 characters. */
const LINES = 25;
const TITLE = 120;

type Boards = Pick<Progress, 'board'>;

/** The measure reported on: offered by buttons, understood as button, as number in the plan and as words. */
export function measureField(progress: Boards): Field<string> {
  return {
    accepts: ['choice', 'text'],
    controls: async (turn, asked) => {
      const board = await boardOn(progress, turn);
      if (board === undefined) return [];
      const { suggested, others } = offerOf(board, turn.actor, sentenceOf(turn));
      const offered = [...suggested, ...others].slice(0, BUTTONS);
      return offered.map((each) => button(each, turn.actor.locale, asked));
    },
    read: async (input, turn) => {
      const board = await boardOn(progress, turn);
      if (board === undefined) return { ok: false, problem: 'measures.noPlan' };
      const listed = listedOf(board);
      if (input.kind === 'choice') {
        return checked(
          listed.find((each) => each.measure.id === input.value),
          turn,
        );
      }
      return input.kind === 'text' ? readTyped(input.text, listed, turn) : whichNumber(turn);
    },
    show: async (id, turn) => {
      const board = await boardOn(progress, turn);
      const measure = board?.measures.find((each) => each.id === id);
      return measure === undefined
        ? { key: 'measures.problem.unknown' }
        : { literal: clip(plainTitle(measure.title), TITLE) };
    },
  };
}

/** The question: the measures by number and state, those that the sentence suggests first. */
export async function askMeasure(progress: Boards, turn: Turn<unknown>): Promise<Wording> {
  const board = await boardOn(progress, turn);
  if (board === undefined) return { key: 'measures.noPlan' };
  const { locale } = turn.actor;
  const { suggested, others } = offerOf(board, turn.actor, sentenceOf(turn));
  if (suggested.length + others.length === 0) return { key: 'measures.log.nothingToLog' };
  const params = { round: roundName(locale, board.round), list: listText(others, locale) };
  return suggested.length === 0
    ? { key: 'measures.log.askMeasure', params }
    : { key: 'measures.log.askSuggested', params: { ...params, suggested: listText(suggested, locale) } };
}

function listText(listed: Offer['others'], locale: Locale): string {
  const lines = listed.slice(0, LINES).map(({ measure, number, state }) =>
    text(locale, 'measures.log.listLine', {
      mark: stateMark(locale, state),
      number: numeral(locale, number),
      title: clip(plainTitle(measure.title), TITLE),
    }),
  );
  const more = listed.length - LINES;
  if (more > 0) lines.push(text(locale, 'measures.log.listMore', { number: numeral(locale, more) }));
  return lines.join('\n');
}

function button({ measure, number }: Listed, locale: Locale, asked: Asked): Control {
  return { kind: 'choice', value: measure.id, label: measureLabel(locale, number, measure), asked };
}

function readTyped(typed: string, listed: readonly Listed[], turn: Turn<unknown>): Reading<string> {
  // A button's label typed or copied begins with the number: "๓. ประกาศ…".
  const number = readNumber(/^\s*([\d\u0e50-\u0e59]+)\s*(?:[.)].*)?$/s.exec(typed)?.[1] ?? '');
  if (number !== undefined)
    return checked(
      listed.find((each) => each.number === number),
      turn,
    );
  const meant = meantBy(typed, listed);
  return meant === undefined ? whichNumber(turn) : checked(meant, turn);
}

function checked(found: Listed | undefined, { actor }: Turn<unknown>): Reading<string> {
  if (found === undefined) return { ok: false, problem: 'measures.problem.unknown' };
  if (!mayLog(found.measure, actor)) return { ok: false, problem: 'measures.problem.notYours' };
  return { ok: true, value: found.measure.id };
}

function whichNumber({ actor }: Turn<unknown>): Reading<string> {
  const example = numeral(actor.locale, 1);
  return { ok: false, problem: 'measures.problem.whichNumber', params: { example } };
}

function boardOn(progress: Boards, turn: Turn<unknown>): Promise<RoundBoard | undefined> {
  return progress.board(turn.actor.orgId, bangkokDay(turn.now));
}

/** The sentence the conversation was opened with has become the result. */
function sentenceOf(turn: Turn<unknown>): string | undefined {
  return 'result' in turn.answers && typeof turn.answers.result === 'string'
    ? turn.answers.result
    : undefined;
}
