import { z } from 'zod';
import { fiscalYearOf } from '../../src/core/fiscal-year';
import type { Period } from '../../src/core/periods';
import { parsePeriods } from '../../src/core/periods';
import type { Evaluation } from './subject';
import { readRows } from './subject';

const shape = z.strictObject({
  text: z.string(),
  fiscalYear: z
    .number()
    .int()
    .min(2400, 'a year of the Buddhist era, e.g. 2569')
    .max(2700, 'a year of the Buddhist era, e.g. 2569')
    .optional(),
});

/** The periods of a plan's cells, each in the plan of its fiscal year; by default the current one. */
export const evaluatePeriods: Evaluation = {
  answers: (cases, today) =>
    readRows(cases, shape).map(({ text, fiscalYear = fiscalYearOf(today) }) => {
      const { periods, warnings } = parsePeriods(text, { fiscalYear });
      return {
        text,
        periods: periods.map(withoutPlace),
        warnings: [...new Set(warnings.map(({ code }) => code))],
      };
    }),
};

/** What is absent stays absent in JSON. */
function withoutPlace({ kind, start, end, every, times, on, within, former }: Period): object {
  return { kind, start, end, every, times, on, within, former };
}
