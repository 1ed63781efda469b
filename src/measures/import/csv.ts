import { CsvError, parse } from 'csv-parse/sync';
import type { Finding } from './finding';
import type { PaperOptions } from './paper/rows-of-paper';
import { rowsOfPaper } from './paper/rows-of-paper';
import type { RawPlan } from './raw-rows';
import { bareHeading, HEADINGS, SOURCE_COLUMNS } from './row-shape';
import type { Table } from './tables/table';

/**
 * Reads a CSV file. One whose first row has our column names, or the headings of the printed forms, is held to
 * them; any other is a paper like those of a spreadsheet.
 */
export function rowsOfCsv(text: string, options: PaperOptions = {}): RawPlan {
  const records = recordsOf(text);
  if (!Array.isArray(records)) return { rows: [], problems: [records] };
  const headingsAt = records.findIndex((record) => !isBlank(record));
  const headings = records[headingsAt] ?? [];
  const names = headings.map(columnOf);
  if (!names.includes('title') || headings.some((each, at) => names[at] === undefined && each.trim() !== ''))
    return rowsOfPaper([tableOf(records)], options);
  const problems = twiceIn(names, headingsAt + 1);
  if (problems.length > 0) return { rows: [], problems };
  const numbered = records
    .map((record, index) => ({ row: index + 1, record }))
    .slice(headingsAt + 1)
    .filter(({ record }) => !isBlank(record));
  return {
    rows: numbered.map(({ row, record }) => ({ row, cells: cellsOf(record, names) })),
    problems: numbered
      .filter(({ record }) => record.slice(names.length).some((cell) => cell.trim() !== ''))
      .map(({ row }) => ({
        row,
        message: `There are more cells than the ${names.length} headings.`,
        remedy: 'Put cells that hold commas or line breaks into double quotes.',
      })),
  };
}

/** The records with all their cells; blank ones too, so that rows keep their numbers. */
function recordsOf(text: string): string[][] | Finding {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? ` near line ${String(error.lines)}` : '';
    return {
      message: `This is not valid CSV: a double quote is not closed or stands alone${line}.`,
      remedy: 'Save the file as CSV with a spreadsheet, or double the quotes inside cells.',
    };
  }
}

/** Comma, semicolon or tab: whichever the first line has most of. */
function delimiterOf(text: string): string {
  const firstLine = text.trimStart().split('\n', 1)[0] ?? '';
  const count = (mark: string) => firstLine.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function columnOf(heading: string): string | undefined {
  const own = (SOURCE_COLUMNS as readonly string[]).find((name) => name === heading.trim());
  return own ?? HEADINGS.get(bareHeading(heading));
}

function twiceIn(names: readonly (string | undefined)[], row: number): Finding[] {
  const twice = names.filter((name, index) => name !== undefined && names.indexOf(name) !== index);
  return twice.map((name) => ({
    row,
    message: `Two headings mean the column ${name ?? ''}.`,
    remedy: 'Keep one of them.',
  }));
}

function tableOf(records: readonly (readonly string[])[]): Table {
  const rows = records.map((record, index) => ({
    row: index + 1,
    cells: record.map((text) => ({ text: text.trim() })),
  }));
  return { rows, notes: [] };
}

function cellsOf(record: readonly string[], names: readonly (string | undefined)[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name, index) => (name === undefined ? [] : [[name, record[index]] as const])),
  );
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}
