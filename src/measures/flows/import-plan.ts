import { pageButton, pageOf, readPage } from '../../conversation/fields/pages';
import type { Field, Flow, Turn } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import { LOCALES, text } from '../../core/texts';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { CardRow, Prompt, Wording } from '../../speech/prompt';
import { plain } from '../../speech/typed';
import { say, shorten } from '../../speech/wording';
import type { ImportOrder, PlanImporter } from '../import/importer';
import type { Finding, Imported } from '../import/service';
import type { RowVerdict, Verdict } from '../import/verdicts';
import type { HeadingAnswers, PlanFile } from './import-plan-fields';
import { askHeading, headingsField, planFileField, planYearField } from './import-plan-fields';

export interface ImportAnswers {
  file: PlanFile;
  /** Buddhist era. */
  year?: number;
  headings?: HeadingAnswers;
  seen: typeof CHECKED;
}

const CHECKED = 'checked';
/** Rows of the dry run on a card. */
const PER_PAGE = 8;
const LONGEST_TITLE = 80;

/**
 * Who brings in plans sends the file: it is read and shown row by row, headings nobody knows are asked for once,
 * and only the review card's button, the second one, writes.
 */
export function importPlanFlow({ importer }: { importer: PlanImporter }): Flow<ImportAnswers> {
  return defineFlow<ImportAnswers>({
    name: 'import-plan',
    version: 1,
    start: 'file',
    title: 'measures.import.title',
    send: 'measures.import.send',
    warns: 'measures.import.warning',
    idleMinutes: 24 * 60,
    mayStart: forDuty('import-plans'),
    takes: { file: 'file' },
    steps: {
      file: {
        ask: 'measures.import.askFile',
        title: 'measures.import.file',
        field: planFileField(importer),
        forgets: ['year', 'headings', 'seen'],
        next: ({ answers }) => (answers.file?.fiscalYear === undefined ? 'year' : afterYear(answers)),
      },
      year: {
        ask: 'measures.import.askYear',
        title: 'measures.import.year',
        field: planYearField(),
        forgets: ['seen'],
        next: ({ answers }) => afterYear(answers),
      },
      headings: {
        ask: ({ answers }) => askHeading(answers.headings?.left ?? answers.file?.headings ?? []),
        title: 'measures.import.headings',
        field: headingsField(),
        optional: true,
        forgets: ['seen'],
        next: 'seen',
      },
      seen: {
        ask: (turn) => askSeen(importer, turn),
        title: 'measures.import.seen',
        field: seenField(importer),
        next: 'review',
      },
    },
    prefill: ({ files: [file] = [] }) =>
      file === undefined ? undefined : { file: { ...file, headings: [], years: [] } },
    finish: async (answers, { actor }) =>
      receipt(await importer.carryOut(actor, orderOf(answers)), actor.locale),
  });
}

/** Headings are asked for where there are unknown ones. */
function afterYear({ file }: Partial<ImportAnswers>): 'headings' | 'seen' {
  return file === undefined || file.headings.length > 0 ? 'headings' : 'seen';
}

function orderOf({ file, year, headings }: Partial<ImportAnswers>): ImportOrder {
  const fiscalYear = year ?? file?.fiscalYear;
  return { fileId: file?.fileId ?? '', ...present({ fiscalYear, told: headings?.told }) };
}

async function dryRun(
  importer: PlanImporter,
  { answers, actor }: Turn<unknown>,
): Promise<Imported | Wording> {
  try {
    return await importer.dryRun(actor, orderOf(answers));
  } catch (error) {
    if (error instanceof Explainable) return { key: error.text, params: error.params };
    throw error;
  }
}

async function askSeen(importer: PlanImporter, turn: Turn<ImportAnswers>): Promise<Wording> {
  const reading = await dryRun(importer, turn);
  const why = problemIn(reading);
  const { locale } = turn.actor;
  if (why !== undefined || !('verdicts' in reading))
    return { key: 'measures.import.cannot', params: { why: say(why ?? OTHER, locale) } };
  return {
    key: 'measures.import.askSeen',
    params: { ...figures(reading), go: text(locale, 'measures.import.go') },
  };
}

const OTHER: Wording = { key: 'measures.import.why.other' };

/** Why nothing of it can be taken; `undefined` when something can. */
function problemIn(reading: Imported | Wording): Wording | undefined {
  if (!('verdicts' in reading)) return reading;
  if (reading.plan !== undefined) return undefined;
  const [why] = reading.problems.flatMap((each) => each.why ?? []);
  return why === undefined ? OTHER : { key: why.key, params: why.params ?? {} };
}

function figures({ verdicts, changes }: Imported): Record<string, number> {
  const count = (verdict: Verdict) => verdicts.filter((each) => each.verdict === verdict).length;
  return {
    ...{ understood: count('understood'), doubtful: count('doubtful') },
    ...{ refused: count('refused'), aside: count('aside') },
    added: changes?.added.length ?? 0,
    changed: changes?.changed.length ?? 0,
    removed: changes?.removed.length ?? 0,
  };
}

/** The dry run as a list in pages: what needs a look first, then the rest, then the lines that are no rows. */
function seenField(importer: PlanImporter): Field<typeof CHECKED> {
  const goes = LOCALES.map((locale) => plain(text(locale, 'measures.import.go')));
  return {
    accepts: ['choice', 'text'],
    controls: async (turn, asked, excerpt = {}) => {
      const reading = await dryRun(importer, turn);
      if (problemIn(reading) !== undefined || !('verdicts' in reading)) return [];
      const { next } = pageOf(linesOf(reading), excerpt, PER_PAGE, String);
      const go = { kind: 'choice', value: CHECKED, label: { key: 'measures.import.go' }, asked } as const;
      return [go, ...(next === undefined ? [] : [pageButton(next, asked)])];
    },
    rows: async (turn, _asked, excerpt = {}) => {
      const reading = await dryRun(importer, turn);
      return 'verdicts' in reading
        ? pageOf(linesOf(reading), excerpt, PER_PAGE, String).items.map(rowOf)
        : [];
    },
    read: async (input, turn) => {
      const reading = await dryRun(importer, turn);
      const why = problemIn(reading);
      if (why !== undefined || !('verdicts' in reading)) {
        return {
          ok: false,
          problem: 'measures.import.cannot',
          params: { why: say(why ?? OTHER, turn.actor.locale) },
        };
      }
      if (input.kind !== 'choice' && input.kind !== 'text')
        return { ok: false, problem: 'conversation.problem.choicePlease' };
      const page = readPage(input, linesOf(reading).length, PER_PAGE);
      if (page !== undefined) return page;
      const isGo = input.kind === 'choice' ? input.value === CHECKED : goes.includes(plain(input.text));
      return isGo
        ? { ok: true, value: CHECKED }
        : { ok: false, problem: 'conversation.problem.choicePlease' };
    },
    show: async (_value, turn) => {
      const reading = await dryRun(importer, turn);
      return 'verdicts' in reading ? { key: 'measures.import.seenShown', params: figures(reading) } : reading;
    },
  };
}

type Line = { readonly verdict: RowVerdict } | { readonly note: Finding };

const LOOKED_AT_FIRST: readonly Verdict[] = ['refused', 'doubtful', 'understood', 'aside'];

function linesOf({ verdicts, notes }: Imported): readonly Line[] {
  const rows = LOOKED_AT_FIRST.flatMap((each) => verdicts.filter(({ verdict }) => verdict === each));
  return [...rows.map((verdict) => ({ verdict })), ...notes.map((note) => ({ note }))];
}

function rowOf(line: Line): CardRow {
  if ('note' in line) {
    const { why, row, table } = line.note;
    return {
      label: row === undefined ? { key: 'measures.import.noteRow' } : placeOf({ row, ...present({ table }) }),
      value: why === undefined ? OTHER : { key: why.key, params: why.params ?? {} },
    };
  }
  const { title, verdict, findings, ...place } = line.verdict;
  const [why] = findings.flatMap((each) => each.why ?? []);
  const mark = text('th', `measures.import.verdict.${verdict}`);
  return {
    label: placeOf(place),
    value:
      title === ''
        ? { key: 'measures.import.untitledRow' }
        : { literal: `${mark} ${shorten(title, LONGEST_TITLE)}` },
    ...(why === undefined ? {} : { note: { key: why.key, params: why.params ?? {} } }),
  };
}

function placeOf({ row, table }: { row: number; table?: string }): Wording {
  return table === undefined
    ? { key: 'measures.import.rowPlace', params: { row } }
    : { key: 'measures.import.tableRow', params: { row, table } };
}

function receipt(done: Imported, locale: 'th' | 'en'): readonly Prompt[] {
  if (done.plan === undefined) return [{ text: { key: 'measures.import.nothing' } }];
  const { fiscalYear } = done.plan;
  const year = showNumber(fiscalYear, locale);
  const { refused, added, changed, removed } = figures(done);
  const measures = done.measures.length;
  const rows: CardRow[] = [
    { label: { key: 'measures.import.year' }, value: { literal: year } },
    {
      label: { key: 'measures.import.count' },
      value: { key: 'measures.import.countShown', params: { number: measures } },
    },
    {
      label: { key: 'measures.import.result' },
      value: {
        key: 'measures.import.changes',
        params: { added: added ?? 0, changed: changed ?? 0, removed: removed ?? 0 },
      },
    },
    ...(refused === 0 ? [] : [leftOut(done)]),
  ];
  return [
    {
      text: { key: 'measures.import.done', params: { year, measures } },
      card: { kind: 'receipt', title: { key: 'measures.import.doneTitle' }, rows },
      controls: [{ kind: 'open', name: 'round-status', label: { key: 'openers.label.round-status' } }],
    },
  ];
}

function leftOut({ verdicts }: Imported): CardRow {
  const refused = verdicts.filter(({ verdict }) => verdict === 'refused');
  const rows = refused.map(({ row, table }) => [table, row].filter((part) => part !== undefined).join(' '));
  return {
    label: { key: 'measures.import.leftOut' },
    value: { key: 'measures.import.leftOutRows', params: { rows: shorten(rows.join(', '), 200) } },
  };
}
