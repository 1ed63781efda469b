import type { Actor } from '../conversation/actor';
import type { Day } from '../core/bangkok-day';
import { DAY_MS, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { Locale } from '../core/texts';
import { hasDuty } from '../duties/duties';
import type { Connection } from '../mongo/connection';
import type { ComplaintDraft, Filed } from './filing';
import { fileComplaint } from './filing';
import type { Move, Moved } from './handling';
import { moveTicket } from './handling';
import type { ComplaintModel, StoredComplaint, StoredMailbox } from './model';
import { complaintModel, heatModel, mailboxModel, triesModel } from './model';
import { PinTries } from './pin-tries';
import type { Replied } from './replying';
import { replyToAnswer } from './replying';
import type { TicketState } from './rules';
import { CATEGORIES, maySee, maySeeContact, OPEN_STATES } from './rules';
import { Seals } from './seals';
import type { TicketForStaff, TicketStatus, TicketSummary } from './ticket';
import { forStaff, isReporter, statusOf, summaryOf } from './ticket';

export type { ComplaintDraft, Filed } from './filing';
export type { Move, Moved } from './handling';
export type { Replied } from './replying';
export type { TicketEvent, TicketForStaff, TicketStatus, TicketSummary } from './ticket';

/** How many complaints came in a period, and where they stand; "none" is a total of 0, said explicitly. */
export interface ComplaintCounts {
  readonly total: number;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly byState: Readonly<Partial<Record<TicketState, number>>>;
}

export interface Complaints {
  /**
   * Opens a ticket. The same `once` again, even at the same moment, gives the same ticket and the same PIN.
   * The LINE id goes straight into a sealed mailbox; nothing else of an anonymous reporter is kept.
   */
  open(draft: ComplaintDraft, actor: Actor, once: string): Promise<Filed>;
  /** True when this person filed the ticket under their name: then no PIN is asked for. */
  isOwn(actor: Actor, ticketNo: string): Promise<boolean>;
  /**
   * Where a ticket stands, for its reporter. Errors, explainable: `pin-wrong` (for an unknown number too),
   * `pin-locked` after five wrong ones of this person within an hour; fewer at a ticket that many guess at.
   */
  track(actor: Actor, ticketNo: string, pin?: string): Promise<TicketStatus>;
  /** The named complaints of a person, newest first. */
  ticketsOf(actor: Actor): Promise<TicketSummary[]>;
  /** Open tickets this staff member may see, the most urgent first. */
  inbox(actor: Actor): Promise<TicketSummary[]>;
  /** A ticket this staff member may see, without anything sealed; `undefined` for any other. */
  find(actor: Actor, ticketId: string): Promise<TicketSummary | undefined>;
  /** The same by its number. */
  findNumbered(actor: Actor, ticketNo: string): Promise<TicketSummary | undefined>;
  /** One ticket for staff. Error, explainable: `ticket-unknown`, also for one they may not see. */
  show(actor: Actor, ticketId: string): Promise<TicketForStaff>;
  /**
   * Takes a ticket on, answers or closes it; repeating it with the same `once` is harmless. Errors,
   * explainable: `ticket-unknown`, `ticket-moved` (the state does not allow it any more), `note-missing`.
   */
  move(move: Move, actor: Actor, once: string): Promise<Moved>;
  /** Keeps its reporter's word on the office's answer, see `replyToAnswer`. */
  reply(to: Replied, text: string, actor: Actor, once: string): Promise<void>;
  /** For delivery alone; every opening is counted in the audit trail. `undefined`: no such mailbox. */
  reporterOf(mailboxId: string): Promise<{ userId: string; locale: Locale } | undefined>;
  /** The language of a mailbox's reporter, without opening who it is. `undefined`: no such mailbox. */
  languageOf(mailboxId: string): Promise<Locale | undefined>;
  /** Complaints received from `from` to `to`, both days included. */
  counts(orgId: string, from: Day, to: Day): Promise<ComplaintCounts>;
}

export interface ComplaintServices {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Makes files part of a record; attaching again changes nothing. */
  readonly files: { attach(ids: readonly string[], owner: string): Promise<void> };
  /** Counts what delivery opens. */
  readonly audit: { count(what: string, purpose: string): Promise<void> };
  /** Of the people room: the LINE id of who is filing, for their mailbox. */
  readonly lineUserIdOf: (personId: string) => Promise<string | undefined>;
}

/** The only code that writes complaints. */
export function createComplaints(services: ComplaintServices): Complaints {
  const { connection, sealer, clock, log } = services;
  const complaints = complaintModel(connection);
  const mailboxes = mailboxModel(connection);
  const seals = new Seals(sealer);
  const tries = new PinTries({
    tries: triesModel(connection),
    heats: heatModel(connection),
    seals,
    clock,
  });
  const parts = { ...services, complaints, mailboxes, seals };

  const byNumber = async ({ orgId }: Actor, ticketNo: string) =>
    (await complaints.findOne({ orgId, ticketNo }).lean<StoredComplaint>()) ?? undefined;

  const visible = async (actor: Actor, ticketId: string) => {
    const ticket = await complaints.findById(ticketId).lean<StoredComplaint>();
    return ticket?.orgId === actor.orgId && maySee(actor, ticket.category) ? ticket : undefined;
  };

  return {
    open: (draft, actor, once) => fileComplaint(parts, draft, actor, once),
    isOwn: async (actor, ticketNo) => {
      const ticket = await byNumber(actor, ticketNo);
      return ticket !== undefined && isReporter(ticket, actor, seals);
    },
    track: async (actor, ticketNo, pin) => {
      const ticket = await byNumber(actor, ticketNo);
      if (ticket !== undefined && isReporter(ticket, actor, seals)) return statusOf(ticket, seals);
      const guess = { personId: actor.personId, orgId: actor.orgId, ticketNo };
      await tries.take(guess);
      if (ticket === undefined || pin === undefined || !seals.isPin(ticket._id, pin, ticket.pinHash)) {
        await tries.wasWrong(guess);
        throw new Explainable('pin-wrong', 'complaints.problem.pinWrong');
      }
      await tries.giveBack(guess);
      return statusOf(ticket, seals);
    },
    ticketsOf: async ({ orgId, personId }) => {
      const own = complaints.find({ orgId, 'reporter.tag': seals.reporterTag(personId) });
      return (await own.sort({ receivedAt: -1 }).lean<StoredComplaint[]>()).map(summaryOf);
    },
    inbox: async (actor) => {
      const categories = CATEGORIES.map(({ key }) => key).filter((key) => maySee(actor, key));
      const open = { orgId: actor.orgId, state: { $in: [...OPEN_STATES] }, category: { $in: categories } };
      const found = complaints.find(open).sort({ dueOn: 1, receivedAt: 1 });
      return (await found.lean<StoredComplaint[]>()).map(summaryOf);
    },
    find: async (actor, ticketId) => {
      const ticket = await visible(actor, ticketId);
      return ticket === undefined ? undefined : summaryOf(ticket);
    },
    findNumbered: async (actor, ticketNo) => {
      if (!hasDuty(actor, 'see-complaints', 'see-protected-complaints')) return undefined;
      const ticket = await byNumber(actor, ticketNo);
      return ticket !== undefined && maySee(actor, ticket.category) ? summaryOf(ticket) : undefined;
    },
    show: async (actor, ticketId) => {
      const ticket = await visible(actor, ticketId);
      if (ticket === undefined) throw new Explainable('ticket-unknown', 'complaints.problem.unknown');
      const withContact = maySeeContact(actor);
      const contact = withContact && ticket.reporter.kind === 'named';
      log.info('complaint.read', { org: actor.orgId, complaint: ticketId, by: actor.personId, contact });
      return forStaff(ticket, seals, withContact);
    },
    reply: (to, text, actor, once) => replyToAnswer(parts, to, text, actor, once),
    move: (move, actor, once) => moveTicket(parts, move, actor, once),
    reporterOf: async (mailboxId) => {
      const mailbox = await mailboxes.findById(mailboxId).lean<StoredMailbox>();
      if (mailbox === null) return undefined;
      await services.audit.count('mailbox.opened', 'delivery');
      return reporterIn(mailbox, seals);
    },
    languageOf: async (mailboxId) => {
      const mailbox = await mailboxes.findById(mailboxId).lean<StoredMailbox>();
      return mailbox === null ? undefined : seals.openLocale(mailboxId, mailbox.sealedLocale);
    },
    counts: (orgId, from, to) => countBetween(complaints, orgId, from, to),
  };
}

function reporterIn(
  { _id, sealedUserId, sealedLocale }: StoredMailbox,
  seals: Seals,
): { userId: string; locale: Locale } {
  return { userId: seals.openReporter(_id, sealedUserId), locale: seals.openLocale(_id, sealedLocale) };
}

async function countBetween(
  complaints: ComplaintModel,
  orgId: string,
  from: Day,
  to: Day,
): Promise<ComplaintCounts> {
  const receivedAt = { $gte: dayStart(from), $lt: new Date(dayStart(to).getTime() + DAY_MS) };
  const groups = await complaints.aggregate<{
    _id: { category: string; state: TicketState };
    number: number;
  }>([
    { $match: { orgId, receivedAt } },
    { $group: { _id: { category: '$category', state: '$state' }, number: { $sum: 1 } } },
  ]);
  const byCategory: Record<string, number> = {};
  const byState: Partial<Record<TicketState, number>> = {};
  for (const { _id, number } of groups) {
    byCategory[_id.category] = (byCategory[_id.category] ?? 0) + number;
    byState[_id.state] = (byState[_id.state] ?? 0) + number;
  }
  return { total: groups.reduce((sum, { number }) => sum + number, 0), byCategory, byState };
}
