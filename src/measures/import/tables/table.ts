import type { Finding } from '../finding';

/** A cell of a table on paper. Of merged cells each bears the text; all but the first say where it comes from. */
export interface TableCell {
  readonly text: string;
  /** Part of the cell above it. */
  readonly down?: true;
  /** Part of the cell to its left. */
  readonly across?: true;
}

/** A row with its number in the file: in a spreadsheet that of the sheet, in a document that of the table. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly TableCell[];
}

/** A sheet of a workbook, a table of a document, or the whole of a CSV file. */
export interface Table {
  /** What findings call it; absent where there is but one. */
  readonly name?: string;
  readonly rows: readonly TableRow[];
  /** What the document says above it: the fiscal year may stand there. */
  readonly above?: string;
  /** Things in it that could not be read, each told to the person. */
  readonly notes: readonly Finding[];
}

/** Cells that were merged into one, counted from 0. */
export interface Merge {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

/** Most columns that are read; the widest seed has nine, a plan by months some twenty. */
export const MOST_COLUMNS = 60;

/** Puts the text of merged cells into each of them. */
export function cellsOf(texts: readonly (readonly string[])[], merges: readonly Merge[]): TableCell[][] {
  const cells: TableCell[][] = texts.map((row) => row.map((text) => ({ text: text.trim() })));
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const text = cells[startRow]?.[startCol]?.text ?? '';
    for (let row = startRow; row <= Math.min(endRow, cells.length - 1); row += 1) {
      for (let col = startCol; col <= Math.min(endCol, MOST_COLUMNS); col += 1) {
        if (row === startRow && col === startCol) continue;
        const line = cells[row];
        if (line === undefined) continue;
        while (line.length <= col) line.push({ text: '' });
        line[col] = {
          text,
          ...(row > startRow ? { down: true as const } : {}),
          ...(col > startCol ? { across: true as const } : {}),
        };
      }
    }
  }
  return cells;
}

/** True for a row that says nothing of its own. */
export function isBlank({ cells }: TableRow): boolean {
  return cells.every(({ text, down, across }) => text === '' || down === true || across === true);
}
