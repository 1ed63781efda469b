import type { View } from '../../conversation/flow';
import { bangkokDay } from '../../core/bangkok-day';
import type { Locale } from '../../core/texts';
import { text } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { showNumber } from '../../core/thai-digits';
import type { CardRow, Control } from '../../speech/prompt';
import { stateKey } from '../rules';
import type { Complaints, TicketSummary } from '../service';
import { openTrack, ticketLine } from '../wording';

const MOST = 10;

/** The complaints a person filed under their name, newest first. Anonymous ones nobody can list. */
export function myComplaints({ complaints }: { complaints: Pick<Complaints, 'ticketsOf'> }): View {
  return {
    name: 'my-complaints',
    mayOpen: () => true,
    show: async (_param, { actor }) => {
      const own = await complaints.ticketsOf(actor);
      if (own.length === 0) return [{ text: { key: 'complaints.mine.none' }, controls: [file, track] }];
      const number = showNumber(own.length, actor.locale);
      return [
        {
          text: { key: 'complaints.mine.summary', params: { number } },
          card: {
            kind: 'list',
            title: { key: 'complaints.mine.title' },
            rows: own.slice(0, MOST).map((ticket) => row(ticket, actor.locale)),
            footnote: { key: 'complaints.mine.footnote' },
            actions: [file, track],
          },
        },
      ];
    },
  };
}

const file: Control = { kind: 'open', name: 'file-complaint', label: { key: 'complaints.mine.file' } };
const track: Control = { kind: 'open', name: 'track-complaint', label: { key: 'complaints.mine.track' } };

function row(ticket: TicketSummary, locale: Locale): CardRow {
  const day = showDay(bangkokDay(ticket.receivedAt), locale, 'medium');
  return {
    value: { literal: ticketLine(ticket, locale) },
    note: { literal: `${text(locale, stateKey(ticket.state))} · ${day}` },
    action: openTrack(ticket.ticketNo, { key: 'complaints.mine.open' }),
  };
}
