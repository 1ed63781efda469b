import type { Actor } from '../../conversation/actor';
import { bangkokDay } from '../../core/bangkok-day';
import { showNumber } from '../../core/thai-digits';
import type { CardRow, Control, Prompt } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import type { Listed } from '../offer';
import { listedForPerson } from '../offer';
import type { ProgressEntry } from '../progress';
import type { RoundBoard } from '../round-board';
import { openLog, openMyMeasures, roundOn, shownTitle, stateMark, stateName } from '../wording';

const TITLE = 120;

/** The answer to a recorded report: what was kept, what is still missing, and the button for the next. */
export function receipt(
  entry: ProgressEntry,
  board: RoundBoard | undefined,
  actor: Actor,
): readonly Prompt[] {
  const measure = board?.measures.find((each) => each.id === entry.measureId);
  const own = board === undefined ? [] : listedForPerson(board, actor);
  const missing = own.filter((each) => each.state === 'missing');
  const title = shorten(shownTitle(actor.locale, measure?.title ?? ''), TITLE);
  return [
    {
      text: { key: 'measures.receipt.summary', params: { title } },
      card: {
        kind: 'receipt',
        title: { key: 'measures.receipt.title' },
        subtitle: { literal: title },
        rows: rowsOf(entry, board, actor),
        footnote: remaining(own, missing, actor),
        actions: actionsOf(missing),
      },
    },
  ];
}

function rowsOf(entry: ProgressEntry, board: RoundBoard | undefined, { locale }: Actor): CardRow[] {
  const files = entry.evidence.filter(({ fileId }) => fileId !== undefined).length;
  const papers = entry.evidence.length - files;
  return [
    {
      label: { key: 'measures.receipt.status' },
      value: { literal: `${stateMark(locale, entry.status)} ${stateName(locale, entry.status)}` },
    },
    ...(board === undefined
      ? []
      : [
          {
            label: { key: 'measures.receipt.round' } as const,
            value: { literal: roundOn(locale, board.round, bangkokDay(entry.recordedAt)) },
          },
        ]),
    {
      label: { key: 'measures.receipt.evidence' },
      value:
        files === 0
          ? { key: 'measures.receipt.noFiles' }
          : { key: 'measures.receipt.files', params: { number: showNumber(files, locale) } },
    },
    ...(papers === 0
      ? []
      : [
          {
            label: { key: 'measures.receipt.papers' } as const,
            value: {
              key: 'measures.receipt.papersNamed',
              params: { number: showNumber(papers, locale) },
            } as const,
          },
        ]),
  ];
}

function remaining(own: readonly Listed[], missing: readonly Listed[], { locale }: Actor): Prompt['text'] {
  const total = showNumber(own.length, locale);
  return missing.length === 0
    ? { key: 'measures.receipt.complete', params: { total } }
    : { key: 'measures.receipt.remaining', params: { missing: showNumber(missing.length, locale), total } };
}

function actionsOf(missing: readonly Listed[]): Control[] {
  const next = missing[0];
  const log = next === undefined ? [] : [openLog(next.measure.id, { key: 'measures.button.logNext' })];
  return [...log, openMyMeasures()];
}
