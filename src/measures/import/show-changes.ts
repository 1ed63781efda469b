import type { NamedMeasure, PlanChanges } from '../plan-versions';
import { isUnchanged } from '../plan-versions';

/** What changes against the plan that holds, one line each, for a terminal. */
export function showChanges(changes: PlanChanges): string[] {
  if (isUnchanged(changes)) return ['unchanged: this is what the plan that holds says'];
  return [
    ...(changes.plan.length === 0 ? [] : [`plan: ${changes.plan.join(', ')}`]),
    ...changes.removed.map((each) => `removed: ${named(each)}`),
    ...changes.added.map((each) => `added: ${named(each)}`),
    ...changes.changed.map((each) => `changed: ${named(each)}: ${each.fields.join(', ')}`),
    ...(changes.reordered ? ['the order of the measures'] : []),
  ];
}

function named({ key, title }: NamedMeasure): string {
  return `${key} "${title.replace(/\s+/g, ' ').slice(0, 80)}"`;
}
