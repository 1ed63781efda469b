import type { z } from 'zod';
import type { Finding } from './finding';
import type { RawRow } from './raw-rows';
import { dangersIn, withoutEmpty } from './raw-rows';
import type { PlanHeader, PlanRow } from './row-shape';
import { COLUMNS, planHeader, planRow, REMEDIES, SOURCE_COLUMNS } from './row-shape';

/** A checked row with its number in the file. */
export interface CheckedRow {
  readonly row: number;
  readonly value: PlanRow;
}

const KNOWN: ReadonlySet<string> = new Set([...COLUMNS, ...SOURCE_COLUMNS]);

/** Checks every row by itself: allowed columns, harmless contents, and a shape that fits each column. */
export function checkRows(rows: readonly RawRow[]): { rows: CheckedRow[]; problems: Finding[] } {
  const problems: Finding[] = [];
  const checked: CheckedRow[] = [];
  for (const { row, cells } of rows) {
    const found = [...dangers(cells), ...unknownColumns(cells)];
    const shape = found.length > 0 ? undefined : planRow.safeParse(withoutEmpty(cells));
    if (shape?.success === true) checked.push({ row, value: shape.data });
    problems.push(
      ...[...found, ...(shape?.error ? issuesOf(shape.error) : [])].map((each) => ({ row, ...each })),
    );
  }
  return { rows: checked, problems };
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
  }));
}

function unknownColumns(cells: Readonly<Record<string, unknown>>): Finding[] {
  return Object.keys(cells)
    .filter((name) => !KNOWN.has(name))
    .map((column) => ({
      column: column.slice(0, 60),
      message: 'This column is not known.',
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
    };
  });
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}
