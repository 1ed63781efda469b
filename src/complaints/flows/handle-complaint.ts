import { files, oneOf, pickOne, text } from '../../conversation/fields';
import type { Field, Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { FileAnswer } from '../../conversation/known';
import { present } from '../../core/present';
import type { Locale } from '../../core/texts';
import { text as textOf } from '../../core/texts';
import { showNumber } from '../../core/thai-digits';
import { forDuty } from '../../duties/duties';
import type { Control, Prompt } from '../../speech/prompt';
import { categoryIn } from '../recognising';
import type { TicketState } from '../rules';
import { needsNote, stateKey } from '../rules';
import type { Complaints, Moved, TicketSummary } from '../service';
import type { TellReporter } from '../telling';
import { openTrack, ticketLine } from '../wording';
import { replySubject } from './reply-to-complaint';

/** What staff can make of a ticket; it never becomes `received` again. */
const AIMS = ['in-progress', 'answered', 'closed'] as const satisfies readonly TicketState[];

export interface HandlingAnswers {
  ticketId: string;
  to: (typeof AIMS)[number];
  note?: string;
  photos?: readonly FileAnswer[];
}

export interface HandlingServices {
  readonly complaints: Pick<Complaints, 'find' | 'inbox' | 'move'>;
  readonly tellReporter: TellReporter;
}

const NOTE_MAX = 3_000;
const FILES_MAX = 10;

/** A staff member takes a complaint on, answers or closes it; the reporter is told that there is news. */
export function handleComplaint({ complaints, tellReporter }: HandlingServices): Flow<HandlingAnswers> {
  return defineFlow<HandlingAnswers>({
    name: 'handle-complaint',
    version: 1,
    start: 'ticketId',
    title: 'complaints.handle.title',
    send: 'complaints.handle.send',
    idleMinutes: 24 * 60,
    mayStart: forDuty('handle-complaints', 'handle-protected-complaints'),
    takes: { text: 'note', file: 'photos' },
    steps: {
      ticketId: {
        ask: 'complaints.handle.askTicket',
        title: 'complaints.handle.ticket',
        field: ticketField(complaints),
        next: 'to',
      },
      to: {
        ask: 'complaints.handle.askTo',
        title: 'complaints.handle.to',
        field: oneOf(AIMS, stateKey),
        next: ({ answers }) => (answers.to !== undefined && needsNote(answers.to) ? 'note' : 'review'),
      },
      note: {
        ask: ({ answers }) => ({
          key: answers.to === 'closed' ? 'complaints.handle.askReason' : 'complaints.handle.askAnswer',
        }),
        title: 'complaints.handle.note',
        field: text({ min: 3, max: NOTE_MAX }),
        next: 'photos',
      },
      photos: {
        ask: ({ actor }) => ({
          key: 'complaints.handle.askPhotos',
          params: { max: showNumber(FILES_MAX, actor.locale) },
        }),
        title: 'complaints.handle.photos',
        names: 'complaints.words.files',
        field: files({ max: FILES_MAX }),
        optional: true,
        offered: 'complaints.handle.addPhotos',
        next: 'review',
      },
    },
    prefill: ({ subject, text: note, files: photos }) => {
      const told = note === undefined && photos === undefined ? undefined : 'answered';
      const to = AIMS.find((aim) => aim === subject?.aim) ?? told;
      return present({ ticketId: subject?.id, to, note, photos });
    },
    finish: async ({ ticketId, to, note, photos = [] }, { actor }, once) => {
      const fileIds = photos.map(({ fileId }) => fileId);
      const told = needsNote(to) && note !== undefined ? { note, fileIds } : {};
      const moved = await complaints.move({ ticketId, to, ...told }, actor, once);
      await tellReporter(moved, newsOf(moved), actor.orgId);
      return [done(moved, actor.locale)];
    },
  });
}

/** What was told may say what the ticket is about. */
function likeliestFirst(
  tickets: readonly TicketSummary[],
  told: string | undefined,
): readonly TicketSummary[] {
  const category = told === undefined ? undefined : categoryIn(told);
  const isLikely = (ticket: TicketSummary) => ticket.category === category;
  return [...tickets.filter(isLikely), ...tickets.filter((ticket) => !isLikely(ticket))];
}

/** An open ticket to choose; a button may also name one that has been answered, to take it up again. */
function ticketField(complaints: Pick<Complaints, 'find' | 'inbox'>): Field<string> {
  const open = pickOne({
    from: async ({ actor, answers }) => {
      const tickets = likeliestFirst(
        await complaints.inbox(actor),
        (answers as Partial<HandlingAnswers>).note,
      );
      return tickets.map((ticket) => ({ value: ticket.id, label: ticketLine(ticket, actor.locale) }));
    },
  });
  return {
    ...open,
    read: async (input, turn, soFar) => {
      const named = input.kind === 'choice' ? await complaints.find(turn.actor, input.value) : undefined;
      return named === undefined ? open.read(input, turn, soFar) : { ok: true, value: named.id };
    },
    show: async (value, { actor }) => {
      const ticket = await complaints.find(actor, value);
      return { literal: ticket === undefined ? '' : ticketLine(ticket, actor.locale) };
    },
  };
}

/** Says that there is news, never what: the reporter's phone may lie open. */
function newsOf({ ticketNo, replyKey, state }: Moved): Prompt {
  const replyTo: Control = {
    kind: 'open',
    name: 'reply-to-complaint',
    subject: replySubject({ ticketNo, replyKey }),
    label: { key: 'complaints.reply.button' },
  };
  return {
    text: { key: 'complaints.notice.text', params: { ticketNo } },
    card: {
      kind: 'notice',
      title: { key: 'complaints.notice.title' },
      rows: [{ value: { key: 'complaints.notice.row', params: { ticketNo } } }],
      actions: [
        openTrack(ticketNo, { key: 'complaints.receipt.track' }),
        ...(state === 'answered' ? [replyTo] : []),
      ],
    },
  };
}

function done({ ticketNo, state }: Moved, locale: Locale): Prompt {
  return {
    text: { key: 'complaints.handle.done', params: { ticketNo, state: textOf(locale, stateKey(state)) } },
    controls: [{ kind: 'open', name: 'complaint-inbox', label: { key: 'complaints.detail.inbox' } }],
  };
}
