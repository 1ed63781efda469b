import { choiceControls } from '../../conversation/fields/choosing';
import { MOST_CHOICES, pageOf, readPage } from '../../conversation/fields/pages';
import type { Field, Reading, Turn } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { readNumber, showNumber } from '../../core/thai-digits';
import type { Asked, CardRow, Wording } from '../../speech/prompt';
import { readItemNumber } from '../../speech/typed';
import { shorten } from '../../speech/wording';
import type { Listed, Offer } from '../offer';
import { listedOf, measuresMeant, offerOf } from '../offer';
import type { Measure } from '../plan';
import type { RoundBoard } from '../round-board';
import { mayLog } from '../rules';
import type { Progress, Reporting } from '../service';
import { measureLabel, plainTitle, roundsInQuestion, stateKey, stateMark } from '../wording';

const TITLE = 120;

type Boards = Pick<Progress, 'board' | 'reporting'>;

/** The measure reported on: offered by buttons, understood as button, as number in the plan and as words. */
export function measureField(progress: Boards): Field<string> {
  return {
    accepts: ['choice', 'text'],
    controls: async (turn, asked, excerpt = {}) => {
      const { locale } = turn.actor;
      const choices = offered(await offerIn(progress, turn)).map(({ measure, number }) => ({
        value: measure.id,
        label: measureLabel(locale, number, measure),
      }));
      return choiceControls(choices, turn, asked, excerpt, MOST_CHOICES);
    },
    rows: async (turn, asked, excerpt = {}) => {
      const offer = await offerIn(progress, turn);
      const page = pageOf(offered(offer), excerpt, MOST_CHOICES, (each) => each.measure.id);
      return page.items.map((each) => row(each, offer.suggested.includes(each), turn, asked));
    },
    read: async (input, turn) => {
      const board = await boardOn(progress, turn);
      if (board === undefined) return { ok: false, problem: 'measures.noPlan' };
      if (input.kind !== 'choice' && input.kind !== 'text') return whichNumber(turn);
      const all = offered(offerOf(board, turn.actor, sentenceOf(turn)));
      const page = readPage(input, all.length, MOST_CHOICES);
      if (page !== undefined) return page;
      const listed = listedOf(board);
      if (input.kind === 'text') return readTyped(input.text, listed, turn);
      const known = listed.find((each) => each.measure.id === input.value);
      return checked((known ?? (await reportable(progress, turn, input.value)))?.measure, turn);
    },
    show: async (id, turn) => {
      const board = await boardOn(progress, turn);
      const known = board?.measures.find((each) => each.id === id);
      const measure = known ?? (await reportable(progress, turn, id))?.measure;
      return measure === undefined
        ? { key: 'measures.problem.unknown' }
        : { literal: shorten(plainTitle(measure.title), TITLE) };
    },
  };
}

/** The question; it names the measures that the sentence suggests, for the person to confirm. */
export async function askMeasure(progress: Boards, turn: Turn<unknown>): Promise<Wording> {
  const board = await boardOn(progress, turn);
  if (board === undefined) return { key: 'measures.noPlan' };
  const { locale } = turn.actor;
  const { suggested, others } = offerOf(board, turn.actor, sentenceOf(turn));
  if (suggested.length + others.length === 0) return { key: 'measures.log.nothingToLog' };
  const round = roundsInQuestion(locale, board);
  const numbers = suggested.map((each) => showNumber(each.number, locale)).join(', ');
  return suggested.length === 0
    ? { key: 'measures.log.askMeasure', params: { round } }
    : { key: 'measures.log.askSuggested', params: { round, numbers } };
}

function row(
  { measure, number, state }: Listed,
  suggested: boolean,
  turn: Turn<unknown>,
  asked: Asked,
): CardRow {
  const { locale } = turn.actor;
  const shown = showNumber(number, locale);
  const label: Wording = { key: 'measures.log.pick', params: { number: shown } };
  return {
    label: { literal: `${stateMark(locale, state)} ${shown}` },
    value: { literal: shorten(plainTitle(measure.title), TITLE) },
    note: { key: suggested ? 'measures.log.suggested' : stateKey(state) },
    action: { kind: 'choice', value: measure.id, label, asked },
  };
}

function readTyped(typed: string, listed: readonly Listed[], turn: Turn<unknown>): Reading<string> {
  // A button's label, typed or copied, begins with the number: "๓. ประกาศ…".
  const label = readNumber(/^\s*([\d\u0e50-\u0e59]+)[.)]/.exec(typed)?.[1] ?? '');
  const number = readItemNumber(typed) ?? label;
  if (number !== undefined) {
    return checked(listed.find((each) => each.number === number)?.measure, turn);
  }
  const loggable = listed.filter((each) => mayLog(each.measure, turn.actor));
  const [best, ...others] = measuresMeant(typed, loggable);
  if (best === undefined) return whichNumber(turn);
  if (others.length === 0) return { ok: true, value: best.measure.id };
  const values = [best, ...others].map((each) => each.measure.id);
  return { ok: false, problem: 'conversation.problem.severalMatch', excerpt: { values } };
}

function whichNumber({ actor }: Turn<unknown>): Reading<string> {
  const example = showNumber(1, actor.locale);
  return { ok: false, problem: 'measures.problem.whichNumber', params: { example } };
}

function checked(found: Measure | undefined, { actor }: Turn<unknown>): Reading<string> {
  if (found === undefined) return { ok: false, problem: 'measures.problem.unknown' };
  if (!mayLog(found, actor)) return { ok: false, problem: 'measures.problem.notYours' };
  return { ok: true, value: found.id };
}

async function offerIn(progress: Boards, turn: Turn<unknown>): Promise<Offer> {
  const board = await boardOn(progress, turn);
  return board === undefined ? { suggested: [], others: [] } : offerOf(board, turn.actor, sentenceOf(turn));
}

function offered({ suggested, others }: Offer): Listed[] {
  return [...suggested, ...others];
}

/** A button may be of last year's plan while its last round is still being reported on. */
function reportable(
  progress: Boards,
  { actor, now }: Turn<unknown>,
  id: string,
): Promise<Reporting | undefined> {
  return progress.reporting(actor, bangkokDay(now), id);
}

/** One turn asks for the same board again and again; its moment is what its parts have in common. */
const boards = new WeakMap<Boards, WeakMap<Date, Promise<RoundBoard | undefined>>>();

function boardOn(progress: Boards, { actor, now }: Turn<unknown>): Promise<RoundBoard | undefined> {
  const known = boards.get(progress) ?? new WeakMap<Date, Promise<RoundBoard | undefined>>();
  boards.set(progress, known);
  const board = known.get(now) ?? progress.board(actor, bangkokDay(now));
  known.set(now, board);
  return board;
}

/** The sentence the conversation was opened with has become the result. */
function sentenceOf(turn: Turn<unknown>): string | undefined {
  return 'result' in turn.answers && typeof turn.answers.result === 'string'
    ? turn.answers.result
    : undefined;
}
