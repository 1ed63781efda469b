import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import { text } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import { bestOf } from '../../speech/best';
import type { CardRow, Control, Prompt } from '../../speech/prompt';
import { isOverdue, stateKey } from '../rules';
import type { Complaints, TicketSummary } from '../service';
import { ticketLine } from '../wording';

const PAGE = 10;

/** Open complaints the staff member may see, the most urgent first; `subject` is a page of all, from 1; without it the most urgent three. */
export function complaintInbox({ complaints }: { complaints: Pick<Complaints, 'inbox'> }): View {
  return {
    name: 'complaint-inbox',
    mayOpen: forDuty('see-complaints', 'see-protected-complaints'),
    show: async (subject, { actor, now }) => {
      const open = await complaints.inbox(actor);
      if (open.length === 0) return [{ text: { key: 'complaints.inbox.none' } }];
      const { shown, isPart } = bestOf(open, { whole: subject !== undefined });
      return [
        isPart
          ? best(shown, open, { actor, now })
          : card(open, { actor, now, wanted: Number(subject?.id ?? 1) }),
      ];
    },
  };
}

function best(
  shown: readonly TicketSummary[],
  open: readonly TicketSummary[],
  { actor, now }: { actor: Actor; now: Date },
): Prompt {
  const today = bangkokDay(now);
  const counts = countsOf(open, today, actor);
  return {
    text: { key: 'complaints.inbox.summary', params: { number: counts.number } },
    card: {
      kind: 'list',
      title: { key: 'complaints.inbox.title' },
      rows: shown.map((ticket) => row(ticket, today, actor)),
      footnote: { key: 'complaints.inbox.best', params: counts },
      actions: [openPage(1, 'common.showAll')],
    },
  };
}

function countsOf(
  open: readonly TicketSummary[],
  today: string,
  { locale }: Actor,
): { overdue: string; number: string } {
  const overdue = open.filter((ticket) => isOverdue(ticket, today)).length;
  return { overdue: showNumber(overdue, locale), number: showNumber(open.length, locale) };
}

function openPage(page: number, key: 'common.showAll' | 'complaints.inbox.more'): Control {
  return { kind: 'open', name: 'complaint-inbox', subject: { id: String(page) }, label: { key } };
}

function card(
  open: readonly TicketSummary[],
  { actor, now, wanted }: { actor: Actor; now: Date; wanted: number },
): Prompt {
  const pages = Math.ceil(open.length / PAGE);
  const page = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, pages) : 1;
  const today = bangkokDay(now);
  const counts = countsOf(open, today, actor);
  return {
    text: { key: 'complaints.inbox.summary', params: { number: counts.number } },
    card: {
      kind: 'list',
      title: { key: 'complaints.inbox.title' },
      rows: open.slice((page - 1) * PAGE, page * PAGE).map((ticket) => row(ticket, today, actor)),
      footnote: { key: 'complaints.inbox.footnote', params: counts },
      actions: page < pages ? [openPage(page + 1, 'complaints.inbox.more')] : [],
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
