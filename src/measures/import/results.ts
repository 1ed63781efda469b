import type { Day } from '../../core/bangkok-day';
import { present } from '../../core/present';
import type { Report } from '../entry-rules';
import { problemsOf } from '../entry-rules';
import type { Measure, PrintedRow } from '../plan';
import type { Remark, StepProgress } from '../progress';
import { statusSaid } from '../proposing/status-said';
import type { Finding } from './finding';
import { bareHeading } from './row-shape';
import vocabulary from './vocabulary.json';

/** What the rows of a measure say was done, and what is doubtful about it. */
export interface ResultReading {
  readonly measure: Measure;
  /** Absent where the rows say nothing that could be kept. */
  readonly report?: Report;
  readonly doubts: readonly Finding[];
}

/** Reads the results that the rows of a plan print: the last form that says something holds. */
export function resultsIn(measures: readonly Measure[]): ResultReading[] {
  return measures.map((measure) => {
    const said = measure.rows.reduce<Partial<PrintedRow>>(
      (before, row) => ({ ...before, ...saidIn(row) }),
      {},
    );
    const steps = measure.steps.flatMap(({ no, result }): StepProgress[] =>
      result === undefined || result.trim() === '' ? [] : [{ no, result }],
    );
    const result = said.result ?? '';
    const remarks = remarksIn(said, measure.rows);
    if (said.status === undefined && result === '' && steps.length === 0 && Object.keys(remarks).length === 0)
      return { measure, doubts: [doubt(measure, 'the rows say no result; nothing was recorded.')] };
    const guessed = said.status ?? statusSaid(result) ?? 'in-progress';
    const report: Report = {
      ...{ status: guessed, result, evidence: [] },
      ...(steps.length === 0 ? {} : { steps }),
      ...remarks,
    };
    const doubts =
      said.status === undefined ? [doubt(measure, `no status is said; it was taken as ${guessed}.`)] : [];
    // A mark in the column of a status says it all: there it is not asked what was done.
    const unfit = problemsOf(report, measure).filter((each) => each !== 'nothing-said');
    if (unfit.length === 0) return { measure, report, doubts };
    return { measure, doubts: [doubt(measure, `the result cannot be kept: ${unfit.join(', ')}.`)] };
  });
}

/** The day an imported result speaks of: the last of its round, unless that has not come. */
export function dayOfResult(round: { readonly to: Day }, today: Day): Day {
  return round.to < today ? round.to : today;
}

function saidIn({
  status,
  result,
  output,
  outcome,
  recommendation,
  remark,
}: PrintedRow): Partial<PrintedRow> {
  return present({ status, result, output, outcome, recommendation, remark });
}

function remarksIn(
  said: Partial<PrintedRow>,
  rows: readonly PrintedRow[],
): Partial<Pick<Report, 'output' | 'outcome' | 'problem' | 'recommendation' | 'remark'>> {
  const { output, outcome, recommendation, remark } = said;
  const problem = rows.flatMap(({ extra = [] }) => extra).findLast(({ heading }) => isProblem(heading))?.text;
  return present({
    output: remarkOf(output),
    outcome: remarkOf(outcome),
    problem: remarkOf(problem),
    recommendation: remarkOf(recommendation),
    remark: remarkOf(remark),
  });
}

function isProblem(heading: string): boolean {
  return vocabulary.paper.problem.some((word) => bareHeading(heading).includes(bareHeading(word)));
}

function remarkOf(text: string | undefined): Remark | undefined {
  if (text === undefined) return undefined;
  return isSaid(text) ? { text } : { none: true };
}

function doubt({ shortTitle }: Measure, message: string): Finding {
  return {
    message: `"${shortTitle}": ${message}`,
    remedy: 'Look at it, and report on it in the chat if need be.',
  };
}

/** False for the ways in which papers say that there is nothing. */
export function isSaid(text: string): boolean {
  return !vocabulary.paper.none.includes(text.trim());
}
