import type { Actor } from '../conversation/actor';
import type { PlaceAnswer } from '../conversation/fields';
import type { Day } from '../core/bangkok-day';
import { present } from '../core/present';
import type { StoredComplaint } from './model';
import type { TicketState } from './rules';
import type { Contact, Seals } from './seals';

/** A ticket in a list: nothing that anybody wrote. */
export interface TicketSummary {
  readonly id: string;
  readonly ticketNo: string;
  readonly category: string;
  readonly state: TicketState;
  readonly receivedAt: Date;
  readonly dueOn: Day;
}

/** Something that happened to a ticket, as its reporter may read it. */
export interface TicketEvent {
  readonly at: Date;
  readonly state: TicketState;
  readonly note?: string;
  /** The note is the reporter's own word. */
  readonly from?: 'reporter';
  /** How many photos and documents came with it. */
  readonly files?: number;
}

/** What the reporter sees. */
export interface TicketStatus extends TicketSummary {
  /** See `Seals.replyKey`. */
  readonly replyKey: string;
  readonly timeline: readonly TicketEvent[];
}

/** What staff see: the matter, and of the reporter only whether they gave a name. */
export interface TicketForStaff extends TicketStatus {
  readonly detail: string;
  readonly place?: PlaceAnswer;
  readonly since?: Day;
  readonly fileIds: readonly string[];
  readonly reporter: 'anonymous' | 'named';
  /** For the coordinator alone, of a reporter who gave it. */
  readonly contact?: Contact;
}

/** True for the person under whose name a ticket was filed. */
export function isReporter({ reporter }: StoredComplaint, { personId }: Actor, seals: Seals): boolean {
  return reporter.kind === 'named' && reporter.tag === seals.reporterTag(personId);
}

/** A ticket without anything sealed. */
export function summaryOf(stored: StoredComplaint): TicketSummary {
  const { _id, ticketNo, category, state, receivedAt, dueOn } = stored;
  return { id: _id, ticketNo, category, state, receivedAt, dueOn };
}

/** A ticket with the notes its reporter is told. */
export function statusOf(stored: StoredComplaint, seals: Seals): TicketStatus {
  const timeline = stored.timeline.map(({ at, state, sealedNote, from, fileIds }): TicketEvent => {
    const note = sealedNote === undefined ? {} : { note: seals.openText(stored._id, sealedNote) };
    return { at, state, ...note, ...present({ from, files: fileIds?.length }) };
  });
  return { ...summaryOf(stored), replyKey: seals.replyKey(stored._id), timeline };
}

/** A ticket with its matter; the contact only where `withContact`. */
export function forStaff(stored: StoredComplaint, seals: Seals, withContact: boolean): TicketForStaff {
  const { _id, sealedDetail, sealedPlace, sealedSince, fileIds, reporter } = stored;
  return {
    ...statusOf(stored, seals),
    detail: seals.openText(_id, sealedDetail),
    ...(sealedPlace === undefined ? {} : { place: seals.openPlace(_id, sealedPlace) }),
    ...(sealedSince === undefined ? {} : { since: seals.openText(_id, sealedSince) }),
    fileIds,
    reporter: reporter.kind,
    ...(withContact && reporter.kind === 'named'
      ? { contact: seals.openContact(_id, reporter.sealedContact) }
      : {}),
  };
}
