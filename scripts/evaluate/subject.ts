import { z } from 'zod';
import type { Day } from '../../src/core/bangkok-day';
import { AppError } from '../../src/core/errors';

/** What is measured. Both throw `cases-invalid`, see `readRows`. */
export interface Evaluation {
  /** Answers every case of a file, in their order. `today` fills in what a case leaves open. */
  answers(cases: unknown, today: Day): readonly object[];
  /** How many of the answers are right, for a person to read; where the cases say what is right. */
  figures?(cases: unknown): readonly string[];
}

/**
 * The cases of a file, if each has the shape. Throws `cases-invalid`, which names every wrong row (from 1)
 * and what is wrong with it.
 */
export function readRows<T>(cases: unknown, shape: z.ZodType<T>): readonly T[] {
  if (!Array.isArray(cases)) throw new AppError('cases-invalid', 'The file must hold an array of cases.');
  const read = cases.map((row: unknown) => shape.safeParse(row));
  const problems = read.flatMap((row, index) =>
    row.success
      ? []
      : row.error.issues.map((issue) => `row ${index + 1}: ${[...issue.path, issue.message].join(': ')}`),
  );
  if (problems.length > 0) throw new AppError('cases-invalid', problems.join('\n'));
  return read.flatMap((row) => (row.success ? [row.data] : []));
}
