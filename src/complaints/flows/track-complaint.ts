import type { Actor } from '../../conversation/actor';
import type { Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { present } from '../../core/present';
import { text } from '../../core/texts';
import type { Prompt } from '../../speech/prompt';
import { stateKey } from '../rules';
import type { TicketStatus } from '../service';
import { readTicketNo } from '../ticket-number';
import { EXAMPLE, historyRows, summaryRows, wholeNote } from '../wording';
import { replySubject } from './reply-to-complaint';
import type { Tracking, TypedTicket } from './ticket-fields';
import { pinField, seen, ticketField } from './ticket-fields';

export interface TrackAnswers {
  ticket: TypedTicket;
  pin?: string;
}

/** A reporter looks where their complaint stands; a button or a message may bring its number. */
export function trackComplaint({ complaints }: { complaints: Tracking }): Flow<TrackAnswers> {
  return defineFlow<TrackAnswers>({
    name: 'track-complaint',
    version: 1,
    start: 'ticket',
    title: 'complaints.track.title',
    send: 'complaints.track.send',
    idleMinutes: 30,
    mayStart: () => true,
    review: false,
    steps: {
      ticket: {
        ask: () => ({ key: 'complaints.track.askTicketNo', params: EXAMPLE }),
        title: 'complaints.track.ticketNo',
        field: ticketField(complaints),
        forgets: ['pin'],
        next: ({ answers: { ticket } }) =>
          ticket?.own === true || (ticket?.pin ?? ticket?.seenAs) !== undefined ? 'review' : 'pin',
      },
      pin: {
        ask: 'complaints.track.askPin',
        title: 'complaints.track.pin',
        field: pinField(complaints),
        next: 'review',
      },
    },
    prefill: async ({ subject, text: typed = '' }, { actor }) => {
      const reading = readTicketNo(subject?.id ?? typed);
      if (!reading.ok) return undefined;
      const { ticketNo } = reading;
      const own = await complaints.isOwn(actor, ticketNo);
      // A button is the reporter's; what somebody of the office types is looked up as staff.
      const seenAs = own || subject !== undefined ? undefined : await seen(complaints, actor, ticketNo);
      return { ticket: { ticketNo, own, ...present({ seenAs }) } };
    },
    finish: async ({ ticket, pin }, { actor, now }) => {
      if (ticket.seenAs !== undefined)
        return { leadsTo: { name: 'complaint-detail', known: { subject: { id: ticket.seenAs } } } };
      const status = await complaints.track(actor, ticket.ticketNo, pin ?? ticket.pin);
      // Whoever looked can look again: pushed, it would keep a person beside a ticket.
      const { ticketNo, replyKey, state } = status;
      const lately =
        state === 'answered'
          ? { name: 'reply-to-complaint', subject: replySubject({ ticketNo, replyKey }) }
          : undefined;
      return { prompts: statusCard(status, now, actor), unreplied: 'nowhere', ...present({ lately }) };
    },
  });
}

function statusCard(ticket: TicketStatus, now: Date, { locale }: Actor): readonly Prompt[] {
  const { ticketNo, state } = ticket;
  return [
    {
      text: { key: 'complaints.status.summary', params: { ticketNo, state: text(locale, stateKey(state)) } },
      card: {
        kind: 'status',
        title: { key: 'complaints.status.title', params: { ticketNo } },
        rows: [...summaryRows(ticket, now, locale), ...historyRows(ticket, locale)],
        actions: [
          { kind: 'open', name: 'my-complaints', label: { key: 'complaints.status.mine' } },
          { kind: 'open', name: 'track-complaint', label: { key: 'complaints.status.another' } },
        ],
      },
    },
    ...wholeNote(ticket),
  ];
}
