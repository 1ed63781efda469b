import type { Actor } from '../../src/conversation/actor';
import type { Office } from '../../src/core/posts';
import type { Duty } from '../../src/duties/duties';
import { may } from '../../src/duties/duties';
import type { TestOffice } from './office';
import { DAY, MEASURES, ORG, OWN, PLAN } from './office';

/** Whose matter it is: that of the actor's own unit, or another's. */
export type Matter = 'own' | 'other';

/**
 * Tries to do what a duty allows, through the service behind it: true when it was done, false when it was as if
 * the thing were not there. Anything else that happens is an error.
 */
export type Probe = (office: TestOffice, actor: Actor, matter: Matter) => Promise<boolean>;

/** What the table alone decides as yet: the service comes with the conversations for it. */
const byTable =
  (duty: Duty): Probe =>
  (_office, actor, matter) =>
    Promise.resolve(may(actor, duty, { orgId: ORG, unitKeys: [matter === 'own' ? OWN : 'finance'] }));

async function done(doing: Promise<unknown>, refusal: string): Promise<boolean> {
  try {
    await doing;
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === refusal) return false;
    throw error;
  }
}

const file = ({ complaints, actors, next }: TestOffice, category: string) =>
  complaints.open(
    { category, detail: 'ถนนหน้าวัดเป็นหลุมลึก', fileIds: [], contact: { name: 'สมชาย' } },
    actors.citizen,
    next(),
  );

/** Read in the inbox, by name and whole: all three, or none of them. */
const seesComplaints =
  (category: string): Probe =>
  async (office, actor) => {
    const { id } = await file(office, category);
    const { complaints } = office;
    const ways = [
      (await complaints.inbox(actor)).some((each) => each.id === id),
      (await complaints.find(actor, id)) !== undefined,
      await done(complaints.show(actor, id), 'ticket-unknown'),
    ];
    return same(ways);
  };

const handlesComplaints =
  (category: string): Probe =>
  async (office, actor) => {
    const { id: ticketId } = await file(office, category);
    const ways = [];
    for (const to of ['in-progress', 'answered', 'closed'] as const) {
      const move = office.complaints.move({ ticketId, to, note: 'เรียบร้อย' }, actor, office.next());
      ways.push(await done(move, 'ticket-unknown'));
    }
    return same(ways);
  };

/** Invites to an office, and ends a post of it. */
const invites =
  (office: Office): Probe =>
  ({ people }, actor) =>
    done(people.invite({ orgId: ORG, office }, actor), 'not-allowed');

const endsPosts =
  (office: Office): Probe =>
  async ({ people, next }, actor) => {
    const somebody = await people.meet(ORG, next());
    const code = await people.invite({ orgId: ORG, office }, 'operator');
    const { post } = await people.register(somebody, code);
    return same([
      (await people.endablePosts(ORG, actor)).some((held) => held.post.id === post.id),
      await done(people.endPost(ORG, post.id, actor), 'post-unknown'),
    ]);
  };

const record: Probe = ({ progress, next }, actor, matter) => {
  const report = { status: 'done', result: 'ดำเนินการแล้ว', evidence: [] } as const;
  const measureId = `${PLAN.id}:${matter}`;
  return done(progress.record({ ...report, measureId }, actor, next()), 'measure-not-yours');
};

/** How each duty is tried out. */
export const PROBES: Readonly<Record<Duty, Probe>> = {
  'see-measures': async (office, actor) => {
    const { progress, actors, next } = office;
    const report = { measureId: `${PLAN.id}:own`, status: 'done', result: 'แล้ว', evidence: [] } as const;
    const { id } = await progress.record(report, actors.coordinator, next());
    return same([
      (await progress.board(actor, DAY)) !== undefined,
      (await progress.historyOf(actor, report.measureId)).length > 0,
      await progress.maySee(actor, id),
    ]);
  },
  'log-progress': record,
  'review-progress': byTable('review-progress'),
  'see-round-status': async ({ progress }, actor) => (await progress.readiness(actor, DAY)) !== undefined,
  'get-reminders': async ({ people }, { personId }) =>
    (await people.holdersOf(ORG, 'get-reminders')).some((each) => each.personId === personId),
  'close-round': ({ rounds }, actor) => done(rounds.close(ORG, 2571, '6', actor), 'not-allowed'),
  'endorse-reporter': byTable('endorse-reporter'),
  'endorse-section-head': byTable('endorse-section-head'),
  'endorse-unit-head': byTable('endorse-unit-head'),
  'endorse-central-head': byTable('endorse-central-head'),
  'endorse-clerk': byTable('endorse-clerk'),
  'endorse-executive': byTable('endorse-executive'),
  'see-complaints': seesComplaints('roads'),
  'handle-complaints': handlesComplaints('roads'),
  'see-protected-complaints': seesComplaints('corruption'),
  'handle-protected-complaints': handlesComplaints('corruption'),
  'see-contacts': async (office, actor) => {
    const { id } = await file(office, 'roads');
    if ((await office.complaints.find(actor, id)) === undefined) return false;
    return (await office.complaints.show(actor, id)).contact !== undefined;
  },
  'assign-complaints': byTable('assign-complaints'),
  'open-identities': byTable('open-identities'),
  'approve-announcements': byTable('approve-announcements'),
  'import-plans': ({ plans }, actor) => done(plans.save(PLAN, MEASURES, actor), 'not-allowed'),
  invite: invites('reporter'),
  'manage-people': endsPosts('reporter'),
  'appoint-custodians': async (office, actor) =>
    same([
      await invites('custodian')(office, actor, 'own'),
      await endsPosts('custodian')(office, actor, 'own'),
    ]),
  'read-audit-trail': byTable('read-audit-trail'),
};

/** Several doors to the same thing: all of them open, or none. */
function same(ways: readonly boolean[]): boolean {
  if (new Set(ways).size !== 1) throw new Error(`the ways to it differ: ${ways.join(', ')}`);
  return ways[0] === true;
}
