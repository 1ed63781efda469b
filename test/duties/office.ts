import type { Complaints } from '../../src/complaints/service';
import { createComplaints } from '../../src/complaints/service';
import type { Actor } from '../../src/conversation/actor';
import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { OFFICES } from '../../src/core/posts';
import { Sealer } from '../../src/core/sealing';
import type { Plan } from '../../src/measures/plan';
import type { Plans } from '../../src/measures/plan-service';
import { createPlans } from '../../src/measures/plan-service';
import type { Rounds } from '../../src/measures/round-service';
import { createRounds } from '../../src/measures/round-service';
import type { Progress } from '../../src/measures/service';
import { createProgress } from '../../src/measures/service';
import type { People } from '../../src/people/service';
import { createPeople } from '../../src/people/service';
import type { Who } from '../helpers/actors';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import { finance, measure } from '../measures/sample-measures';

export const ORG = 'na-kok';
/** The unit everybody here works in. */
export const OWN = 'clerk';
export const DAY = '2026-12-01';
export const PLAN: Plan = {
  id: `${ORG}:2570`,
  orgId: ORG,
  fiscalYear: 2570,
  title: 'แผน',
  status: 'approved',
  source: { name: 'plan.csv' },
};
const ofPlan = { planId: PLAN.id };
export const MEASURES = [
  measure(`${PLAN.id}:own`, { ...ofPlan, key: 'own' }),
  measure(`${PLAN.id}:other`, { ...ofPlan, key: 'other', responsible: [finance] }),
];

/** Rooms on a database, and a person for every office who took their post up there. */
export interface TestOffice {
  readonly db: TestDatabase;
  readonly people: People;
  readonly plans: Plans;
  readonly rounds: Rounds;
  readonly progress: Progress;
  readonly complaints: Complaints;
  /** Everybody, as they act after registering. */
  readonly actors: Readonly<Record<Who, Actor>>;
  /** A number that was not given before. */
  readonly next: () => string;
}

/** An organisation with a plan and somebody in every office, each with a post in the clerk's unit. */
export async function openOffice(): Promise<TestOffice> {
  const db = await connectTestDatabase();
  const { connection } = db;
  const parts = {
    connection,
    sealer: new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]),
    clock: { now: () => new Date(`${DAY}T03:00:00Z`) },
    ids: randomIds,
    log: silentLog,
    files: { attach: () => Promise.resolve() },
    audit: { count: () => Promise.resolve() },
    changed: () => Promise.resolve(),
  };
  const people = createPeople(parts);
  const plans = createPlans(parts);
  const rounds = createRounds(parts);
  const progress = createProgress({ ...parts, plans });
  const complaints = createComplaints({ ...parts, lineUserIdOf: (id) => people.lineUserIdOf(id) });
  await db.createIndexes();
  await plans.save(PLAN, MEASURES);
  const met = await Promise.all(
    OFFICES.map(async (office): Promise<[Who, Actor]> => {
      const citizen = await people.meet(ORG, `U-${office}`);
      const invitation = { orgId: ORG, office, unitKey: OWN };
      await people.register(citizen, await people.invite(invitation, 'operator'));
      return [office, await people.meet(ORG, `U-${office}`)];
    }),
  );
  const citizen: [Who, Actor] = ['citizen', await people.meet(ORG, 'U-citizen')];
  const actors = Object.fromEntries([citizen, ...met]) as Record<Who, Actor>;
  let given = 0;
  const next = () => `once-${++given}`;
  return { db, people, plans, rounds, progress, complaints, actors, next };
}
