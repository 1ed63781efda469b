import type { Table, TableRow } from '../tables/table';
import vocabulary from '../vocabulary.json';
import type { PaperColumn, PaperHead } from './head';
import type { Meaning } from './headings';

/** What a column that has no column of ours says in a row, under its own heading. */
export interface Extra {
  readonly heading: string;
  readonly text: string;
}

/** What one line of a table says: texts by our columns, and all else. */
export interface Piece {
  readonly row: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly extras: readonly Extra[];
  /** True where only columns of another fiscal year say something. */
  readonly otherYear: boolean;
}

/** Columns whose cells repeat what the row is, wherever it goes on. */
const NAMING: readonly string[] = ['title', 'order', 'indicatorNo', 'indicatorName', 'group', 'score'];

const { marks, column: nameless } = vocabulary.paper;

/**
 * Reads a line by the columns of its table. Of a row that goes on (`more`), merged cells were read already. Columns
 * of another year than `fiscalYear` are kept under their own headings.
 */
export function pieceOf(
  line: TableRow,
  { columns }: PaperHead,
  { more, fiscalYear }: { more: boolean; fiscalYear: number | undefined },
): Piece {
  const said: Said = { texts: {}, extras: [], periods: [] };
  const years: boolean[] = [];
  for (const [at, { text, down, across }] of line.cells.entries()) {
    if (text === '' || across === true || (down === true && more)) continue;
    const column = columns[at] ?? { at, heading: '' };
    const isOther = isOfAnother(column, fiscalYear);
    if (column.year !== undefined) years.push(isOther);
    if (isOther || column.meaning === undefined) said.extras.push({ heading: headingOf(column), text });
    else if (!(more && isNaming(column.meaning))) take(said, column.meaning, text);
  }
  const { texts, extras, periods } = said;
  if (periods.length > 0) texts.periodText = joined(texts.periodText, periods.join(', '));
  return { row: line.row, texts, extras, otherYear: years.includes(true) && !years.includes(false) };
}

function isOfAnother({ year }: PaperColumn, fiscalYear: number | undefined): boolean {
  return year !== undefined && fiscalYear !== undefined && year !== fiscalYear;
}

interface Said {
  readonly texts: Record<string, string>;
  readonly extras: Extra[];
  readonly periods: string[];
}

function take({ texts, periods }: Said, meaning: Meaning, text: string): void {
  if (meaning.kind === 'column') texts[meaning.name] = joined(texts[meaning.name], text);
  else if (meaning.kind === 'period') periods.push(isMark(text) ? meaning.text : `${meaning.text}: ${text}`);
  else {
    if (!('status' in texts)) texts.status = meaning.status;
    if (!isMark(text)) texts.result = joined(texts.result, text);
  }
}

function isNaming(meaning: Meaning): boolean {
  return meaning.kind === 'column' && NAMING.includes(meaning.name);
}

/** "X", "✓", "/" and whatever else offices put into a box. */
function isMark(text: string): boolean {
  return marks.includes(text.trim().toLowerCase());
}

/** Of several lines of one row: texts below one another, each once. */
export function joined(before: string | undefined, text: string): string {
  if (before === undefined || before === '') return text;
  return before.split('\n').includes(text) ? before : `${before}\n${text}`;
}

/** The fiscal years that columns of a table are for, earliest first. */
export function yearsOf(heads: readonly { readonly table: Table; readonly head: PaperHead }[]): number[] {
  const years = heads.flatMap(({ head }) => head.columns.flatMap(({ year }) => year ?? []));
  return [...new Set(years)].sort((one, other) => one - other);
}

function headingOf({ heading, at }: PaperColumn): string {
  return heading === '' ? `${nameless} ${at + 1}` : heading;
}
