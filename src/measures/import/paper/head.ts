import type { Table, TableCell, TableRow } from '../tables/table';
import { isBlank } from '../tables/table';
import type { HeadingMeanings, Meaning } from './headings';
import { meaningOf, paperHeading, yearIn } from './headings';

/** A column of a paper: where it stands, what it is called, what it means. */
export interface PaperColumn {
  readonly at: number;
  /** As printed, the upper heading before the lower one. */
  readonly heading: string;
  /** Absent for what nobody has said yet: its cells are kept as they are. */
  readonly meaning?: Meaning;
  /** The Buddhist year it is for, in plans of several years side by side. */
  readonly year?: number;
}

/** Where the headings of a table are. */
export interface PaperHead {
  /** Places in the table's list of rows, the second one behind the headings. */
  readonly from: number;
  readonly until: number;
  readonly columns: readonly PaperColumn[];
}

/** How far down a sheet headings are looked for: titles and notes stand above them. */
const DEEPEST_HEAD = 25;
const LONGEST_HEADING = 120;

/**
 * The row of headings: the one with most headings that mean something, else the first that looks like one.
 * Two rows, where one heading stands over several ("ผลการดำเนินการ" over three).
 */
export function headOf({ rows }: Table, meanings: HeadingMeanings): PaperHead | undefined {
  const shown = rows.slice(0, DEEPEST_HEAD);
  const scores = shown.map((row, index) => scoreOf(row, rows[index + 1], meanings));
  const best = Math.max(0, ...scores);
  const likeliest = best >= 2 ? scores.indexOf(best) : shown.findIndex(looksLikeHeadings);
  const [over, found] = [rows[likeliest - 1], rows[likeliest]];
  // The lower of two rows of headings may say more than the upper one.
  const isLower = over !== undefined && found?.cells.some(({ down }) => down === true) === true;
  const from = isLower && isSecondHead(over, found) ? likeliest - 1 : likeliest;
  const row = rows[from];
  if (row === undefined) return undefined;
  const below = rows[from + 1];
  const two = below !== undefined && isSecondHead(row, below);
  return { from, until: from + (two ? 2 : 1), columns: columnsOf(row, two ? below : undefined, meanings) };
}

/** The headings nobody has said the meaning of, each once, as printed. */
export function unknownIn(columns: readonly PaperColumn[]): string[] {
  const unknown = columns.filter(
    ({ meaning, year, heading }) => meaning === undefined && year === undefined && heading !== '',
  );
  const first = new Map(unknown.map(({ heading }) => [paperHeading(heading), heading]));
  return [...first].flatMap(([bare, heading]) => (bare === '' ? [] : [heading]));
}

function columnsOf(row: TableRow, below: TableRow | undefined, meanings: HeadingMeanings): PaperColumn[] {
  const width = Math.max(row.cells.length, below?.cells.length ?? 0);
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, at) => {
    const upper = row.cells[at]?.text ?? '';
    const lower = below?.cells[at];
    const sub = lower === undefined || lower.down === true || lower.text === upper ? '' : lower.text;
    const heading = [upper, sub].filter((part) => part !== '').join(' ');
    const meaning = meaningFor(upper, sub, meanings);
    const year = yearOf(upper, sub, meaning);
    // Of two columns that mean the same, the second is kept beside: nothing is written over.
    const mark = meaning?.kind === 'column' ? `${meaning.name} ${year ?? ''}` : undefined;
    const isNew = mark === undefined || !taken.has(mark);
    if (mark !== undefined) taken.add(mark);
    return {
      at,
      heading: heading.replace(/\s+/g, ' ').slice(0, LONGEST_HEADING),
      ...(meaning === undefined || !isNew ? {} : { meaning }),
      ...(year === undefined ? {} : { year }),
    };
  });
}

function meaningFor(upper: string, sub: string, meanings: HeadingMeanings): Meaning | undefined {
  if (sub === '') return meaningOf(upper, meanings);
  const both = meaningOf(`${upper} ${sub}`, meanings) ?? meaningOf(sub, meanings);
  // "Quarter" over 1 to 4: only together they say it.
  return both ?? meaningOf(`${upper}${sub}`, meanings);
}

/** A year alone makes columns stand side by side; "ผลประเมินปี ๒๕๖๘" in a known heading does not. */
function yearOf(upper: string, sub: string, meaning: Meaning | undefined): number | undefined {
  if (sub !== '') return yearIn(upper) ?? yearIn(sub);
  return meaning === undefined ? yearIn(upper) : undefined;
}

function scoreOf(row: TableRow, below: TableRow | undefined, meanings: HeadingMeanings): number {
  if (row.cells.some(({ text }) => text.length > LONGEST_HEADING * 2)) return 0;
  const known = new Set(
    columnsOf(row, undefined, meanings).flatMap(({ meaning }) =>
      meaning === undefined ? [] : [JSON.stringify(meaning)],
    ),
  );
  const title = known.has(JSON.stringify({ kind: 'column', name: 'title' })) ? 1 : 0;
  return known.size + title + (below !== undefined && known.size > 0 && isSecondHead(row, below) ? 0.5 : 0);
}

function looksLikeHeadings(row: TableRow): boolean {
  const texts = ownTexts(row.cells);
  return (
    texts.length >= 2 &&
    new Set(texts).size === texts.length &&
    texts.every((text) => text.length <= LONGEST_HEADING)
  );
}

/** The cells below the headings that stand over several columns name those; below all others nothing stands. */
function isSecondHead(row: TableRow, below: TableRow): boolean {
  const spanned = row.cells.map((cell, at) => cell.across === true || row.cells[at + 1]?.across === true);
  if (!spanned.includes(true) || isBlank(below)) return false;
  const under = below.cells.filter(
    (cell, at) => spanned[at] === true && cell.across !== true && cell.down !== true,
  );
  const beside = below.cells.filter((_, at) => spanned[at] !== true);
  const isQuiet = ({ text, down }: TableCell) => down === true || text === '';
  return (
    under.length >= 2 && under.every(({ text }) => text !== '' && text.length <= 40) && beside.every(isQuiet)
  );
}

function ownTexts(cells: readonly TableCell[]): string[] {
  return cells.filter((cell) => cell.across !== true && cell.text !== '').map(({ text }) => text);
}
