import { bangkokDay } from '../core/bangkok-day';
import { lettersOf } from '../core/spelling';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import { showDay } from '../core/thai-dates';
import { showNumber } from '../core/thai-digits';
import type { CardRow, Control, Prompt, Wording } from '../speech/prompt';
import { shorten } from '../speech/wording';
import { categoryKey, isOverdue, OPEN_STATES, stateKey } from './rules';
import type { TicketStatus, TicketSummary } from './service';
import { ticketNoOf } from './ticket-number';

/** Shown in questions; nobody has it, because no ticket was given out in B.E. 2500. */
export const EXAMPLE = { example: ticketNoOf(2500, '12345') };

/** Opens the follow-up of one ticket; the PIN is asked for where it is needed. */
export function openTrack(ticketNo: string, label: Wording): Control {
  return { kind: 'open', name: 'track-complaint', subject: { id: ticketNo }, label };
}

/** Subject, state, day received and, while an answer is owed, the day it is due. */
export function summaryRows(ticket: TicketSummary, now: Date, locale: Locale): CardRow[] {
  const day = showDay(ticket.dueOn, locale);
  const due: Wording = isOverdue(ticket, bangkokDay(now))
    ? { key: 'complaints.status.overdue', params: { day } }
    : { literal: day };
  return [
    { label: { key: 'complaints.file.category' }, value: { key: categoryKey(ticket.category) } },
    { label: { key: 'complaints.status.state' }, value: { key: stateKey(ticket.state) } },
    {
      label: { key: 'complaints.status.received' },
      value: { literal: showDay(bangkokDay(ticket.receivedAt), locale) },
    },
    ...(OPEN_STATES.includes(ticket.state)
      ? [{ label: { key: 'complaints.status.due' }, value: due } as const]
      : []),
  ];
}

/** Longest note on a card; a longer one follows as a message. */
const NOTE = 300;

/** What happened since it was received, oldest first. */
export function historyRows(ticket: TicketStatus, locale: Locale): CardRow[] {
  return ticket.timeline.slice(1).map(({ at, state, note, from, files = 0 }): CardRow => ({
    label: { literal: showDay(bangkokDay(at), locale, 'medium') },
    value: { key: from === undefined ? stateKey(state) : 'complaints.reply.shown' },
    ...noteRow(note, files, locale),
  }));
}

/** What was said, and how many photos and documents show it. */
function noteRow(note: string | undefined, files: number, locale: Locale): Pick<CardRow, 'note'> {
  const shown =
    files === 0 ? [] : [text(locale, 'complaints.status.files', { number: showNumber(files, locale) })];
  const said = [...(note === undefined ? [] : [shorten(note, NOTE)]), ...shown];
  return said.length === 0 ? {} : { note: { literal: said.join('\n') } };
}

/** The newest note whole, if the card had to cut it. */
export function wholeNote(ticket: TicketStatus): Prompt[] {
  const note = ticket.timeline.at(-1)?.note ?? '';
  return isLonger(note, NOTE) ? inMessages(note) : [];
}

/** True for a text of more than `max` code points. */
export function isLonger(long: string, max: number): boolean {
  return Array.from(long).length > max;
}

/** LINE takes 5,000 UTF-16 units; an emoji is two or more. */
const MESSAGE = 4_900;

/** A long text as messages that LINE accepts, never cut inside a letter. */
export function inMessages(long: string): Prompt[] {
  const parts: string[] = [];
  for (const letter of lettersOf(long)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + letter.length <= MESSAGE) parts[parts.length - 1] = last + letter;
    else parts.push(letter);
  }
  return parts.map((part) => ({ text: { literal: part } }));
}

/** "Roads · 69-12345-4", for lists. The subject first: a typed "1" then means the first of the list. */
export function ticketLine(ticket: TicketSummary, locale: Locale): string {
  return `${text(locale, categoryKey(ticket.category))} · ${ticket.ticketNo}`;
}
