import { present } from '../../../core/present';
import type { Finding } from '../finding';
import type { Table } from '../tables/table';
import type { PaperHead } from './head';

/** A table that was left aside, because no column of it says what the measures are called. */
export function asideNotes({ name, rows }: Table, head: PaperHead | undefined): Finding[] {
  const row = rows[head?.from ?? 0]?.row ?? 1;
  const what = `Of this table (${rows.length} rows) no column says what the measures are called`;
  return [
    {
      row,
      ...present({ table: name }),
      message: `${what}; it was left aside.`,
      remedy: 'Say which heading means the measure, if it belongs to the plan.',
      why: { key: 'measures.import.why.tableAside', params: { rows: rows.length } },
    },
  ];
}

/** What stands above the headings, and is no row. */
export function headNotes(placed: readonly { readonly table: Table; readonly head: PaperHead }[]): Finding[] {
  return placed.flatMap(({ table, head }) =>
    table.rows
      .slice(0, Math.max(0, head.from))
      .map(({ row, cells }) => ({
        row,
        text: cells
          .filter(({ across, down }) => across !== true && down !== true)
          .map(({ text }) => text)
          .join(' ')
          .trim(),
      }))
      .filter(({ text }) => text !== '')
      .map(({ row, text }) => ({
        row,
        ...present({ table: table.name }),
        message: `"${text.slice(0, 80)}" stands above the headings.`,
        remedy: 'It is no row of the plan.',
        why: { key: 'measures.import.why.above' as const, params: { text: text.slice(0, 40) } },
      })),
  );
}

/** Nothing in the whole file could be a plan. */
export function noTable(): Finding {
  return {
    message: 'No table with a column for the measures was found.',
    remedy: 'Say which heading means the measure.',
    why: { key: 'measures.import.why.noTitles' },
  };
}
