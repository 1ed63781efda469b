import type { Office } from '../core/posts';

/** How far a duty reaches: the matters of the post's own unit and of everyone, or those of the whole office. */
export type Scope = 'unit' | 'all';

interface Row {
  /** Completes "Who holds this office may …". */
  readonly may: string;
  readonly held: Readonly<Partial<Record<Office, Scope>>>;
}

/** The whole line of authority of a local government, and the coordinator who works across it. */
const COLLEAGUES = {
  reporter: 'all',
  'section-head': 'all',
  'unit-head': 'all',
  'central-head': 'all',
  clerk: 'all',
  executive: 'all',
  coordinator: 'all',
} as const;

/** Those who answer for the report of the whole office. */
const LEADERSHIP = { 'central-head': 'all', clerk: 'all', executive: 'all', coordinator: 'all' } as const;

/**
 * Who may do what: the only place that says so. What has no line here is open to everybody, citizens included.
 * Sources: the sign-off blocks and orders of the five offices' papers; for complaints the rule that those
 * whom they are often about do not read them. `docs/duties.md` is printed from this table.
 */
export const DUTIES = {
  'see-measures': {
    may: 'see the measures of the plan and what was reported on them',
    held: { ...COLLEAGUES, administrator: 'all' },
  },
  'log-progress': {
    may: 'report on a measure',
    held: {
      reporter: 'unit',
      'section-head': 'unit',
      'unit-head': 'unit',
      'central-head': 'unit',
      clerk: 'unit',
      executive: 'unit',
      coordinator: 'all',
    },
  },
  'review-progress': {
    may: 'check a report on a measure and give it back with a note',
    held: {
      'section-head': 'unit',
      'unit-head': 'unit',
      'central-head': 'all',
      clerk: 'all',
      coordinator: 'all',
    },
  },
  'see-round-status': { may: 'see how ready the report of a round is', held: LEADERSHIP },
  'get-reminders': { may: 'be told what is missing before a deadline', held: LEADERSHIP },
  'close-round': { may: 'close a round to further reports', held: { coordinator: 'all' } },
  'endorse-reporter': {
    may: 'sign a report as the one who made it',
    held: { reporter: 'unit', coordinator: 'all' },
  },
  'endorse-section-head': {
    may: 'give the opinion of the head of the section',
    held: { 'section-head': 'unit' },
  },
  'endorse-unit-head': { may: 'give the opinion of the head of the unit', held: { 'unit-head': 'unit' } },
  'endorse-central-head': {
    may: 'give the opinion of the head of the central office',
    held: { 'central-head': 'all' },
  },
  'endorse-clerk': { may: 'give the opinion of the clerk', held: { clerk: 'all' } },
  'endorse-executive': { may: 'give the opinion of the executive', held: { executive: 'all' } },
  'see-complaints': { may: 'read complaints of the general track', held: COLLEAGUES },
  'handle-complaints': {
    may: 'take on, answer and close complaints of the general track, and see to questions',
    held: COLLEAGUES,
  },
  // The head of the central office is among those they are often about.
  'see-protected-complaints': {
    may: 'read complaints about the office’s own people',
    held: { clerk: 'all', executive: 'all', coordinator: 'all', custodian: 'all' },
  },
  'handle-protected-complaints': {
    may: 'take on, answer and close complaints about the office’s own people, and see to questions about them',
    held: { clerk: 'all', executive: 'all', coordinator: 'all' },
  },
  // Contact details were given so that somebody can ring back.
  'see-contacts': { may: 'see how a named reporter can be reached', held: { coordinator: 'all' } },
  'assign-complaints': {
    may: 'give a complaint to a unit or a colleague',
    held: { 'central-head': 'all', clerk: 'all', coordinator: 'all' },
  },
  'open-identities': {
    may: 'open a sealed identity, together with a second custodian',
    held: { custodian: 'all' },
  },
  // Everyone's own superior vouches for what goes out (รับรองข้อมูลจากผู้บังคับบัญชาก่อน).
  'approve-announcements': {
    may: 'release an announcement',
    held: { 'unit-head': 'unit', 'central-head': 'all', clerk: 'all', executive: 'all' },
  },
  'import-plans': {
    may: 'bring in a plan of measures',
    held: { coordinator: 'all', administrator: 'all' },
  },
  invite: {
    may: 'invite somebody to any office but custodian and executive',
    held: { coordinator: 'all', administrator: 'all' },
  },
  'manage-people': {
    may: 'see who holds which post and end any but a custodian’s',
    held: { coordinator: 'all', administrator: 'all' },
  },
  // Otherwise one coordinator could make both custodians.
  'appoint-custodians': {
    may: 'invite custodians and end their posts, and invite a next executive',
    held: { executive: 'all' },
  },
  'read-audit-trail': {
    may: 'read who looked at protected data',
    held: { clerk: 'all', executive: 'all', custodian: 'all' },
  },
} as const satisfies Readonly<Record<string, Row>>;

export type Duty = keyof typeof DUTIES;

/** All duties, in the order of the table. */
export const ALL_DUTIES = Object.keys(DUTIES) as readonly Duty[];

/** How far an office's holder may do something; `undefined`: not at all. */
export function scopeOf(office: Office, duty: Duty): Scope | undefined {
  const { held }: Row = DUTIES[duty];
  return held[office];
}
