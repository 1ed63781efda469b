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

/**
 * Open complaints the staff member may see, the most urgent first; `subject` is a page of all, from 1; without it
 * the most urgent three.
 */
export function complaintInbox({ complaints }: { complaints: Pick<Complaints, 'inbox'> }): View {
  return {
    name: 'complaint-inbox',
    mayOpen: forDuty('see-complaints', 'see-protected-complaints'),
    show: async (subject, { actor, now }) => {
      const open = await complaints.inbox(actor);
      if (open.length === 0) return [{ text: { key: 'complaints.inbox.none' } }];
      const { shown, isPart } = bestOf(open, { whole: subject !== undefined });
      const part = isPart
        ? ({ shown, footnote: 'complaints.inbox.best', more: openPage(1, 'common.showAll') } as const)
        : pageOf(open, Number(subject?.id ?? 1));
      return [card(part, open, { actor, now })];
    },
  };
}

/** What a card shows of the open complaints, and the button to the others. */
interface Part {
  readonly shown: readonly TicketSummary[];
  readonly footnote: 'complaints.inbox.best' | 'complaints.inbox.footnote';
  readonly more?: Control;
}

function pageOf(open: readonly TicketSummary[], wanted: number): Part {
  const pages = Math.ceil(open.length / PAGE);
  const page = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, pages) : 1;
  return {
    shown: open.slice((page - 1) * PAGE, page * PAGE),
    footnote: 'complaints.inbox.footnote',
    ...(page < pages ? { more: openPage(page + 1, 'complaints.inbox.more') } : {}),
  };
}

function openPage(page: number, key: 'common.showAll' | 'complaints.inbox.more'): Control {
  return { kind: 'open', name: 'complaint-inbox', subject: { id: String(page) }, label: { key } };
}

function card(
  { shown, footnote, more }: Part,
  open: readonly TicketSummary[],
  { actor, now }: { actor: Actor; now: Date },
): Prompt {
  const today = bangkokDay(now);
  const overdue = showNumber(open.filter((ticket) => isOverdue(ticket, today)).length, actor.locale);
  const number = showNumber(open.length, actor.locale);
  return {
    text: { key: 'complaints.inbox.summary', params: { number } },
    card: {
      kind: 'list',
      title: { key: 'complaints.inbox.title' },
      rows: shown.map((ticket) => row(ticket, today, actor)),
      footnote: { key: footnote, params: { overdue, number } },
      actions: more === undefined ? [] : [more],
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
