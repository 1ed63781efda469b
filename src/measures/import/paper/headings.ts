import { monthsNamed } from '../../../core/month-names';
import { anyOf } from '../../../core/spelling';
import { toArabicDigits } from '../../../core/thai-digits';
import type { ProgressStatus } from '../../progress';
import { bareHeading, HEADINGS } from '../row-shape';
import vocabulary from '../vocabulary.json';

/** What an office has said that its own headings mean; the value is a column of ours, or `keep`. */
export type HeadingMeanings = ReadonlyMap<string, string>;

/** What a column of a paper holds. */
export type Meaning =
  | { readonly kind: 'column'; readonly name: string }
  /** Marks of when something is done: a quarter, or a month by its short name. */
  | { readonly kind: 'period'; readonly text: string }
  | { readonly kind: 'status'; readonly status: ProgressStatus };

const { quarter, yearWords, era, status: STATUSES } = vocabulary.paper;
const YEAR = new RegExp(`(?:${anyOf(yearWords)})?\\s*(?:${anyOf(era)})?\\s*(25\\d\\d)`, 'i');
/** Official forms number their columns: "(๗) ผู้รับผิดชอบ", "๗. …", or the number below the name. */
const NUMBER = /^\s*(?:\(\s*\d{1,2}\s*\)|\d{1,2}\s*[.)])\s*|\s*\(\s*\d{1,2}\s*\)\s*$/g;
const QUARTER = new RegExp(`^(?:${anyOf(quarter)})\\s*([1-4])$`, 'i');

/** A heading as it is compared, and remembered: without number, year, spaces and letter case. */
export function paperHeading(heading: string): string {
  const plain = toArabicDigits(heading).replace(NUMBER, '').replace(YEAR, ' ');
  return bareHeading(plain.replace(/\([\s.:]*\)/g, ''));
}

/** The Buddhist year that a heading names ("งบประมาณ ปี ๒๕๗๐"); `undefined` for one without. */
export function yearIn(text: string): number | undefined {
  const found = YEAR.exec(toArabicDigits(text))?.[1];
  return found === undefined ? undefined : Number(found);
}

/** What a heading means by the office's own word, else by the words of the forms we know. */
export function meaningOf(heading: string, meanings: HeadingMeanings): Meaning | undefined {
  const bare = paperHeading(heading);
  if (bare === '') return undefined;
  const said = meanings.get(bare);
  if (said !== undefined) return said === 'keep' ? undefined : { kind: 'column', name: said };
  const column = KNOWN.get(bare);
  if (column !== undefined) return { kind: 'column', name: column };
  return periodIn(heading) ?? statusIn(bare);
}

const KNOWN: ReadonlyMap<string, string> = new Map(
  [...HEADINGS].map(([heading, column]) => [paperHeading(heading), column]),
);

function periodIn(heading: string): Meaning | undefined {
  const plain = toArabicDigits(heading).replace(NUMBER, '').trim();
  const number = QUARTER.exec(plain)?.[1];
  if (number !== undefined) return { kind: 'period', text: `${quarter[1] ?? ''} ${number}` };
  const month = plain.length <= 12 ? monthsNamed(plain.replace(/\s*\d{2,4}$/, '')) : [];
  return month.length === 1 ? { kind: 'period', text: plain } : undefined;
}

function statusIn(bare: string): Meaning | undefined {
  const found = Object.entries(STATUSES).find(([, words]) =>
    words.some((word) => bareHeading(word) === bare),
  );
  return found && { kind: 'status', status: found[0] as ProgressStatus };
}
