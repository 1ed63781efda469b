import type { Actor } from '../../src/conversation/actor';
import { fiscalYearOf } from '../../src/core/fiscal-year';
import type { Measure, Plan, Responsible } from '../../src/measures/plan';
import type { ProgressEntry } from '../../src/measures/progress';
import type { Round, RoundsOfYear } from '../../src/measures/round-rules';
import { roundsOf } from '../../src/measures/round-rules';
import type { NewProgress, PlansInForce, Progress } from '../../src/measures/service';
import type { Who } from '../helpers/actors';
import { actor, post } from '../helpers/actors';

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
    planVersion: 'plan-1:v1',
    fiscalYear: 2570,
    round: '6',
    by: 'person-1',
    recordedAt: new Date('2026-12-01T03:00:00Z'),
    asOf: '2026-12-01',
    ...change,
  };
}

/** The state of a round as the rules take it. */
export function latest(...entries: ProgressEntry[]): Map<string, ProgressEntry> {
  return new Map(entries.map((each) => [each.measureId, each]));
}

/** The rounds of the year of the examples: six months to 31 March, twelve to 30 September. */
export const [sixMonths, twelveMonths] = roundsOf(2570) as [Round, Round];

/** A plan that is in force always, for its organisation alone; the rounds are everybody's, or as `stored`. */
export function plansWith(
  measures: readonly Measure[],
  stored: Readonly<Record<number, RoundsOfYear>> = {},
): PlansInForce {
  return {
    around: (orgId, day) => {
      const year = fiscalYearOf(day);
      const version = { plan: { id: 'plan-1' } as Plan, version: 'plan-1:v1', measures };
      return Promise.resolve({
        rounds: [year - 1, year].flatMap((each) => roundsOf(each, stored[each])),
        planOf: () => Promise.resolve(orgId === ORG ? version : undefined),
      });
    },
  };
}

/** What a flow asks of progress besides the board: a measure of the plan counts for the six months. */
export function reportingIn(measures: readonly Measure[]): Progress['reporting'] {
  return (_orgId, _day, id) => {
    const measure = measures.find((each) => each.id === id);
    if (measure === undefined) return Promise.resolve(undefined);
    const version = { plan: { id: 'plan-1' } as Plan, version: 'plan-1:v1', measures };
    const open = [sixMonths, twelveMonths].map((round) => ({ round, version, measure }));
    return Promise.resolve({ measure, proposed: sixMonths, open });
  };
}

/** An approved plan of one year. */
export const plan: Plan = {
  id: 'na-kok:2570',
  orgId: 'na-kok',
  fiscalYear: 2570,
  title: 'แผน',
  status: 'approved',
  source: { name: 'plan.csv' },
};
