import type { Actor } from '../conversation/actor';
import type { PlaceAnswer } from '../conversation/fields';
import type { Day } from '../core/bangkok-day';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import { fiscalYearOf } from '../core/fiscal-year';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import { isDuplicate } from '../mongo/schema';
import type { ComplaintModel, MailboxModel, StoredComplaint } from './model';
import { dueOn } from './rules';
import type { Contact, Seals } from './seals';
import { ticketNoOf } from './ticket-number';

/** What somebody complains about. */
export interface ComplaintDraft {
  readonly category: string;
  readonly detail: string;
  readonly place?: PlaceAnswer;
  /** Since when it lasts. */
  readonly since?: Day;
  readonly fileIds: readonly string[];
  /** Given only by who wants to be known to the office. */
  readonly contact?: Contact;
}

/** What the reporter needs in order to come back. */
export interface Filed {
  readonly id: string;
  readonly ticketNo: string;
  /** Shown once, on the receipt, and kept nowhere. */
  readonly pin: string;
  readonly category: string;
  readonly dueOn: Day;
  /** Where its reporter can be reached without being known. */
  readonly mailboxId: string;
}

export interface FilingParts {
  readonly complaints: ComplaintModel;
  readonly mailboxes: MailboxModel;
  readonly seals: Seals;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly files: { attach(ids: readonly string[], owner: string): Promise<void> };
  readonly lineUserIdOf: (personId: string) => Promise<string | undefined>;
}

/** The mailbox first, then the ticket in one write, then its files; any of it may be repeated. */
export async function fileComplaint(
  parts: FilingParts,
  draft: ComplaintDraft,
  actor: Actor,
  once: string,
): Promise<Filed> {
  const { complaints, files, seals } = parts;
  const id = seals.complaintId(once);
  const stored =
    (await complaints.findById(id).lean<StoredComplaint>()) ?? (await make(parts, draft, actor, once));
  // Also on a repeat: a crash may have come between the ticket and its files.
  await files.attach(stored.fileIds, `complaint:${id}`);
  const { ticketNo, category, dueOn: due, mailboxId } = stored;
  return { id, ticketNo, pin: seals.pin(once), category, dueOn: due, mailboxId };
}

/** Ticket numbers are random, so that they tell nobody how many complaints there are. */
const MOST_NUMBERS = 50;

async function make(
  parts: FilingParts,
  draft: ComplaintDraft,
  actor: Actor,
  once: string,
): Promise<StoredComplaint> {
  const { complaints, ids, log } = parts;
  await putMailbox(parts, actor, once);
  const complaint = newComplaint(parts, draft, actor, once);
  const year = fiscalYearOf(bangkokDay(complaint.receivedAt));
  for (let attempt = 0; attempt < MOST_NUMBERS; attempt++) {
    const numbered = { ...complaint, ticketNo: ticketNoOf(year, ids.digits(5)) };
    try {
      await complaints.create(numbered);
      // No id: beside it in the log stand the events of the person who is writing.
      log.info('complaint.opened', { org: actor.orgId });
      return numbered;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Either this complaint is already there, or another one has the number.
      const made = await complaints.findById(complaint._id).lean<StoredComplaint>();
      if (made !== null) return made;
    }
  }
  throw new AppError('ticket-numbers-used-up', `no free ticket number found for ${actor.orgId} in ${year}`);
}

/** Sealed anew for the mailbox: nothing links it with the person's own record. */
async function putMailbox(parts: FilingParts, actor: Actor, once: string): Promise<void> {
  const { mailboxes, seals, lineUserIdOf } = parts;
  const userId = await lineUserIdOf(actor.personId);
  // Blocked in this very moment: the ticket stands, and its number and PIN lead to it.
  if (userId === undefined) return;
  const _id = seals.mailboxId(once);
  const mailbox = {
    sealedUserId: seals.sealReporter(_id, userId),
    sealedLocale: seals.sealLocale(_id, actor.locale),
  };
  await mailboxes.updateOne({ _id }, { $setOnInsert: mailbox }, { upsert: true }).catch((error: unknown) => {
    // Two taps at once: the mailbox of the other one is as good.
    if (!isDuplicate(error)) throw error;
  });
}

function newComplaint(
  { seals, clock }: FilingParts,
  draft: ComplaintDraft,
  actor: Actor,
  once: string,
): Omit<StoredComplaint, 'ticketNo'> {
  const _id = seals.complaintId(once);
  // The day alone, as in all of a complaint: the moment stands beside its reporter elsewhere.
  const receivedAt = dayStart(bangkokDay(clock.now()));
  const { category, detail, place, since, fileIds, contact } = draft;
  return {
    _id,
    orgId: actor.orgId,
    category,
    sealedDetail: seals.sealText(_id, detail),
    ...(place === undefined ? {} : { sealedPlace: seals.sealPlace(_id, place) }),
    ...(since === undefined ? {} : { sealedSince: seals.sealText(_id, since) }),
    fileIds: [...fileIds],
    reporter:
      contact === undefined
        ? { kind: 'anonymous' }
        : {
            kind: 'named',
            tag: seals.reporterTag(actor.personId),
            sealedContact: seals.sealContact(_id, contact),
          },
    mailboxId: seals.mailboxId(once),
    pinHash: seals.pinHash(_id, seals.pin(once)),
    state: 'received',
    timeline: [{ id: seals.eventId(once), at: receivedAt, state: 'received' }],
    receivedAt,
    dueOn: dueOn(bangkokDay(receivedAt)),
  };
}
