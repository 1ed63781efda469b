import { parsePeriods } from '../../core/periods';
import { present } from '../../core/present';
import { text } from '../../core/texts';
import { toArabicDigits, toThaiDigits } from '../../core/thai-digits';
import type { Measure, Plan } from '../plan';
import { measureId, planId } from '../plan';

/** What was recommended on each measure, by its key. */
export type Recommendations = ReadonlyMap<string, readonly string[]>;

/**
 * A draft of the next fiscal year's plan: the same measures under the same keys, years in titles and periods one
 * later, results of this year left out, and what was recommended written into each analysis under `heading`.
 */
export function nextYearOf(
  { plan, measures }: { readonly plan: Plan; readonly measures: readonly Measure[] },
  recommendations: Recommendations,
  heading: string,
): { plan: Plan; measures: Measure[] } {
  const fiscalYear = plan.fiscalYear + 1;
  const id = planId(plan.orgId, fiscalYear);
  const { basedOnAssessmentYear: based, ...rest } = plan;
  return {
    plan: {
      ...rest,
      ...{ id, fiscalYear, status: 'draft', title: oneYearLater(plan.title) },
      ...present({ basedOnAssessmentYear: based === undefined ? undefined : based + 1 }),
      source: { name: plan.id },
    },
    measures: measures.map((measure) => carried(measure, { id, fiscalYear }, recommendations, heading)),
  };
}

function carried(
  measure: Measure,
  { id, fiscalYear }: { id: string; fiscalYear: number },
  recommendations: Recommendations,
  heading: string,
): Measure {
  const { periodText, analysis } = measure;
  const advice = recommendations.get(measure.key) ?? [];
  const lines = [
    ...(analysis === undefined ? [] : [analysis]),
    ...advice.map((each) => `${heading} ${each}`),
  ];
  const later = periodText === undefined ? undefined : oneYearLater(periodText);
  return {
    ...present({
      ...measure,
      ...{ score: undefined, scoreNote: undefined, periodText: later },
      analysis: lines.length === 0 ? undefined : lines.join('\n'),
    }),
    ...{ id: measureId(measure.orgId, fiscalYear, measure.key), planId: id, fiscalYear },
    periods: parsePeriods(later ?? '', { fiscalYear }).periods,
    steps: measure.steps.map(({ no, text, responsible, responsibleText, periodText: stepPeriod }) => ({
      ...{ no, text },
      ...present({ responsible, responsibleText }),
      ...(stepPeriod === undefined
        ? {}
        : {
            periodText: oneYearLater(stepPeriod),
            periods: parsePeriods(oneYearLater(stepPeriod), { fiscalYear }).periods,
          }),
    })),
    rows: measure.rows.map(
      ({
        form,
        order,
        group,
        title,
        sourceText,
        subItems,
        approach,
        responsibleText,
        monitoring,
        extra,
        periodText: printed,
      }) => ({
        ...{ form, order, title },
        ...present({ group, sourceText, subItems, approach, responsibleText, monitoring, extra }),
        ...(printed === undefined ? {} : { periodText: oneYearLater(printed) }),
      }),
    ),
  };
}

/** "๑ ตุลาคม ๒๕๖๖" becomes "๑ ตุลาคม ๒๕๖๗": every full Buddhist year, in the digits it was written in. */
export function oneYearLater(printed: string): string {
  return printed.replace(
    /(?<![\d\u0e50-\u0e59])(?:25\d\d|\u0e52\u0e55[\u0e50-\u0e59]{2})(?![\d\u0e50-\u0e59])/g,
    (year) => {
      const later = Number(toArabicDigits(year)) + 1;
      return /\d/.test(year) && toArabicDigits(year) === year ? String(later) : toThaiDigits(later);
    },
  );
}

/** What stands before a recommendation of that year. */
export function recommendedIn(fiscalYear: number): string {
  return text('th', 'measures.import.recommended', { year: toThaiDigits(fiscalYear) });
}
