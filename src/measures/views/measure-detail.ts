import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import type { Locale, TextKey } from '../../core/texts';
import { inDigitsOf, showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { CardRow, Prompt } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import type { Listed } from '../offer';
import { listedOf } from '../offer';
import type { ProgressEntry, Remark } from '../progress';
import type { RoundBoard } from '../round-board';
import { roundName } from '../round-rules';
import { mayLog } from '../rules';
import type { Progress } from '../service';
import {
  entryLine,
  openLog,
  openMyMeasures,
  remarkWording,
  shownTitle,
  stateMark,
  stateName,
  unitNames,
} from '../wording';
import { noPlan } from './no-plan';

/** Longest text of one row; a form holds more, a card on a phone does not. */
const ROW = 300;

/** One measure as the plan has it, and what was reported on it; `subject` names it. */
export function measureDetail({ progress }: { progress: Pick<Progress, 'board' | 'historyOf'> }): View {
  return {
    name: 'measure-detail',
    mayOpen: forDuty('see-measures'),
    show: async (subject, { actor, now }) => {
      const board = await progress.board(actor, bangkokDay(now));
      if (board === undefined) return noPlan;
      const found = listedOf(board).find((each) => each.measure.id === subject?.id);
      if (found === undefined) {
        return [{ text: { key: 'measures.problem.unknown' }, controls: [openMyMeasures()] }];
      }
      return [card(board, found, actor, await progress.historyOf(actor, found.measure.id))];
    },
  };
}

function card(
  board: RoundBoard,
  { measure, number, state }: Listed,
  actor: Actor,
  history: readonly ProgressEntry[],
): Prompt {
  const { locale } = actor;
  const title = shorten(shownTitle(locale, measure.title), ROW);
  const log = mayLog(measure, actor) ? [openLog(measure.id, { key: 'measures.button.log' })] : [];
  return {
    text: { key: 'measures.detail.summary', params: { title, state: stateName(locale, state) } },
    card: {
      kind: 'status',
      title: { key: 'measures.detail.title', params: { number: showNumber(number, locale) } },
      subtitle: { literal: title },
      rows: [
        ...planRows(measure, locale),
        {
          label: { literal: roundName(locale, board.round) },
          value: {
            literal: `${stateMark(locale, state)} ${entryLine(locale, board.latest.get(measure.id), board)}`,
          },
        },
        ...historyRows(history[0]),
      ],
      actions: [...log, openMyMeasures()],
    },
  };
}

function planRows(measure: Listed['measure'], locale: Locale): CardRow[] {
  const printed = (said: string | undefined) => said && inDigitsOf(said, locale);
  // Where the form has but one column, the lines of the approach are its steps too (Cho Raka).
  const lines = [...measure.approach, ...measure.steps.map((step) => step.text)].map((line) => line.trim());
  const steps = [...new Set(lines)].join('\n');
  return [
    { label: { key: 'measures.detail.units' }, value: unitNames(measure, locale) },
    ...textRow('measures.detail.indicator', printed(measure.indicatorName)),
    ...textRow('measures.detail.period', printed(measure.periodText)),
    ...textRow('measures.detail.steps', printed(steps)),
  ];
}

/** The last report, of whichever round: what the person can build upon. */
function historyRows(last: ProgressEntry | undefined): CardRow[] {
  if (last === undefined) return [];
  return [
    ...textRow('measures.detail.lastResult', last.result),
    ...remarkRow('measures.detail.output', last.output),
    ...remarkRow('measures.detail.outcome', last.outcome),
    ...remarkRow('measures.detail.problem', last.problem),
    ...remarkRow('measures.detail.recommendation', last.recommendation),
    ...remarkRow('measures.detail.remark', last.remark),
  ];
}

function textRow(
  key: `measures.detail.${'indicator' | 'period' | 'steps' | 'lastResult'}`,
  value: string | undefined,
): CardRow[] {
  return value === undefined || value === ''
    ? []
    : [{ label: { key }, value: { literal: shorten(value, ROW) } }];
}

function remarkRow(key: TextKey, remark: Remark | undefined): CardRow[] {
  if (remark === undefined) return [];
  const value = remarkWording(remark);
  return [{ label: { key }, value: 'literal' in value ? { literal: shorten(value.literal, ROW) } : value }];
}
