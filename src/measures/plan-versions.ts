import { isDeepStrictEqual } from 'node:util';
import type { Measure, Plan } from './plan';
import type { RoundsOfYear } from './round-rules';

/** A fiscal year of an office: which version of its plan holds, which one waits, and its rounds. */
export interface PlanYear extends RoundsOfYear {
  /** See `planId`. */
  readonly id: string;
  readonly orgId: string;
  /** Buddhist era. */
  readonly fiscalYear: number;
  readonly approvedVersion?: string;
  readonly draftVersion?: string;
}

/** What happened to a version, in the order in which it happened. */
export interface VersionEvent {
  readonly version: string;
  readonly what: 'drafted' | 'approved';
  readonly at: Date;
  /** Fingerprint of a person, or `OPERATOR`. */
  readonly by: string;
}

/** Who runs the scripts: nobody the bot knows. */
export const OPERATOR = 'operator';

/**
 * The plan that holds in `fiscalYear`: that of the newest year with an approved version which has begun. An
 * office that has not yet decided on this year's plan goes on with the last one.
 */
export function planInForce<Y extends Pick<PlanYear, 'fiscalYear' | 'approvedVersion'>>(
  years: readonly Y[],
  fiscalYear: number,
): Y | undefined {
  return years
    .filter((year) => year.approvedVersion !== undefined && year.fiscalYear <= fiscalYear)
    .sort((one, other) => other.fiscalYear - one.fiscalYear)[0];
}

/** A measure as a list of changes names it. */
export interface NamedMeasure {
  readonly key: string;
  readonly title: string;
}

/** What a version of a plan says otherwise than another. */
export interface PlanChanges {
  /** Fields of the plan itself. */
  readonly plan: readonly string[];
  readonly added: readonly NamedMeasure[];
  readonly removed: readonly NamedMeasure[];
  /** With the names of the fields that differ; the place in the plan is not among them. */
  readonly changed: readonly (NamedMeasure & { readonly fields: readonly string[] })[];
  /** True when the measures that stay are in another order. */
  readonly reordered: boolean;
}

/** A plan with its measures in their order. */
export interface PlanContents {
  readonly plan: Plan;
  readonly measures: readonly Measure[];
}

const PLAN_FIELDS = ['title', 'basedOnAssessmentYear', 'intro', 'source'] as const;
/** Where a measure stands says nothing about it; whose it is cannot differ. */
const NOT_COMPARED: readonly string[] = ['id', 'planId', 'orgId', 'fiscalYear', 'key', 'order'];

/** Compares two versions of a year's plan. A measure is known by its key, whatever it is called. */
export function changesBetween(before: PlanContents | undefined, after: PlanContents): PlanChanges {
  const old = new Map((before?.measures ?? []).map((each) => [each.key, each]));
  const kept = new Set(after.measures.map((each) => each.key));
  const staying = after.measures.filter((each) => old.has(each.key)).map((each) => each.key);
  return {
    plan:
      before === undefined
        ? []
        : PLAN_FIELDS.filter((field) => !isDeepStrictEqual(before.plan[field], after.plan[field])),
    added: after.measures.filter((each) => !old.has(each.key)).map(named),
    removed: [...old.values()].filter((each) => !kept.has(each.key)).map(named),
    changed: after.measures.flatMap((measure) => {
      const was = old.get(measure.key);
      const fields = was === undefined ? [] : fieldsThatDiffer(was, measure);
      return fields.length === 0 ? [] : [{ ...named(measure), fields }];
    }),
    reordered: !isDeepStrictEqual(
      [...old.keys()].filter((key) => kept.has(key)),
      staying,
    ),
  };
}

/** True when two versions say the same. */
export function isUnchanged({ plan, added, removed, changed, reordered }: PlanChanges): boolean {
  return plan.length + added.length + removed.length + changed.length === 0 && !reordered;
}

function named({ key, title }: Measure): NamedMeasure {
  return { key, title };
}

function fieldsThatDiffer(one: Measure, other: Measure): string[] {
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].filter(
    (name) => !NOT_COMPARED.includes(name) && !isDeepStrictEqual(a.get(name), b.get(name)),
  );
}
