import type { z } from 'zod';
import { present } from '../../core/present';
import type { Finding, Why } from './finding';
import type { RawRow } from './raw-rows';
import { dangersIn, withoutEmpty } from './raw-rows';
import type { PlanHeader, PlanRow } from './row-shape';
import { COLUMNS, planHeader, planRow, REMEDIES, SOURCE_COLUMNS } from './row-shape';

/** A checked row with its number in the file. */
export interface CheckedRow extends Omit<RawRow, 'cells'> {
  readonly value: PlanRow;
}

const KNOWN: ReadonlySet<string> = new Set([...COLUMNS, ...SOURCE_COLUMNS]);

/** What became of rows that were checked each by itself. */
export interface CheckedRows {
  readonly rows: CheckedRow[];
  readonly problems: Finding[];
  /** Cells of papers that their column does not take: they are kept beside it. */
  readonly doubts: Finding[];
}

/** Checks every row by itself: allowed columns, harmless contents, and a shape that fits each column. */
export function checkRows(rows: readonly RawRow[], how: { paper?: boolean | undefined } = {}): CheckedRows {
  const all: CheckedRows = { rows: [], problems: [], doubts: [] };
  for (const { cells, ...place } of rows) {
    const where = present({ row: place.row, table: place.table });
    const { value, problems = [], doubts = [] } = checkCells(cells, how.paper === true);
    if (value !== undefined) all.rows.push({ ...place, value });
    all.doubts.push(...doubts.map((each) => ({ ...where, ...each })));
    all.problems.push(...problems.map((each) => ({ ...where, ...each })));
  }
  return all;
}

function checkCells(
  cells: Readonly<Record<string, unknown>>,
  paper: boolean,
): { value?: PlanRow; problems?: Finding[]; doubts?: Finding[] } {
  // What is nested without end is not looked into any further.
  const found = [...dangers(cells), ...unknownColumns(cells)];
  if (found.length > 0) return { problems: found };
  const filled = withoutEmpty(cells);
  const { data, error } = planRow.safeParse(filled);
  if (error === undefined) return { value: data };
  return (paper ? besideIn(filled, error) : undefined) ?? { problems: issuesOf(error) };
}

/** The row with each cell that does not fit kept beside it; `undefined` when the row cannot be without it. */
function besideIn(
  cells: Readonly<Record<string, unknown>>,
  error: z.ZodError,
): { value: PlanRow; doubts: Finding[] } | undefined {
  const unfit = new Set(error.issues.map(({ path }) => String(path[0] ?? '')));
  const rest = Object.fromEntries(Object.entries(cells).filter(([name]) => !unfit.has(name)));
  const moved = [...unfit].flatMap((name) =>
    typeof cells[name] === 'string' ? [{ heading: name, text: cells[name] }] : [],
  );
  const extra = [...(Array.isArray(cells.extra) ? (cells.extra as unknown[]) : []), ...moved];
  const { data } = planRow.safeParse({ ...rest, ...(extra.length === 0 ? {} : { extra }) });
  if (data === undefined) return undefined;
  const doubts = moved.map(({ heading, text }) => ({
    column: heading,
    message: `"${text.slice(0, 80)}" does not fit this column and is kept beside it.`,
    why: { key: 'measures.import.why.beside' as const, params: { text: text.slice(0, 40) } },
    remedy: REMEDIES[heading] ?? 'Correct it if it matters.',
  }));
  return { value: data, doubts };
}

/** Checks what a JSON file says about the plan itself. */
export function checkHeader(cells: Readonly<Record<string, unknown>>): {
  header: PlanHeader;
  problems: Finding[];
} {
  const found = dangers(cells);
  if (found.length > 0) return { header: {}, problems: found };
  const shape = planHeader.safeParse(withoutEmpty(cells));
  if (shape.success) return { header: shape.data, problems: [] };
  const problems = issuesOf(shape.error).map((each) => ({ ...each, column: `plan.${each.column ?? ''}` }));
  return { header: {}, problems };
}

function dangers(cells: Readonly<Record<string, unknown>>): Finding[] {
  return dangersIn(cells).map((message) => ({
    message: message.charAt(0).toUpperCase() + message.slice(1),
    remedy: 'Correct it; a plan needs nothing like this.',
    why: { key: 'measures.import.why.dangerous' },
  }));
}

function unknownColumns(cells: Readonly<Record<string, unknown>>): Finding[] {
  return Object.keys(cells)
    .filter((name) => !KNOWN.has(name))
    .map((column) => ({
      column: column.slice(0, 60),
      message: 'This column is not known.',
      why: { key: 'measures.import.why.unknownColumn' as const, params: { text: column.slice(0, 40) } },
      remedy: `Known columns: ${COLUMNS.join(', ')}.`,
    }));
}

function issuesOf(error: z.ZodError): Finding[] {
  return error.issues.map((issue) => {
    const column = issue.path.join('.');
    const top = String(issue.path[0] ?? '');
    const unknown = issue.code === 'unrecognized_keys' ? `: ${issue.keys.join(', ').slice(0, 200)}` : '';
    return {
      column,
      message: isMissing(issue) ? 'This is missing.' : `This cannot be read${unknown}.`,
      remedy: REMEDIES[top] ?? 'Write a text, or a list of texts.',
      why: whyOf(column, isMissing(issue)),
    };
  });
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

function whyOf(column: string, missing: boolean): Why {
  if (missing && column === 'title') return { key: 'measures.import.why.untitled' };
  return { key: 'measures.import.why.unfit', params: { text: column } };
}
