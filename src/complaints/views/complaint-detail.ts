import type { Actor } from '../../conversation/actor';
import type { PlaceAnswer } from '../../conversation/fields';
import type { View } from '../../conversation/flow';
import { Explainable } from '../../core/errors';
import type { TextKey } from '../../core/texts';
import { text } from '../../core/texts';
import { showDay } from '../../core/thai-dates';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { CardRow, Control, Prompt, Subject } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import type { TicketState } from '../rules';
import { categoryKey, isProtected, mayHandle, nextStates } from '../rules';
import type { Complaints, TicketForStaff } from '../service';
import { historyRows, inMessages, isLonger, summaryRows } from '../wording';

/** Longest text on the card; a longer one follows as messages. */
const DETAIL = 300;

const BUTTONS: Record<Exclude<TicketState, 'received'>, TextKey> = {
  'in-progress': 'complaints.detail.take',
  answered: 'complaints.detail.answer',
  closed: 'complaints.detail.close',
};

/** Names a complaint by its place in the list, from 1. */
export function placedSubject(place: number): Subject {
  return { id: `${PLACED}${place}` };
}

const PLACED = 'no.';

/** One complaint for staff; `subject` names it, or its place in the list. Who reported it is not shown. */
export function complaintDetail({ complaints }: { complaints: Pick<Complaints, 'inbox' | 'show'> }): View {
  return {
    name: 'complaint-detail',
    mayOpen: forDuty('see-complaints', 'see-protected-complaints'),
    show: async (subject, { actor, now }) => {
      try {
        const ticket = await complaints.show(actor, await idOf(subject, complaints, actor));
        const long = isLonger(ticket.detail, DETAIL) ? inMessages(ticket.detail) : [];
        return [card(ticket, actor, now), ...long, ...mapOf(ticket.place)];
      } catch (error) {
        if (!(error instanceof Explainable)) throw error;
        return [{ text: { key: error.text, params: error.params }, controls: [toInbox] }];
      }
    },
  };
}

async function idOf(
  { id }: Subject = { id: '' },
  complaints: Pick<Complaints, 'inbox'>,
  actor: Actor,
): Promise<string> {
  if (!id.startsWith(PLACED)) return id;
  const open = await complaints.inbox(actor);
  return open[Number(id.slice(PLACED.length)) - 1]?.id ?? '';
}

const toInbox: Control = { kind: 'open', name: 'complaint-inbox', label: { key: 'complaints.detail.inbox' } };

function card(ticket: TicketForStaff, actor: Actor, now: Date): Prompt {
  const { ticketNo, category } = ticket;
  const { locale } = actor;
  return {
    text: {
      key: 'complaints.detail.summary',
      params: { ticketNo, category: text(locale, categoryKey(category)) },
    },
    card: {
      kind: 'status',
      title: { key: 'complaints.status.title', params: { ticketNo } },
      rows: [
        ...summaryRows(ticket, now, locale),
        { label: { key: 'complaints.file.detail' }, value: { literal: shorten(ticket.detail, DETAIL) } },
        ...matterRows(ticket, actor),
        ...historyRows(ticket, locale),
      ],
      ...(isProtected(category) ? { footnote: { key: 'complaints.detail.protect' } } : {}),
      actions: [...(mayHandle(actor, category) ? moveButtons(ticket) : []), toInbox],
    },
  };
}

function matterRows(
  { place, since, fileIds, reporter, contact }: TicketForStaff,
  { locale }: Actor,
): CardRow[] {
  const photos: CardRow['value'] =
    fileIds.length === 0
      ? { key: 'complaints.detail.noPhotos' }
      : { key: 'complaints.detail.photoCount', params: { number: showNumber(fileIds.length, locale) } };
  const reach =
    contact === undefined ? [] : [contact.name, contact.phone ?? ''].filter((part) => part !== '');
  return [
    ...(place === undefined
      ? []
      : [{ label: { key: 'complaints.detail.place' }, value: { literal: place.text } } as const]),
    ...(since === undefined
      ? []
      : [{ label: { key: 'complaints.file.since' }, value: { literal: showDay(since, locale) } } as const]),
    { label: { key: 'complaints.detail.photos' }, value: photos },
    { label: { key: 'complaints.detail.reporter' }, value: { key: `complaints.file.${reporter}` } },
    ...(reach.length === 0
      ? []
      : [{ label: { key: 'complaints.detail.contact' }, value: { literal: reach.join(' ') } } as const]),
  ];
}

function moveButtons(ticket: TicketForStaff): Control[] {
  return nextStates(ticket.state).flatMap((to) => moveButton(ticket, to));
}

function moveButton({ id }: TicketForStaff, to: TicketState): Control[] {
  if (to === 'received') return [];
  const subject = { id, aim: to };
  return [{ kind: 'open', name: 'handle-complaint', subject, label: { key: BUTTONS[to] } }];
}

/** As a message of its own: there LINE makes an address something to tap. */
function mapOf(place: PlaceAnswer | undefined): Prompt[] {
  if (place?.latitude === undefined || place.longitude === undefined) return [];
  const url = `https://www.google.com/maps?q=${place.latitude},${place.longitude}`;
  return [{ text: { key: 'complaints.detail.map', params: { url } } }];
}
