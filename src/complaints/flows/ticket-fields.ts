import type { Actor } from '../../conversation/actor';
import { compactCode } from '../../conversation/fields';
import type { Field, Reading } from '../../conversation/flow';
import { Explainable } from '../../core/errors';
import { present } from '../../core/present';
import { toArabicDigits } from '../../core/thai-digits';
import { PIN } from '../rules';
import type { Complaints } from '../service';
import { readTicketNo } from '../ticket-number';
import { EXAMPLE } from '../wording';

/** Which ticket, and what opens it. */
export interface TypedTicket {
  readonly ticketNo: string;
  /** Filed under the asking person's name, so that no PIN is needed; looked at again at the end. */
  readonly own: boolean;
  /** Typed behind the number, as the receipt shows both. */
  readonly pin?: string;
  /** The ticket's id, for somebody who sees it as staff: no PIN opens more. */
  readonly seenAs?: string;
}

/** What the fields ask of the room: whose a ticket is, and whether a PIN is right. */
export type Tracking = Pick<Complaints, 'findNumbered' | 'isOwn' | 'track'>;

/** A ticket by its typed number, and whether it is the asking person's own. */
export function ticketField(complaints: Tracking): Field<TypedTicket> {
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
export async function seen(
  complaints: Tracking,
  actor: Actor,
  ticketNo: string,
): Promise<string | undefined> {
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
 * A PIN of the ticket that was named before. Tries it at once, so that a slip is told where it was made. Counting
 * wrong ones is the one thing a question writes: without it PINs could be guessed here.
 */
export function pinField(complaints: Tracking): Field<string> {
  return {
    accepts: ['text'],
    controls: () => [],
    read: async (input, { actor, answers }) => {
      const pin = compactCode(input.kind === 'text' ? input.text : '');
      if (!PIN.test(pin)) return { ok: false, problem: 'complaints.problem.notAPin' };
      const { ticket } = answers as { ticket?: TypedTicket };
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
