import type { Actor } from '../conversation/actor';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import { Explainable } from '../core/errors';
import type { HandlingParts } from './handling';
import { hasMoved } from './handling';
import type { StoredComplaint } from './model';
import { isReporter } from './ticket';

/** The ticket that a button of its reporter names, and what proves that they hold it. */
export interface Replied {
  readonly ticketNo: string;
  /** See `Seals.replyKey`; not needed for a ticket filed under one's name. */
  readonly replyKey?: string;
}

/**
 * Keeps the reporter's word on the office's answer in the ticket, which is taken up again. Of an anonymous reporter
 * nothing is kept beside it, as at its filing. Repeating it with the same `once` adds nothing. Errors,
 * explainable: `ticket-unknown`, also without the key; `ticket-moved` when it is not answered any more.
 */
export async function replyToAnswer(
  { complaints, seals, clock, log }: HandlingParts,
  { ticketNo, replyKey }: Replied,
  text: string,
  actor: Actor,
  once: string,
): Promise<void> {
  const { orgId } = actor;
  const ticket = await complaints.findOne({ orgId, ticketNo }).lean<StoredComplaint>();
  if (ticket === null || !(isReporter(ticket, actor, seals) || replyKey === seals.replyKey(ticket._id)))
    throw new Explainable('ticket-unknown', 'complaints.problem.unknown');
  const id = seals.eventId(once);
  if (ticket.timeline.some((event) => event.id === id)) return;
  // By the day, as all of a ticket: the moment stands beside its reporter elsewhere.
  const at = dayStart(bangkokDay(clock.now()));
  const event = {
    id,
    at,
    state: 'in-progress',
    from: 'reporter',
    sealedNote: seals.sealText(ticket._id, text),
  };
  const { matchedCount } = await complaints.updateOne(
    { _id: ticket._id, state: 'answered', 'timeline.id': { $ne: id } },
    { $set: { state: 'in-progress' }, $push: { timeline: event } },
  );
  if (matchedCount === 0) throw hasMoved();
  log.info('complaint.replied', { org: orgId });
}
