import type { Actor } from '../../src/conversation/actor';
import type { Measure, Plan, Responsible } from '../../src/measures/plan';
import type { ProgressEntry } from '../../src/measures/progress';
import { actor, post } from '../helpers/actors';
import type { Who } from '../helpers/actors';
import type { NewProgress, PlansInForce } from '../../src/measures/service';

const ORG = 'na-kok';

/** A measure with everything in place; each test names only what it is about. */
export function measure(id: string, change: Partial<Measure> = {}): Measure {
  return {
    id,
    orgId: ORG,
    fiscalYear: 2570,
    key: id,
    order: 1,
    title: `มาตรการ ${id}`,
    shortTitle: `มาตรการ ${id}`,
    planId: 'plan-1',
    group: { kind: 'none' },
    subItems: [],
    approach: [],
    steps: [],
    responsible: [clerkOffice],
    periods: [],
    monitoring: [],
    oitItems: [],
    rows: [],
    ...change,
  };
}

export const clerkOffice: Responsible = { unitKey: 'clerk', name: 'สำนักปลัด', lead: false };
export const finance: Responsible = { unitKey: 'finance', name: 'กองคลัง', lead: false };
export const everyUnit: Responsible = {
  everyUnit: true,
  name: 'ทุกส่วนราชการ',
  lead: false,
};
export const everyone: Responsible = { everyone: true, name: 'ทุกคน', lead: false };

/** A staff member of the clerk's office; each test changes what it is about. */
export function person(change: Partial<Actor> = {}): Actor {
  return { personId: 'person-1', orgId: ORG, posts: [post('reporter', 'clerk')], locale: 'th', ...change };
}

/** An actor without a unit. */
export function withoutUnit(who: Who): Actor {
  return actor(who, { personId: 'person-2', orgId: ORG });
}

export function draft(measureId: string, change: Partial<NewProgress> = {}): NewProgress {
  return { measureId, status: 'done', result: 'ประกาศนโยบายและแจ้งเวียนแล้ว', evidence: [], ...change };
}

export function entry(measureId: string, change: Partial<ProgressEntry> = {}): ProgressEntry {
  return {
    ...draft(measureId),
    id: `entry-${measureId}`,
    once: `once-${measureId}`,
    orgId: ORG,
    planId: 'plan-1',
    fiscalYear: 2570,
    months: 6,
    by: 'person-1',
    recordedAt: new Date('2026-12-01T03:00:00Z'),
    ...change,
  };
}

/** The state of a round as the rules take it. */
export function latest(...entries: ProgressEntry[]): Map<string, ProgressEntry> {
  return new Map(entries.map((each) => [each.measureId, each]));
}

/** A plan that is in force always, for its organisation alone. */
export function plansWith(measures: readonly Measure[]): PlansInForce {
  return {
    inForce: (orgId) =>
      Promise.resolve(orgId === ORG ? { plan: { id: 'plan-1' } as Plan, measures } : undefined),
  };
}
