import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import type { Day } from '../../core/bangkok-day';
import { bangkokDay } from '../../core/bangkok-day';
import { present } from '../../core/present';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import { bestOf } from '../../speech/best';
import type { CardRow, Control, Prompt } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import type { Listed } from '../offer';
import { listedForPerson } from '../offer';
import { propose } from '../proposing/propose';
import type { RoundBoard } from '../round-board';
import { roundName } from '../round-rules';
import type { Progress } from '../service';
import { entryLine, openLog, openMyMeasures, openRound, shownTitle, stateMark } from '../wording';
import { noPlan } from './no-plan';

/** Rows of one card; more are on the next page. */
const PAGE = 10;
const TITLE = 100;

/**
 * The measures of the person's unit with their state this round; without a page those to report on first;
 * `subject` is a page of all, from 1, and may name another round before it, see `openMyMeasures`.
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
      if (own.length === 0) return [{ text: { key: 'measures.mine.none' } }];
      const day = bangkokDay(now);
      const { shown, isPart } = bestOf(firstToReport(board, own, { actor, day }), {
        whole: page !== undefined,
      });
      return [card(board, own, actor, isPart ? { best: shown } : { page: page ?? 1 })];
    },
  };
}

/** What is proposed to report on, before all others in the plan's order. */
function firstToReport(
  { latest }: RoundBoard,
  own: readonly Listed[],
  { actor, day }: { readonly actor: Actor; readonly day: Day },
): readonly Listed[] {
  const measures = own.map(({ measure }) => measure);
  const { likely } = propose({ measures, latest }, actor, { sentence: undefined, day });
  const isLikely = (each: Listed) => likely.some(({ measure }) => measure.id === each.measure.id);
  return [...own.filter(isLikely), ...own.filter((each) => !isLikely(each))];
}

/** Which of the measures a card shows. */
type Shown = { readonly best: readonly Listed[] } | { readonly page: number };

function card(board: RoundBoard, own: readonly Listed[], actor: Actor, which: Shown): Prompt {
  const { locale } = actor;
  const pages = Math.ceil(own.length / PAGE);
  const page = 'page' in which ? Math.min(which.page, pages) : 0;
  const shown = 'best' in which ? which.best : own.slice((page - 1) * PAGE, page * PAGE);
  const missing = own.filter((each) => each.state === 'missing');
  const counts = { missing: showNumber(missing.length, locale), total: showNumber(own.length, locale) };
  const round = roundName(locale, board.round);
  const next =
    ('best' in which ? which.best.find(({ state }) => state === 'missing') : undefined) ?? missing[0];
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
      rows: shown.map((each) => row(board, each, actor)),
      footnote:
        missing.length === 0
          ? { key: 'measures.mine.complete' }
          : { key: 'best' in which ? 'measures.mine.best' : 'measures.mine.remaining', params: counts },
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

/** "2", "2569-12" or "2569-12.2"; what is none of them names no page. */
function readPlace(param = ''): { round?: string; page?: number } {
  const [, round, page] = /^(?:(\d{4}-[a-z0-9]+)(?:\.|$))?(\d*)$/.exec(param) ?? [];
  return { ...present({ round }), ...(page ? { page: Math.max(1, Number(page)) } : {}) };
}
