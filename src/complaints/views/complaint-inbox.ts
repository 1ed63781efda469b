import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { text } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { CardRow, Control, Prompt } from '../../speech/prompt';
import { isOverdue, stateKey } from '../rules';
import type { Complaints, TicketSummary } from '../service';
import { ticketLine } from '../wording';

const PAGE = 10;

/** Open complaints the staff member may see, the most urgent first; `subject` is a page, from 1. */
export function complaintInbox({ complaints }: { complaints: Pick<Complaints, 'inbox'> }): View {
  return {
    name: 'complaint-inbox',
    mayOpen: forDuty('see-complaints', 'see-protected-complaints'),
    show: async (subject, { actor, now }) => {
      const open = await complaints.inbox(actor);
      if (open.length === 0) return [{ text: { key: 'complaints.inbox.none' } }];
      return [card(open, { actor, now, wanted: Number(subject?.id ?? 1) })];
    },
  };
}

function card(
  open: readonly TicketSummary[],
  { actor, now, wanted }: { actor: Actor; now: Date; wanted: number },
): Prompt {
  const { locale } = actor;
  const pages = Math.ceil(open.length / PAGE);
  const page = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, pages) : 1;
  const today = bangkokDay(now);
  const overdue = showNumber(open.filter((ticket) => isOverdue(ticket, today)).length, locale);
  const number = showNumber(open.length, locale);
  const more: Control = {
    kind: 'open',
    name: 'complaint-inbox',
    subject: { id: String(page + 1) },
    label: { key: 'complaints.inbox.more' },
  };
  return {
    text: { key: 'complaints.inbox.summary', params: { number } },
    card: {
      kind: 'list',
      title: { key: 'complaints.inbox.title' },
      rows: open.slice((page - 1) * PAGE, page * PAGE).map((ticket) => row(ticket, today, actor)),
      footnote: { key: 'complaints.inbox.footnote', params: { overdue, number } },
      actions: page < pages ? [more] : [],
    },
  };
}

function row(ticket: TicketSummary, today: string, { locale }: Actor): CardRow {
  const late = isOverdue(ticket, today);
  const params = {
    state: text(locale, stateKey(ticket.state)),
    day: showDay(ticket.dueOn, locale, 'medium'),
  };
  return {
    value: { literal: ticketLine(ticket, locale) },
    note: { key: late ? 'complaints.inbox.overdue' : 'complaints.inbox.due', params },
    action: {
      kind: 'open',
      name: 'complaint-detail',
      subject: { id: ticket.id },
      label: { key: 'complaints.inbox.open' },
    },
  };
}
