import { choiceControls } from '../../conversation/fields/choosing';
import { MOST_CHOICES, pageOf, readPage } from '../../conversation/fields/pages';
import type { Field, Turn } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { text } from '../../core/texts';
import { showNumber } from '../../core/thai-digits';
import type { Asked, CardRow, Control, Wording } from '../../speech/prompt';
import { readItemNumber } from '../../speech/typed';
import { shorten } from '../../speech/wording';
import type { Listed } from '../offer';
import { listedOf } from '../offer';
import type { Progress, Reporting } from '../service';
import { measureLabel, roundsInQuestion, shownTitle, stateKey, stateMark } from '../wording';
import type { MeasureOffer } from './measure-offer';
import { boardOn, offerIn, shownOf } from './measure-offer';
import { ALL, allOf, asksForAll, checked, readTyped, whichNumber } from './measure-reading';

const TITLE = 120;

type Boards = Pick<Progress, 'board' | 'reporting'>;

/**
 * The measure reported on. The likeliest are offered first, and one that is clearly meant alone; all others are
 * one tap away. Understood as a button, as a number in the plan and as a name; what tells of work done is none.
 */
export function measureField(progress: Boards): Field<string> {
  return {
    accepts: ['choice', 'text'],
    controls: async (turn, asked, excerpt = {}) => {
      const offer = await offerIn(progress, turn);
      const shown = shownOf(offer, excerpt);
      if (isWhole(excerpt))
        return choiceControls(shown.map(choiceIn(turn)), turn, asked, excerpt, MOST_CHOICES);
      const { meant } = offer.proposal;
      if (meant !== undefined) return [choose(meant, 'measures.log.yes', asked), showAll(asked)];
      const controls = choiceControls(shown.map(choiceIn(turn)), turn, asked, {}, MOST_CHOICES);
      return shown.length < offer.all.length ? [...controls, showAll(asked)] : controls;
    },
    rows: async (turn, asked, excerpt = {}) => {
      const offer = await offerIn(progress, turn);
      // The question names it already.
      if (!isWhole(excerpt) && offer.proposal.meant !== undefined) return [];
      const page = pageOf(shownOf(offer, excerpt), excerpt, MOST_CHOICES, (each) => each.measure.id);
      const isSuggested = isWhole(excerpt) ? () => false : suggestedIn(offer);
      return page.items.map((each) => row(each, isSuggested(each), turn, asked));
    },
    read: async (input, turn) => {
      if (input.kind !== 'choice' && input.kind !== 'text') return whichNumber();
      const board = await boardOn(progress, turn);
      const offer = await offerIn(progress, turn);
      if (board === undefined) return { ok: false, problem: 'measures.noPlan' };
      const page = readPage(input, offer.all.length, MOST_CHOICES);
      if (page !== undefined) return page;
      if (asksForAll(input, offer)) return allOf(offer.all);
      if (input.kind === 'text') return readTyped(input.text, offer, board, turn);
      const known = listedOf(board).find((each) => each.measure.id === input.value);
      return checked((known ?? (await reportable(progress, turn, input.value)))?.measure, turn);
    },
    // "1" may be meant as the first that is shown, and is a number of the plan.
    repeats: (typed) => readItemNumber(typed) !== undefined,
    show: async (id, turn) => {
      const board = await boardOn(progress, turn);
      const known = board?.measures.find((each) => each.id === id);
      const measure = known ?? (await reportable(progress, turn, id))?.measure;
      return measure === undefined
        ? { key: 'measures.problem.unknown' }
        : { literal: shorten(shownTitle(turn.actor.locale, measure.title), TITLE) };
    },
  };
}

/** The question: whether it is the measure that is clearly meant, else which one. */
export async function askMeasure(progress: Boards, turn: Turn<unknown>): Promise<Wording> {
  const board = await boardOn(progress, turn);
  if (board === undefined) return { key: 'measures.noPlan' };
  const { all, proposal, isTold } = await offerIn(progress, turn);
  if (all.length === 0) return { key: 'measures.log.nothingToLog' };
  const { locale } = turn.actor;
  if (proposal.meant !== undefined) {
    const { measure, number } = proposal.meant;
    const title = shownTitle(locale, measure.shortTitle);
    const answers = { yes: text(locale, 'measures.log.yes'), all: text(locale, 'measures.log.showAll') };
    return { key: 'measures.log.askMeant', params: { number, title, ...answers } };
  }
  const round = roundsInQuestion(locale, board);
  return { key: isTold ? 'measures.log.askSuggested' : 'measures.log.askMeasure', params: { round } };
}

/** True when a part of the whole list is shown, or the candidates of an unclear answer. */
function isWhole({ page, values }: { page?: number; values?: readonly string[] }): boolean {
  return page !== undefined || values !== undefined;
}

function suggestedIn({ proposal, isTold }: MeasureOffer): (each: Listed) => boolean {
  return ({ measure }) => isTold && proposal.likely.some((likely) => likely.measure.id === measure.id);
}

function choiceIn({ actor }: Turn<unknown>): (each: Listed) => { value: string; label: Wording } {
  return ({ measure, number }) => ({ value: measure.id, label: measureLabel(actor.locale, number, measure) });
}

function choose({ measure }: Listed, key: 'measures.log.yes', asked: Asked): Control {
  return { kind: 'choice', value: measure.id, label: { key }, asked };
}

function showAll(asked: Asked): Control {
  return { kind: 'choice', value: ALL, label: { key: 'measures.log.showAll' }, asked };
}

function row(
  { measure, number, state }: Listed,
  suggested: boolean,
  turn: Turn<unknown>,
  asked: Asked,
): CardRow {
  const { locale } = turn.actor;
  const label: Wording = { key: 'measures.log.pick', params: { number } };
  return {
    label: { literal: `${stateMark(locale, state)} ${showNumber(number, locale)}` },
    value: { literal: shownTitle(turn.actor.locale, measure.shortTitle) },
    note: { key: suggested ? 'measures.log.suggested' : stateKey(state) },
    action: { kind: 'choice', value: measure.id, label, asked },
  };
}

/** A button may be of last year's plan while its last round is still being reported on. */
function reportable(
  progress: Boards,
  { actor, now }: Turn<unknown>,
  id: string,
): Promise<Reporting | undefined> {
  return progress.reporting(actor, bangkokDay(now), id);
}
