import type { Locale } from '../../core/texts';
import { showNumber } from '../../core/thai-digits';
import type { CardRow, Prompt } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import type { Imported } from '../import/service';
import { figures } from './import-plan-check';

/** What was imported, and which rows were not. */
export function receipt(done: Imported, locale: Locale): readonly Prompt[] {
  if (done.plan === undefined) return [{ text: { key: 'measures.import.nothing' } }];
  const { fiscalYear } = done.plan;
  const year = showNumber(fiscalYear, locale);
  const { refused, added, changed, removed } = figures(done);
  const measures = done.measures.length;
  const rows: CardRow[] = [
    { label: { key: 'measures.import.year' }, value: { literal: year } },
    {
      label: { key: 'measures.import.count' },
      value: { key: 'measures.import.countShown', params: { number: measures } },
    },
    {
      label: { key: 'measures.import.result' },
      value: {
        key: 'measures.import.changes',
        params: { added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 },
      },
    },
    ...(refused === 0 ? [] : [leftOut(done)]),
  ];
  return [
    {
      text: { key: 'measures.import.done', params: { year, measures } },
      card: { kind: 'receipt', title: { key: 'measures.import.doneTitle' }, rows },
      controls: [{ kind: 'open', name: 'round-status', label: { key: 'openers.label.round-status' } }],
    },
  ];
}

function leftOut({ verdicts }: Imported): CardRow {
  const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
  const rows = refused.map(({ row, table }) => [table, row].filter((part) => part !== undefined).join(' '));
  return {
    label: { key: 'measures.import.leftOut' },
    value: { key: 'measures.import.leftOutRows', params: { rows: shorten(rows.join(', '), 200) } },
  };
}
