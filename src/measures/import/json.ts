import { present } from '../../core/present';
import type { Finding } from './finding';
import type { RawPlan } from './raw-rows';
import { isRecord } from './raw-rows';

const SHAPE = 'Give a list of rows, or an object with "plan" and "rows".';

/** Reads a JSON file: a list of rows, or `{ "plan": {…}, "rows": […] }`. */
export function rowsOfJson(text: string): RawPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0] ?? 'its end';
    return failed({ message: `This is not valid JSON: it breaks at ${at}.`, remedy: 'Correct the file.' });
  }
  if (Array.isArray(value)) return rowsOf(value);
  if (!isRecord(value) || !Array.isArray(value.rows))
    return failed({ message: 'There are no rows.', remedy: SHAPE });
  const { plan, rows, ...unknown } = value;
  const problems = Object.keys(unknown).map((name) => ({
    message: `"${name}" is not known.`,
    remedy: SHAPE,
  }));
  if (plan !== undefined && !isRecord(plan))
    return failed({ message: '"plan" is no object.', remedy: SHAPE });
  const read = rowsOf(rows);
  return {
    ...read,
    problems: [...problems, ...read.problems],
    ...present({ header: plan }),
  };
}

function rowsOf(values: readonly unknown[]): RawPlan {
  const numbered = values.map((cells, index) => ({ row: index + 1, cells }));
  const problems = numbered
    .filter(({ cells }) => !isRecord(cells))
    .map(({ row }) => ({ row, message: 'This is no row.', remedy: 'Write an object with column names.' }));
  return {
    rows: numbered.flatMap(({ row, cells }) => (isRecord(cells) ? [{ row, cells }] : [])),
    problems,
  };
}

function failed(problem: Finding): RawPlan {
  return { rows: [], problems: [problem] };
}
