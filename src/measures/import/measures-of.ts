import { parsePeriods } from '../../core/periods';
import { present } from '../../core/present';
import { shorten } from '../../speech/wording';
import type { Measure, PrintedRow } from '../plan';
import { LONGEST_SHORT_TITLE, measureId, planId } from '../plan';
import { plainTitle } from '../wording';
import type { PlacedRow } from './place';
import { groupOf } from './place';
import { readParties, withLeads } from './responsible';
import type { Office } from './row-findings';
import type { PlanRow } from './row-shape';
import { printedStep, stepLines, stepsOf } from './steps';

/** Makes one measure of all rows that describe it, in the order in which the file first names each. */
export function measuresOf(rows: readonly PlacedRow[], office: Office): Measure[] {
  const byKey = new Map<string, [PlacedRow, ...PlacedRow[]]>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    if (known === undefined) byKey.set(row.key, [row]);
    else known.push(row);
  }
  return [...byKey.values()].map((ofMeasure, index) => measureOf(ofMeasure, index + 1, office));
}

function measureOf(rows: readonly [PlacedRow, ...PlacedRow[]], order: number, office: Office): Measure {
  const { organization, fiscalYear } = office;
  const [{ key, form, value: first }] = rows;
  // What the first row says holds; the others add what it leaves out.
  const said = rows.reduceRight<PlanRow>((rest, { value }) => ({ ...rest, ...value }), first);
  const { responsible } = readParties(said.responsible ?? [], organization.units);
  const printed = responsibleTextOf(said);
  return {
    id: measureId(organization.id, fiscalYear, key),
    planId: planId(organization.id, fiscalYear),
    orgId: organization.id,
    fiscalYear,
    key,
    order,
    title: said.title,
    shortTitle: said.shortTitle ?? shorten(plainTitle(said.title), LONGEST_SHORT_TITLE),
    group: groupOf(form, said),
    ...present({ instrument: said.group }),
    ...pick(said, ['indicatorNo', 'indicatorName', 'score', 'scoreNote', 'analysis', 'purpose']),
    subItems: said.subItems ?? [],
    approach: said.approach ?? [],
    steps: stepsOf(said, organization.units, fiscalYear),
    responsible: withLeads(responsible, printed),
    ...present({ responsibleText: printed }),
    ...pick(said, ['periodText']),
    periods: parsePeriods(said.periodText ?? '', { fiscalYear }).periods,
    monitoring: said.monitoring ?? [],
    oitItems: said.oitItems ?? [],
    rows: rows.map(printedRow),
  };
}

const PRINTED_AS_WRITTEN = [
  'sourceText',
  'group',
  'subItems',
  'analysis',
  'approach',
  'periodText',
  'monitoring',
  'status',
  'result',
  'output',
  'outcome',
  'recommendation',
  'remark',
  'extra',
] as const;

function printedRow({ form, order, value }: PlacedRow): PrintedRow {
  const steps = stepLines(value).map(printedStep);
  const responsibleText = responsibleTextOf(value);
  return {
    form,
    order,
    title: value.title,
    ...pick(value, PRINTED_AS_WRITTEN),
    ...(steps.length === 0 ? {} : { steps }),
    ...present({ responsibleText }),
  };
}

/** What is printed: the cell's own words, else the names one after the other. */
function responsibleTextOf({ responsibleText, responsible }: PlanRow): string | undefined {
  if (responsibleText !== undefined || responsible === undefined) return responsibleText;
  return typeof responsible === 'string' ? responsible : responsible.join(' ');
}

/** These columns, where the row has them. */
function pick<K extends keyof PlanRow>(
  row: PlanRow,
  names: readonly K[],
): { [P in K]?: Exclude<PlanRow[P], undefined> } {
  const picked: { [P in K]?: Exclude<PlanRow[P], undefined> } = {};
  for (const name of names) {
    const value = row[name];
    if (value !== undefined) picked[name] = value as Exclude<PlanRow[K], undefined>;
  }
  return picked;
}
