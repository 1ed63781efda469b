import type { Actor } from '../../conversation/actor';
import { compactCode } from '../../conversation/fields';
import type { Field, Flow, Reading } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import { text } from '../../core/texts';
import { toArabicDigits } from '../../core/thai-digits';
import type { Prompt } from '../../speech/prompt';
import { PIN, stateKey } from '../rules';
import type { Complaints, TicketStatus } from '../service';
import { readTicketNo } from '../ticket-number';
import { EXAMPLE, historyRows, summaryRows, wholeNote } from '../wording';
import { replySubject } from './reply-to-complaint';

export interface TrackAnswers {
  ticket: Asked;
  pin?: string;
}

/** Which ticket, and what opens it. */
interface Asked {
  readonly ticketNo: string;
  /** Filed under the asking person's name, so that no PIN is needed; looked at again at the end. */
  readonly own: boolean;
  /** Typed behind the number, as the receipt shows both. */
  readonly pin?: string;
  /** The ticket's id, for somebody who sees it as staff: no PIN opens more. */
  readonly seenAs?: string;
}

type Tracking = Pick<Complaints, 'findNumbered' | 'isOwn' | 'track'>;

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

function ticketField(complaints: Tracking): Field<TrackAnswers['ticket']> {
  return {
    accepts: ['text'],
    controls: () => [],
    read: async (input, { actor }) => {
      const { number, pin } = withPin(input.kind === 'text' ? input.text : '');
      const reading = readTicketNo(number);
      if (reading.ok) {
        const { ticketNo } = reading;
        if (await complaints.isOwn(actor, ticketNo)) return { ok: true, value: { ticketNo, own: true } };
        const seenAs = pin === undefined ? await seen(complaints, actor, ticketNo) : undefined;
        const opened = pin === undefined ? undefined : await tried(complaints, actor, ticketNo, pin);
        return opened?.ok === false
          ? opened
          : { ok: true, value: { ticketNo, own: false, ...present({ pin, seenAs }) } };
      }
      return reading.why === 'mistyped'
        ? { ok: false, problem: 'complaints.problem.mistyped' }
        : { ok: false, problem: 'complaints.problem.notATicketNo', params: EXAMPLE };
    },
    show: ({ ticketNo }) => ({ literal: ticketNo }),
  };
}

/** The ticket's id for who sees it as staff: they have no PIN, and need none. */
async function seen(complaints: Tracking, actor: Actor, ticketNo: string): Promise<string | undefined> {
  return (await complaints.findNumbered(actor, ticketNo))?.id;
}

/** A PIN that stands behind the number, with a blank or words between them. */
const PIN_BEHIND = /^(?<number>.*\d)\D*\s\D*(?<pin>\d{6})\D*$/s;

function withPin(typed: string): { number: string; pin?: string } {
  const { number, pin } = PIN_BEHIND.exec(toArabicDigits(typed))?.groups ?? {};
  const isBoth = number !== undefined && pin !== undefined && readTicketNo(number).ok;
  return isBoth ? { number, pin } : { number: typed };
}

/**
 * Tries the PIN at once, so that a slip is told where it was made. Counting wrong ones is the one thing a
 * question writes: without it PINs could be guessed here.
 */
function pinField(complaints: Tracking): Field<string> {
  return {
    accepts: ['text'],
    controls: () => [],
    read: async (input, { actor, answers }) => {
      const pin = compactCode(input.kind === 'text' ? input.text : '');
      if (!PIN.test(pin)) return { ok: false, problem: 'complaints.problem.notAPin' };
      const { ticket } = answers as Partial<TrackAnswers>;
      return tried(complaints, actor, ticket?.ticketNo ?? '', pin);
    },
    show: () => ({ key: 'complaints.track.pinHidden' }),
  };
}

async function tried(
  complaints: Tracking,
  actor: Actor,
  ticketNo: string,
  pin: string,
): Promise<Reading<string>> {
  try {
    await complaints.track(actor, ticketNo, pin);
    return { ok: true, value: pin };
  } catch (error) {
    if (error instanceof Explainable) return { ok: false, problem: error.text, params: error.params };
    throw error;
  }
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
