import { readNumber, toArabicDigits } from '../../../core/thai-digits';
import { INSTRUMENTS } from '../../plan';
import type { TableRow } from '../tables/table';
import { isBlank } from '../tables/table';
import vocabulary from '../vocabulary.json';
import type { PaperColumn, PaperHead } from './head';
import { paperHeading } from './headings';

/** What a line of a paper is. Every line is one of these: nothing is left out unseen. */
export type Line =
  | { readonly kind: 'blank' }
  /** The headings again, after a page break; or the numbers of the columns. */
  | { readonly kind: 'heading' }
  | { readonly kind: 'section'; readonly text: string }
  | { readonly kind: 'total' }
  /** A row of its own. */
  | { readonly kind: 'row' }
  /** More of the row above. */
  | { readonly kind: 'more' };

const { continued, totals, indicator } = vocabulary.paper;

/** Says of a line below the headings what it is. `previous` is the title of the row above. */
export function lineOf(row: TableRow, { columns }: PaperHead, previous: string | undefined): Line {
  if (isBlank(row)) return { kind: 'blank' };
  if (repeatsHeadings(row, columns) || numbersColumns(row)) return { kind: 'heading' };
  const section = sectionIn(row, placeOf(columns, 'title'));
  if (section !== undefined) return { kind: 'section', text: section };
  const first = row.cells.find(({ text }) => text !== '')?.text ?? '';
  if (totals.some((word) => first.replace(/\s+/g, '').startsWith(word))) return { kind: 'total' };
  return { kind: goesOn(row, columns, previous) ? 'more' : 'row' };
}

/** Merged with the row above, without title and number, or with the same title again after a page break. */
function goesOn({ cells }: TableRow, columns: readonly PaperColumn[], previous: string | undefined): boolean {
  const title = cells[placeOf(columns, 'title')];
  const number = cells[placeOf(columns, 'order')]?.text ?? '';
  if (title?.down === true) return true;
  if (title === undefined || title.text === '') return number === '';
  if (previous === undefined) return false;
  const bare = withoutContinued(title.text);
  return bare === previous || (bare !== title.text && previous.startsWith(bare));
}

/** Where the column of this name stands; -1 where there is none. */
export function placeOf(columns: readonly PaperColumn[], name: string): number {
  return columns.findIndex(({ meaning }) => meaning?.kind === 'column' && meaning.name === name);
}

/** A text without the words that say that it goes on. */
export function withoutContinued(text: string): string {
  const word = continued.find((each) => text.trim().endsWith(each));
  return word === undefined ? text.trim() : text.trim().slice(0, -word.length).trim();
}

/** What a section says of the rows below it. */
export interface Section {
  readonly group?: string;
  readonly indicatorNo?: number;
  readonly indicatorName?: string;
  /** What is none of these; kept with every row. */
  readonly text?: string;
}

/** Reads "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "แบบวัด IIT", or any other line that stands over rows. */
export function sectionOf(line: string): Section {
  const text = withoutContinued(line).replace(/\s+/g, ' ');
  for (const word of indicator) {
    if (!text.startsWith(word)) continue;
    const [, digits, name] =
      /^\s*([\d\u0e50-\u0e59]{1,2})\s*[:.]?\s*(.*)$/s.exec(text.slice(word.length)) ?? [];
    const number = readNumber(digits ?? '');
    if (number === undefined) continue;
    return { indicatorNo: number, ...(name === undefined || name === '' ? {} : { indicatorName: name }) };
  }
  const group = INSTRUMENTS.find((each) => new RegExp(`\\b${each}\\b`, 'i').test(text));
  return group === undefined || text.length > 60 ? { text } : { group };
}

/** One text over the whole width, or alone in a column that holds no titles. */
function sectionIn({ cells }: TableRow, title: number): string | undefined {
  const own = cells.filter(({ text, across }) => text !== '' && across !== true);
  const [only] = own;
  if (own.length !== 1 || only === undefined) return undefined;
  const at = cells.indexOf(only);
  const width = cells.filter(({ across }, place) => place > at && across === true).length + 1;
  if (width >= 3) return only.text;
  return at < title && /\p{L}{3}/u.test(only.text) ? only.text : undefined;
}

function repeatsHeadings({ cells }: TableRow, columns: readonly PaperColumn[]): boolean {
  const named = columns.filter(({ heading }) => heading !== '');
  const same = named.filter(({ at, heading }) => {
    const bare = paperHeading(cells[at]?.text ?? '');
    return bare !== '' && (bare === paperHeading(heading) || paperHeading(heading).endsWith(bare));
  });
  return same.length >= 2 && same.length * 2 > named.length;
}

/** "(๑) (๒) (๓) …" */
function numbersColumns({ cells }: TableRow): boolean {
  const texts = cells
    .filter(({ text, across }) => text !== '' && across !== true)
    .map(({ text }) => toArabicDigits(text));
  const numbers = texts.map((text) => Number(/^\(?\s*(\d{1,2})\s*\)?$/.exec(text)?.[1]));
  return (
    numbers.length >= 3 &&
    numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1)
  );
}
