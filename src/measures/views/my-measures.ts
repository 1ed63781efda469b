import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { present } from '../../core/present';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { CardRow, Control, Prompt } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import type { Listed } from '../offer';
import { listedForPerson } from '../offer';
import type { RoundBoard } from '../round-board';
import { roundName } from '../round-rules';
import type { Progress } from '../service';
import { entryLine, openLog, openMyMeasures, openRound, shownTitle, stateMark } from '../wording';
import { noPlan } from './no-plan';

/** Rows of one card; more are on the next page. */
const PAGE = 10;
const TITLE = 100;

/**
 * The measures of the person's unit with their state this round; `subject` is a page, from 1, and may name
 * another round before it, see `openMyMeasures`.
 */
export function myMeasures({ progress }: { progress: Pick<Progress, 'board'> }): View {
  return {
    name: 'my-measures',
    mayOpen: forDuty('see-measures'),
    show: async (subject, { actor, now }) => {
      const { round, page } = readPlace(subject?.id);
      const board = await progress.board(actor, bangkokDay(now), round);
      if (board === undefined) return noPlan;
      const own = listedForPerson(board, actor);
      return own.length === 0 ? [{ text: { key: 'measures.mine.none' } }] : [card(board, own, actor, page)];
    },
  };
}

function card(board: RoundBoard, own: readonly Listed[], actor: Actor, wanted: number): Prompt {
  const { locale } = actor;
  const pages = Math.ceil(own.length / PAGE);
  const page = Math.min(wanted, pages);
  const missing = own.filter((each) => each.state === 'missing');
  const counts = { missing: showNumber(missing.length, locale), total: showNumber(own.length, locale) };
  const round = roundName(locale, board.round);
  const next = missing[0];
  const actions: Control[] = [
    ...(next === undefined ? [] : [openLog(next.measure.id, { key: 'measures.button.logNext' })]),
    ...(page < pages ? [openMyMeasures(page + 1, board.round)] : []),
    ...(board.writing === undefined ? [] : [openRound('my-measures', board.writing, locale)]),
  ];
  return {
    text: { key: 'measures.mine.summary', params: { round, ...counts } },
    card: {
      kind: 'list',
      title: { key: 'measures.mine.title' },
      subtitle: { literal: round },
      rows: own.slice((page - 1) * PAGE, page * PAGE).map((each) => row(board, each, actor)),
      footnote:
        missing.length === 0
          ? { key: 'measures.mine.complete' }
          : { key: 'measures.mine.remaining', params: counts },
      actions,
    },
  };
}

function row(board: RoundBoard, { measure, number, state }: Listed, { locale }: Actor): CardRow {
  return {
    label: { literal: `${stateMark(locale, state)} ${showNumber(number, locale)}` },
    value: { literal: shorten(shownTitle(locale, measure.title), TITLE) },
    note: { literal: entryLine(locale, board.latest.get(measure.id), board) },
    action: openLog(measure.id, { key: 'measures.button.log' }),
  };
}

/** "2", "2569-12" or "2569-12.2"; what is none of them is the first page. */
function readPlace(param = ''): { round?: string; page: number } {
  const [, round, page] = /^(?:(\d{4}-[a-z0-9]+)(?:\.|$))?(\d*)$/.exec(param) ?? [];
  return { ...present({ round }), page: Math.max(1, Number(page ?? 1)) };
}
