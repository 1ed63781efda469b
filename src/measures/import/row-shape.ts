import { z } from 'zod';
import { readNumber, toArabicDigits } from '../../core/thai-digits';
import { INSTRUMENTS, LONGEST_SHORT_TITLE, PURPOSES } from '../plan';
import { PROGRESS_STATUSES } from '../progress';
import vocabulary from './vocabulary.json';

const text = z.string();
const number = z.union([z.number(), z.string().transform((typed) => readNumber(typed) ?? NaN)]);
const integer = (least: number, most: number) => number.pipe(z.number().int().min(least).max(most));

/** A list, or the lines of one cell; numbers and bullets before the lines are not part of them. */
const list = z.union([z.array(text), text.transform(linesOf)]);

const stepDetail = z.strictObject({
  step: text,
  responsible: z.array(text).optional(),
  periodText: text.optional(),
  result: z.union([z.array(text), text.transform((whole) => [whole])]).optional(),
});

/** The columns a plan may have and how each is read. Empty cells are left out beforehand. */
const columns = {
  org: text.optional(),
  fiscalYearBE: integer(2400, 2800).optional(),
  form: text.optional(),
  /** Rows of several forms that describe one measure carry the same name here. */
  measure: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .optional(),
  order: integer(1, 2000).optional(),
  title: text,
  /** The title as the paper has it, where a slip in it was mended. */
  sourceText: text.optional(),
  shortTitle: z
    .string()
    .refine((title) => Array.from(title).length <= LONGEST_SHORT_TITLE)
    .optional(),
  group: z.enum(INSTRUMENTS).optional(),
  indicatorNo: integer(1, 99).optional(),
  indicatorName: text.optional(),
  score: number.pipe(z.number().min(0).max(100)).optional(),
  scoreNote: text.optional(),
  analysis: text.optional(),
  purpose: word(vocabulary.purposes).pipe(z.enum(PURPOSES)).optional(),
  subItems: list.optional(),
  approach: list.optional(),
  steps: list.optional(),
  stepDetails: z.array(stepDetail).optional(),
  stepResponsible: list.optional(),
  stepPeriods: list.optional(),
  stepResults: list.optional(),
  responsible: z.union([text, z.array(text)]).optional(),
  responsibleText: text.optional(),
  periodText: text.optional(),
  monitoring: list.optional(),
  oitItems: list
    .pipe(
      z.array(
        z
          .string()
          .transform(toArabicDigits)
          .pipe(z.string().regex(/^O\d{1,2}$/)),
      ),
    )
    .optional(),
  status: word(vocabulary.statuses).pipe(z.enum(PROGRESS_STATUSES)).optional(),
  result: text.optional(),
  output: text.optional(),
  outcome: text.optional(),
  recommendation: text.optional(),
  remark: text.optional(),
  /** What columns of the office's own say, which no column of ours takes. */
  extra: z.array(z.strictObject({ heading: text, text })).optional(),
};

/** Columns of the full seed rows that say where a row comes from; they are allowed and not kept. */
export const SOURCE_COLUMNS = [
  'orgThaiName',
  'orgType',
  'province',
  'district',
  'evidence',
  'seed',
  'sourceLines',
  'periodParsed',
  'ocrNotes',
  'sourceAnomalies',
] as const;

/** The columns that are read. */
export const COLUMNS: readonly string[] = Object.keys(columns);

/** One row, checked. */
export const planRow = z.object(columns);
export type PlanRow = z.output<typeof planRow>;

/** What the file may say about the plan itself (JSON only). */
export const planHeader = z.strictObject({
  org: text.optional(),
  fiscalYear: integer(2400, 2800).optional(),
  title: text.optional(),
  basedOnAssessmentYear: integer(2400, 2800).optional(),
  intro: text.optional(),
  status: z.enum(['draft', 'approved']).optional(),
  source: z.strictObject({ name: text, note: text.optional() }).optional(),
});
export type PlanHeader = z.output<typeof planHeader>;

/** What to do about a cell that does not fit its column. */
export const REMEDIES: Readonly<Record<string, string>> = {
  fiscalYearBE: 'Write the year of the Buddhist era, e.g. 2569.',
  fiscalYear: 'Write the year of the Buddhist era, e.g. 2569.',
  basedOnAssessmentYear: 'Write the year of the Buddhist era, e.g. 2568.',
  measure: 'Write a short name of a-z, 0-9 and -, e.g. "assets".',
  order: 'Write a whole number from 1.',
  title: 'Write what the measure is called.',
  shortTitle: `Write at most ${LONGEST_SHORT_TITLE} characters.`,
  group: `Write one of ${INSTRUMENTS.join(', ')}.`,
  indicatorNo: 'Write a whole number from 1.',
  score: 'Write a number from 0 to 100.',
  status: `Write one of ${Object.values(vocabulary.statuses).flat().join(', ')}.`,
  purpose: `Write one of ${Object.values(vocabulary.purposes).flat().join(', ')}.`,
  oitItems: 'Write the codes of OIT items, e.g. O9.',
};

/** The columns that CSV headings stand for, with the headings of the five offices' forms. */
export const HEADINGS: ReadonlyMap<string, string> = new Map([
  ...COLUMNS.map((column) => [bareHeading(column), column] as const),
  ...Object.entries(vocabulary.headings).flatMap(([column, names]) =>
    names.map((name) => [bareHeading(name), column] as const),
  ),
]);

/** A heading without what makes no difference: spaces, line breaks, letter case. */
export function bareHeading(heading: string): string {
  return heading.normalize('NFC').replace(/\s+/g, '').toLowerCase();
}

function word(meanings: Readonly<Record<string, readonly string[]>>) {
  return z.string().transform((typed) => {
    const found = Object.entries(meanings).find(([, words]) => words.includes(typed.trim()));
    return found?.[0] ?? typed;
  });
}

function linesOf(cell: string): string[] {
  return cell
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[\d\u0e50-\u0e59]{1,2}[.)](?!\d)|[-•–])\s*/, '').trim())
    .filter((line) => line !== '');
}
