import { isDay } from '../core/bangkok-day';
import type { Measure } from './plan';
import type { Count, Evidence, Money, ProgressEntry, Remark, StepProgress } from './progress';

/** What a person says in a report; everything else of an entry the service knows. */
export const SAID = [
  ...(['status', 'result', 'output', 'outcome', 'problem', 'recommendation', 'remark'] as const),
  ...(['steps', 'counts', 'money', 'evidence'] as const),
] as const;
export type Report = Pick<ProgressEntry, (typeof SAID)[number]>;

/** Longer than any cell of the papers; the same as a plan's cell may have. */
const LONGEST_TEXT = 20_000;
/** More than any local government has. */
const MOST_MONEY = 1e12;

/** What does not fit about a report on this measure, each as a code; nothing: it can be kept. */
export function problemsOf(report: Report, measure: Pick<Measure, 'steps' | 'periods'>): string[] {
  const { result, steps = [], counts = [], money, evidence } = report;
  const lines = result === '' ? 0 : result.split('\n').length;
  const stepNos = measure.steps.map((step) => step.no);
  return [
    ...(saysEnough(report) ? [] : ['nothing-said']),
    ...(textsOf(report).some((text) => text.length > LONGEST_TEXT) ? ['text-too-long'] : []),
    ...steps.flatMap((step, at) => problemsOfStep(step, stepNos, steps.slice(0, at))),
    ...(counts.every((count) => isCount(count, measure)) ? [] : ['count-unfit']),
    ...(money === undefined || isMoney(money) ? [] : ['money-unfit']),
    ...evidence.flatMap((each) => problemsOfEvidence(each, lines, stepNos)),
  ];
}

/** What was not done needs its reason; what was done needs a result, of the whole or of a step. */
function saysEnough({ status, result, steps = [] }: Report): boolean {
  if (result.trim() !== '') return true;
  const needsReason = status === 'not-started' || status === 'unable';
  return !needsReason && steps.some((step) => (step.result ?? '').trim() !== '');
}

function problemsOfStep(
  { no, status, result }: StepProgress,
  known: readonly number[],
  before: readonly StepProgress[],
): string[] {
  return [
    ...(known.includes(no) ? [] : ['step-unknown']),
    ...(before.some((step) => step.no >= no) ? ['steps-disordered'] : []),
    ...(status === undefined && (result ?? '').trim() === '' ? ['step-empty'] : []),
  ];
}

/** A count is of all, or in the unit of a target that still holds. */
function isCount({ times, every }: Count, { periods }: Pick<Measure, 'periods'>): boolean {
  const isTarget = periods.some(
    (period) => period.kind === 'frequency' && period.former !== true && period.every === every,
  );
  return Number.isInteger(times) && times >= 0 && (every === undefined || isTarget);
}

function isMoney({ spent, budget }: Money): boolean {
  return [spent, budget ?? 0].every(
    (baht) => baht >= 0 && baht <= MOST_MONEY && Math.abs(baht * 100 - Math.round(baht * 100)) < 1e-4,
  );
}

function problemsOfEvidence(evidence: Evidence, lines: number, stepNos: readonly number[]): string[] {
  const { fileId, url, title, line, step, from, to } = evidence;
  const days = [from, to].filter((day) => day !== undefined);
  const isRange = to === undefined || (from !== undefined && from <= to);
  return [
    ...(fileId === undefined && (url ?? title ?? '').trim() === '' ? ['evidence-empty'] : []),
    ...(line !== undefined && !(Number.isInteger(line) && line >= 1 && line <= lines)
      ? ['line-unknown']
      : []),
    ...(step !== undefined && !stepNos.includes(step) ? ['step-unknown'] : []),
    ...(days.every(isDay) && isRange ? [] : ['evidence-days']),
  ];
}

/** Every text of a report, wherever it stands. */
export function textsOf(report: Report): string[] {
  const { result, output, outcome, problem, recommendation, remark, steps = [] } = report;
  const remarks = [output, outcome, problem, recommendation, remark].map(textOf);
  return [result, ...remarks, ...steps.map((step) => step.result ?? '')];
}

function textOf(remark: Remark | undefined): string {
  return remark !== undefined && 'text' in remark ? remark.text : '';
}
