import type { View } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import type { Locale } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { CardRow, Prompt, Wording } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import { listedOf } from '../offer';
import type { RoundBoard, UnitReadiness } from '../round-board';
import { roundName } from '../round-rules';
import type { Progress } from '../service';
import { openMyMeasures, openRound, shownTitle, stateMark, stateName, unitNames } from '../wording';
import { noPlan } from './no-plan';

/** Rows of the list of missing measures; what is beyond is only counted. */
const LISTED = 12;
const TITLE = 100;

/**
 * For administrators: how ready the round is, unit by unit, and which measures nobody has reported on; `subject`
 * may name a round, see `roundId`.
 */
export function roundStatus({ progress }: { progress: Pick<Progress, 'readiness'> }): View {
  return {
    name: 'round-status',
    mayOpen: forDuty('see-round-status'),
    show: async (subject, { actor, now }) => {
      const board = await progress.readiness(actor, bangkokDay(now), subject?.id);
      if (board === undefined) return noPlan;
      const readiness = readinessCard(board, actor.locale);
      return board.missing === 0 ? [readiness] : [readiness, missingCard(board, actor.locale)];
    },
  };
}

function readinessCard(board: RoundBoard, locale: Locale): Prompt {
  const round = roundName(locale, board.round);
  const counts = { reported: showNumber(board.reported, locale), total: showNumber(board.total, locale) };
  return {
    text: { key: 'measures.board.summary', params: { round, ...counts } },
    card: {
      kind: 'status',
      title: { key: 'measures.board.title' },
      subtitle: { literal: round },
      rows: [
        { label: { key: 'measures.board.deadline' }, value: deadline(board, locale) },
        {
          label: { key: 'measures.board.reported' },
          value: { key: 'measures.board.ofTotal', params: counts },
        },
        ...stateRows(board, locale),
        ...board.units.map((unit) => unitRow(unit, locale)),
      ],
      ...(board.missing === 0 ? { footnote: { key: 'measures.board.complete' } as const } : {}),
      actions: [
        openMyMeasures(),
        ...(board.writing === undefined ? [] : [openRound('round-status', board.writing, locale)]),
      ],
    },
  };
}

function stateRows(board: RoundBoard, locale: Locale): CardRow[] {
  const rows = [
    ['done', board.done],
    ['in-progress', board.inProgress],
    ['not-started', board.notStarted],
    ['unable', board.unable],
    ['missing', board.missing],
  ] as const;
  return rows.map(([state, count]) => ({
    label: { literal: `${stateMark(locale, state)} ${stateName(locale, state)}` },
    value: { literal: showNumber(count, locale) },
  }));
}

function unitRow(unit: UnitReadiness, locale: Locale): CardRow {
  return {
    label: unit.name === '' ? { key: 'measures.detail.noUnit' } : { literal: unit.name },
    value: {
      key: 'measures.board.ofTotal',
      params: { reported: showNumber(unit.reported, locale), total: showNumber(unit.total, locale) },
    },
    note: {
      key: 'measures.board.unitNote',
      params: {
        done: showNumber(unit.done, locale),
        inProgress: showNumber(unit.inProgress, locale),
        notStarted: showNumber(unit.notStarted, locale),
        unable: showNumber(unit.unable, locale),
        missing: showNumber(unit.missing, locale),
      },
    },
  };
}

function deadline(board: RoundBoard, locale: Locale): Wording {
  const day = showDay(board.deadline, locale);
  if (board.daysLeft < 0) return { key: 'measures.board.ended', params: { day } };
  return board.daysLeft === 0
    ? { key: 'measures.board.dueToday', params: { day } }
    : { key: 'measures.board.daysLeft', params: { day, days: showNumber(board.daysLeft, locale) } };
}

function missingCard(board: RoundBoard, locale: Locale): Prompt {
  const missing = listedOf(board).filter((each) => each.state === 'missing');
  const number = showNumber(missing.length, locale);
  const more = missing.length - LISTED;
  return {
    text: { key: 'measures.board.missingSummary', params: { number } },
    card: {
      kind: 'list',
      title: { key: 'measures.board.missingTitle' },
      rows: missing.slice(0, LISTED).map(({ measure, number: place }) => ({
        label: { literal: showNumber(place, locale) },
        value: { literal: shorten(shownTitle(locale, measure.title), TITLE) },
        note: unitNames(measure, locale),
        action: {
          kind: 'open',
          name: 'measure-detail',
          subject: { id: measure.id },
          label: { key: 'measures.button.detail' },
        },
      })),
      ...(more > 0
        ? { footnote: { key: 'measures.board.more', params: { number: showNumber(more, locale) } } as const }
        : {}),
    },
  };
}
