import { createHash } from 'node:crypto';
import { present } from '../../core/present';
import type { Measure, MeasureGroup } from '../plan';
import type { CheckedRow } from './check';
import type { Finding } from './finding';
import type { PlanRow } from './row-shape';
import vocabulary from './vocabulary.json';

/** A row with its form, its printed number, and the measure it belongs to. */
export interface PlacedRow extends CheckedRow {
  readonly form: string;
  readonly order: number;
  readonly key: string;
  /** False when nothing but its title says which measure it is. */
  readonly isNamed: boolean;
}

/**
 * Says of every row which measure it describes: the one its `measure` names; without a name, the one that has
 * this title in the file, or had it in any form of the plan as it is (`known`), so that a measure keeps its
 * identity and its progress. `forms` are the organisation's, the first is that of rows which name none.
 */
export function placeRows(
  rows: readonly CheckedRow[],
  forms: readonly string[],
  known: readonly Measure[] = [],
): PlacedRow[] {
  const formOf = ({ value, part = 0 }: CheckedRow) =>
    value.form ?? forms[part] ?? (part === 0 ? 'plan' : `table-${part + 1}`);
  const named = new Map(keysByTitle(known));
  for (const each of rows) {
    const { value } = each;
    if (value.measure !== undefined) named.set(titled(formOf(each), value), value.measure);
  }
  const counted = new Map<string, number>();
  return rows.map((each) => {
    const { value } = each;
    const form = formOf(each);
    const list = listOf(form, value);
    const order = value.order ?? (counted.get(list) ?? 0) + 1;
    counted.set(list, order);
    const key = value.measure ?? named.get(titled(form, value));
    return { ...each, form, order, key: key ?? keyOf(form, value), isNamed: key !== undefined };
  });
}

/** The measures by every title they are printed under; a title of two measures names neither. */
function keysByTitle(known: readonly Measure[]): [string, string][] {
  const keys = new Map<string, Set<string>>();
  for (const { key, rows } of known) {
    for (const row of rows) {
      for (const title of [row.title, row.sourceText ?? row.title]) {
        const place = titled(row.form, { ...row, title });
        keys.set(place, (keys.get(place) ?? new Set()).add(key));
      }
    }
  }
  return [...keys].flatMap(([title, [key, other]]) =>
    key === undefined || other !== undefined ? [] : [[title, key] as [string, string]],
  );
}

/** What a row of this form is grouped by. */
export function groupOf(form: string, row: Pick<PlanRow, 'group' | 'indicatorNo'>): MeasureGroup {
  const grouped: Readonly<Record<string, string | undefined>> = vocabulary.groupedForms;
  if (grouped[form] === 'instrument' && row.group !== undefined) {
    return { kind: 'instrument', value: row.group };
  }
  if (grouped[form] === 'indicator' && row.indicatorNo !== undefined) {
    return { kind: 'indicator', value: String(row.indicatorNo) };
  }
  return { kind: 'none' };
}

/** Rows that stand where another already stands: one number, or one measure, twice in a form. */
export function repetitionsIn(placed: readonly PlacedRow[]): Finding[] {
  const seen = new Map<string, number>();
  return placed.flatMap(({ row, table, form, order, key, value }) => {
    const marks = [`number ${order} of ${listOf(form, value)}`, `the measure "${key}" of ${form}`];
    const mark = marks.find((each) => seen.has(each));
    const first = seen.get(mark ?? '');
    for (const each of marks) seen.set(each, seen.get(each) ?? row);
    if (mark === undefined || first === undefined) return [];
    const remedy = 'Remove one of the two, or give this one another number and another title.';
    const why = { key: 'measures.import.why.repeats', params: { row: first } } as const;
    return [{ row, ...present({ table }), message: `This row repeats row ${first}: ${mark}.`, remedy, why }];
  });
}

/**
 * Without a name of its own a measure is known by its title, so that a row put in between does not turn one
 * measure's progress into another's.
 */
function keyOf(form: string, row: PlanRow): string {
  return `t${createHash('sha256').update(titled(form, row)).digest('hex').slice(0, 10)}`;
}

/** The title as far as it tells measures apart: in forms grouped by instrument, each group has its own. */
function titled(form: string, row: Pick<PlanRow, 'title' | 'group'>): string {
  const group = groupOf(form, row);
  return `${group.kind === 'instrument' ? (group.value ?? '') : ''}|${bare(row.title)}`;
}

/** Where numbers run on: a form, or, in forms grouped by instrument, each group (Nong Chang Laen). */
function listOf(form: string, row: PlanRow): string {
  const group = groupOf(form, row);
  return group.kind === 'instrument' ? `${form} ${group.value ?? ''}` : form;
}

/** A title without what makes no difference: spaces, letter case. */
export function bare(title: string): string {
  return title
    .normalize('NFC')
    .replace(/[\s\u200b]+/g, '')
    .toLowerCase();
}
