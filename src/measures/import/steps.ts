import { parsePeriods } from '../../core/periods';
import { present } from '../../core/present';
import type { Unit } from '../../organizations/rules';
import type { MeasureStep, PrintedStep } from '../plan';
import { readParties } from './responsible';
import type { PlanRow } from './row-shape';

/** A step as a row says it, whichever columns it used. */
export interface StepLine {
  readonly text: string;
  readonly responsible?: string | readonly string[];
  readonly periodText?: string;
  readonly result?: string;
}

/** The steps of a row: from `stepDetails`, or from `steps` with one line per step in the `step…` columns. */
export function stepLines(row: PlanRow): StepLine[] {
  if (row.stepDetails !== undefined) {
    return row.stepDetails.map(({ step, responsible, periodText, result }) => ({
      text: step,
      ...present({ responsible, periodText }),
      ...(result === undefined ? {} : { result: result.join('\n') }),
    }));
  }
  return (row.steps ?? []).map((text, index) => {
    const [responsible, periodText] = [row.stepResponsible?.[index], row.stepPeriods?.[index]];
    const result = row.stepResults?.[index];
    return {
      text,
      ...present({ responsible, periodText, result }),
    };
  });
}

/** The steps as the measure keeps them: parties known, periods read. */
export function stepsOf(row: PlanRow, units: readonly Unit[], fiscalYear: number): MeasureStep[] {
  return stepLines(row).map((line, index) => ({
    no: index + 1,
    ...printedStep(line),
    ...(line.responsible === undefined
      ? {}
      : { responsible: readParties(line.responsible, units).responsible }),
    ...(line.periodText === undefined
      ? {}
      : { periods: parsePeriods(line.periodText, { fiscalYear }).periods }),
  }));
}

/** The step as a form prints it. */
export function printedStep({ responsible, ...line }: StepLine): PrintedStep {
  if (responsible === undefined) return line;
  return { ...line, responsibleText: typeof responsible === 'string' ? responsible : responsible.join(' ') };
}
