import type { Actor } from '../conversation/actor';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Log } from '../core/log';
import type { ComplaintModel, StoredComplaint, StoredEvent } from './model';
import type { TicketState } from './rules';
import { mayHandle, needsNote, nextStates } from './rules';
import type { Seals } from './seals';
import type { TicketSummary } from './ticket';
import { summaryOf } from './ticket';

/** What a staff member does to a ticket. */
export interface Move {
  readonly ticketId: string;
  readonly to: TicketState;
  /** What the reporter is told; needed for answering and closing. */
  readonly note?: string;
  /** What shows it, e.g. how the place looks now. */
  readonly fileIds?: readonly string[];
}

/** The ticket afterwards, with what is needed to tell its reporter once. */
export interface Moved extends TicketSummary {
  readonly mailboxId: string;
  /** See `Seals.replyKey`. */
  readonly replyKey: string;
  /** Deterministic: the same for every repeat of the same move. */
  readonly eventId: string;
}

export interface HandlingParts {
  readonly complaints: ComplaintModel;
  readonly seals: Seals;
  readonly clock: Clock;
  readonly log: Log;
  /** Makes files part of a record; attaching again changes nothing. */
  readonly files: { attach(ids: readonly string[], owner: string): Promise<void> };
}

/** One conditional write: of two staff members at once one is told that the ticket has moved. */
export async function moveTicket(
  parts: HandlingParts,
  move: Move,
  actor: Actor,
  once: string,
): Promise<Moved> {
  const { complaints, seals, log } = parts;
  const eventId = seals.eventId(once);
  const ticket = await complaints.findById(move.ticketId).lean<StoredComplaint>();
  if (ticket?.orgId !== actor.orgId || !mayHandle(actor, ticket.category)) {
    throw new Explainable('ticket-unknown', 'complaints.problem.unknown');
  }
  if (ticket.timeline.some((event) => event.id === eventId)) return movedOf(ticket, eventId, seals);
  if (needsNote(move.to) && move.note === undefined) {
    throw new Explainable('note-missing', 'complaints.problem.noteMissing');
  }
  if (!nextStates(ticket.state).includes(move.to)) throw hasMoved();
  const event = newEvent(parts, move, actor, eventId);
  // Before the ticket names them: files of no record go after a while.
  await parts.files.attach(move.fileIds ?? [], `complaint:${ticket._id}`);
  const moved = await complaints
    .findOneAndUpdate(
      { _id: ticket._id, state: ticket.state, 'timeline.id': { $ne: eventId } },
      { $set: { state: move.to }, $push: { timeline: event } },
      { returnDocument: 'after' },
    )
    .lean<StoredComplaint>();
  if (moved === null) return afterLoss(parts, ticket._id, eventId);
  log.info('complaint.moved', { org: actor.orgId, complaint: ticket._id, to: move.to });
  return movedOf(moved, eventId, seals);
}

/** Somebody was quicker: a second tap of the same person has done it, anybody else has changed the matter. */
async function afterLoss({ complaints, seals }: HandlingParts, id: string, eventId: string): Promise<Moved> {
  const now = await complaints.findById(id).lean<StoredComplaint>();
  if (now?.timeline.some((event) => event.id === eventId) === true) return movedOf(now, eventId, seals);
  throw hasMoved();
}

function newEvent({ seals, clock }: HandlingParts, move: Move, actor: Actor, id: string): StoredEvent {
  const note = move.note === undefined ? {} : { sealedNote: seals.sealText(move.ticketId, move.note) };
  const { fileIds = [] } = move;
  const shown = fileIds.length === 0 ? {} : { fileIds: [...fileIds] };
  return { id, at: dayStart(bangkokDay(clock.now())), state: move.to, by: actor.personId, ...note, ...shown };
}

/** Somebody was quicker: the ticket is not in the state any more in which this could be done. */
export function hasMoved(): Explainable {
  return new Explainable('ticket-moved', 'complaints.problem.moved');
}

function movedOf(stored: StoredComplaint, eventId: string, seals: Seals): Moved {
  const { _id, mailboxId } = stored;
  return { ...summaryOf(stored), mailboxId, eventId, replyKey: seals.replyKey(_id) };
}
