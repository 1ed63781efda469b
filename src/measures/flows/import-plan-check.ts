import type { Actor } from '../../conversation/actor';
import { pageButton, pageOf, readPage } from '../../conversation/fields/pages';
import type { Field, Turn } from '../../conversation/flow';
import { Recollections } from '../../conversation/memory';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { LOCALES, text } from '../../core/texts';
import type { CardRow, Wording } from '../../speech/prompt';
import { plain } from '../../speech/typed';
import { say, shorten } from '../../speech/wording';
import type { ImportOrder, PlanImporter } from '../import/importer';
import type { Finding, Imported } from '../import/service';
import type { RowVerdict, Verdict } from '../import/verdicts';
import type { HeadingAnswers, PlanFile } from './import-plan-fields';

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

/** What the answers want. */
export function orderOf({ file, year, headings }: Partial<ImportAnswers>): ImportOrder {
  const fiscalYear = year ?? file?.fiscalYear;
  return { fileId: file?.fileId ?? '', ...present({ fiscalYear, told: headings?.told }) };
}

/** By what is wanted: the question, its list and its buttons say parts of the same. */
const DRY_RUNS = new Recollections<Promise<Imported | Wording>>();

function dryRun(
  importer: PlanImporter,
  { answers, actor, memory }: Turn<unknown>,
): Promise<Imported | Wording> {
  const order = orderOf(answers);
  return DRY_RUNS.in(memory, JSON.stringify(order), () => tried(importer, actor, order));
}

async function tried(importer: PlanImporter, actor: Actor, order: ImportOrder): Promise<Imported | Wording> {
  try {
    return await importer.dryRun(actor, order);
  } catch (error) {
    if (error instanceof Explainable) return { key: error.text, params: error.params };
    throw error;
  }
}

/** What the file came to, by numbers; or why nothing of it can be taken. */
export async function askSeen(importer: PlanImporter, turn: Turn<ImportAnswers>): Promise<Wording> {
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

/** How many rows were read how, and what they change. */
export function figures({ verdicts, changes }: Imported): Record<string, number> {
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
export function seenField(importer: PlanImporter): Field<typeof CHECKED> {
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

const VERDICT_MARKS = {
  understood: 'measures.import.verdict.understood',
  doubtful: 'measures.import.verdict.doubtful',
  refused: 'measures.import.verdict.refused',
  aside: 'measures.import.verdict.aside',
} as const satisfies Record<Verdict, TextKey>;

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
  const mark = text('th', VERDICT_MARKS[verdict]);
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
