import type { CellValue, Sheet } from 'hucre/xlsx';
import { readXlsx } from 'hucre/xlsx';
import { bangkokDay } from '../../../core/bangkok-day';
import { showDay } from '../../../core/thai-dates';
import { MOST_ROWS } from '../raw-rows';
import type { Table } from './table';
import { cellsOf, MOST_COLUMNS } from './table';

/** One row and one column more than may be there: so that it is seen when they are. */
const RANGE = `A1:${columnName(MOST_COLUMNS)}${MOST_ROWS + 100}`;

/**
 * The sheets of a workbook that are shown. Formulas give what the spreadsheet last made of them; nothing is
 * calculated, fetched or followed. Errors of the library are the caller's to explain.
 */
export async function tablesOfXlsx(bytes: Uint8Array): Promise<Table[]> {
  const { sheets } = await readXlsx(bytes, { range: RANGE });
  return sheets
    .filter(({ rows, name }) => rows.some((row) => row.some((cell) => textOf(cell) !== '')) && name !== '')
    .map((sheet) => tableOf(sheet, sheets.length > 1));
}

function tableOf(
  { name, rows, merges = [], cells = new Map(), hidden, veryHidden }: Sheet,
  named: boolean,
): Table {
  if (hidden === true || veryHidden === true) {
    const message = `The sheet "${name}" is hidden and was not read.`;
    return {
      name,
      rows: [],
      notes: [
        {
          message,
          remedy: 'Show the sheet in the spreadsheet if it belongs to the plan.',
          why: { key: 'measures.import.why.hidden', params: { text: name } },
        },
      ],
    };
  }
  const unread = [...cells].flatMap(([place, { type, value }]) =>
    type === 'formula' && value === null ? [Number(place.split(',')[0]) + 1] : [],
  );
  const filled = cellsOf(
    rows.map((row) => row.map(textOf)),
    merges,
  );
  return {
    ...(named ? { name } : {}),
    above: name,
    rows: filled.map((each, index) => ({ row: index + 1, cells: each })),
    notes: [...new Set(unread)].map((row) => ({
      row,
      message: 'A formula here has no result in the file.',
      remedy: 'Open the file in the spreadsheet and save it again, or write the value itself.',
      why: { key: 'measures.import.why.formula' },
    })),
  };
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return showDay(bangkokDay(value), 'th', 'medium');
  return String(value).trim();
}

function columnName(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}
