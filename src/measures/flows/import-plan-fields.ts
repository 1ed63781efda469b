import { readChoice } from '../../conversation/fields/choosing';
import { MOST_CHOICES } from '../../conversation/fields/pages';
import type { Field } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { fiscalYearOf } from '../../core/fiscal-year';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { LOCALES, text } from '../../core/texts';
import { readNumber, showNumber } from '../../core/thai-digits';
import { plain } from '../../speech/typed';
import type { PlanImporter } from '../import/importer';

/** The file, and what it says of itself: which questions are needed follows from it. */
export interface PlanFile {
  fileId: string;
  mediaType: string;
  name?: string;
  headings: readonly string[];
  years: readonly number[];
  fiscalYear?: number;
}

/** Columns by headings as far as they were asked for. */
export interface HeadingAnswers {
  told: Readonly<Record<string, string>>;
  left: readonly string[];
}

/** What a heading can be said to mean: the columns of foreign plans that have no heading of ours. */
const COLUMNS = {
  title: 'measures.import.column.title',
  responsible: 'measures.import.column.responsible',
  periodText: 'measures.import.column.periodText',
  steps: 'measures.import.column.steps',
  monitoring: 'measures.import.column.monitoring',
  output: 'measures.import.column.output',
  outcome: 'measures.import.column.outcome',
  result: 'measures.import.column.result',
  remark: 'measures.import.column.remark',
  keep: 'measures.import.column.keep',
} as const satisfies Readonly<Record<string, TextKey>>;

const VALUES = Object.keys(COLUMNS);
const LABELS = LOCALES.map((locale) => Object.values(COLUMNS).map((key) => text(locale, key)));

/** A file with a plan in it; anything else is refused at once, with the reason. */
export function planFileField(importer: PlanImporter): Field<PlanFile> {
  return {
    accepts: ['file'],
    controls: () => [],
    read: async (input, { actor }) => {
      if (input.kind !== 'file') return { ok: false, problem: 'conversation.problem.filePlease' };
      const { fileId, mediaType } = input;
      const look = await importer.look(actor, fileId);
      if (look === undefined) return { ok: false, problem: 'measures.import.why.gone' };
      const { name, headings, years, fiscalYear, rows, problems } = look;
      if (rows === 0 && headings.length === 0) {
        const [why = { key: 'measures.import.why.notPlan' as const }] = problems.flatMap(
          (each) => each.why ?? [],
        );
        return { ok: false, problem: why.key, ...present({ params: why.params }) };
      }
      return { ok: true, value: { fileId, mediaType, headings, years, ...present({ name, fiscalYear }) } };
    },
    // A corrected file takes the place of the one before.
    join: (parts) => {
      const value = parts.at(-1);
      return value === undefined
        ? { ok: false, problem: 'conversation.problem.filePlease' }
        : { ok: true, value };
    },
    show: ({ name }) => (name === undefined ? { key: 'measures.import.unnamed' } : { literal: name }),
  };
}

/** The years side by side in the file, else this one and the next; any may be typed. */
export function planYearField(): Field<number> {
  const yearsOf = (answers: unknown, now: Date): readonly number[] => {
    const { file } = answers as { file?: PlanFile };
    const running = fiscalYearOf(bangkokDay(now));
    return file === undefined || file.years.length === 0
      ? [running, running + 1]
      : file.years.slice(0, MOST_CHOICES);
  };
  return {
    accepts: ['choice', 'text'],
    controls: ({ answers, now, actor }, asked) =>
      yearsOf(answers, now).map((year) => ({
        kind: 'choice',
        value: String(year),
        label: { literal: showNumber(year, actor.locale) },
        asked,
      })),
    read: (input) => {
      const typed = input.kind === 'choice' ? input.value : input.kind === 'text' ? plain(input.text) : '';
      const number = readNumber(typed.replace(/\D+/g, ''));
      const year = number !== undefined && number < 100 ? number + 2500 : number;
      return year !== undefined && year > 2500 && year < 2700
        ? { ok: true, value: year }
        : { ok: false, problem: 'measures.import.yearPlease' };
    },
    show: (year, { actor }) => ({ literal: showNumber(year, actor.locale) }),
  };
}

/** One question for each heading nobody knows; skipping keeps the rest as it is. */
export function headingsField(): Field<HeadingAnswers> {
  return {
    accepts: ['choice', 'text'],
    controls: (_turn, asked) =>
      Object.entries(COLUMNS).map(([value, key]) => ({ kind: 'choice', value, label: { key }, asked })),
    read: (input, { answers }, soFar) => {
      const { file } = answers as { file?: PlanFile };
      const { told, left } = soFar ?? { told: {}, left: file?.headings ?? [] };
      const [heading, ...rest] = left;
      const chosen = readChoice(input, {
        ...{ values: VALUES, labels: LABELS, perPage: MOST_CHOICES },
        problem: 'conversation.problem.noSuchChoice',
      });
      if (!chosen.ok) return chosen;
      if (heading === undefined) return { ok: true, value: { told, left } };
      return { ok: true, value: { told: { ...told, [heading]: chosen.value }, left: rest } };
    },
    stayOpen: ({ left }) => left.length > 0,
    received: ({ left }) => askHeading(left),
    show: ({ told }) => ({
      key: 'measures.import.headingsShown',
      params: { number: Object.keys(told).length },
    }),
  };
}

/** The question for the first of these headings. */
export function askHeading(left: readonly string[]): {
  key: TextKey;
  params: Record<string, string | number>;
} {
  return {
    key: 'measures.import.askHeading',
    params: { heading: left[0] ?? '', left: left.length },
  };
}
