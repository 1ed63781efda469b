import { oneOf, text } from '../../conversation/fields';
import type { Flow, Turn } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { present } from '../../core/present';
import type { Params, TextKey } from '../../core/texts';
import type { Subject } from '../../speech/prompt';
import type { Complaints, Replied } from '../service';
import { EXAMPLE, openTrack } from '../wording';
import type { Tracking, TypedTicket } from './ticket-fields';
import { pinField, ticketField } from './ticket-fields';

const KINDS = ['reply', 'new'] as const;
const KIND_KEYS = { reply: 'complaints.reply.reply', new: 'complaints.reply.new' } as const;

export interface ReplyAnswers {
  word: string;
  kind: (typeof KINDS)[number];
  ticket: TypedTicket & Replied;
  /** Proves that they hold the ticket, where nothing else does. */
  pin?: string;
}

const WORD_MAX = 3_000;

/** What a button or the drafts carry of a ticket one may reply to. */
export function replySubject({ ticketNo, replyKey }: Required<Replied>): Subject {
  return { id: `${ticketNo}.${replyKey}` };
}

type Replying = Tracking & Pick<Complaints, 'reply'>;

/**
 * A reporter answers the office's answer; what was simply written may also be something new, and that is asked.
 * Nobody knows which ticket of whom: it is brought by a button, by who has just followed it, or typed with its PIN.
 */
export function replyToComplaint({ complaints }: { complaints: Replying }): Flow<ReplyAnswers> {
  return defineFlow<ReplyAnswers>({
    name: 'reply-to-complaint',
    version: 2,
    start: 'word',
    title: 'complaints.reply.title',
    send: 'complaints.reply.send',
    idleMinutes: 24 * 60,
    mayStart: () => true,
    review: false,
    steps: {
      word: {
        ask: 'complaints.reply.askWord',
        title: 'complaints.reply.word',
        field: text({ min: 1, max: WORD_MAX }),
        next: 'kind',
      },
      kind: {
        ask: askKind,
        title: 'complaints.reply.title',
        field: oneOf(KINDS, (kind) => KIND_KEYS[kind]),
        next: ({ answers }) => (answers.kind === 'reply' ? 'ticket' : 'review'),
      },
      ticket: {
        ask: () => ({ key: 'complaints.reply.askTicketNo', params: EXAMPLE }),
        title: 'complaints.track.ticketNo',
        field: ticketField(complaints),
        forgets: ['pin'],
        next: ({ answers }) => (isProven(answers.ticket) ? 'review' : 'pin'),
      },
      pin: {
        ask: 'complaints.track.askPin',
        title: 'complaints.track.pin',
        field: pinField(complaints),
        next: 'review',
      },
    },
    // Version 1 asked for the ticket first, and for no PIN.
    upgrade: ({ version, answers }) => (version === 1 ? (answers as Partial<ReplyAnswers>) : undefined),
    prefill: async ({ subject, text: told }, { actor }) => {
      const [, ticketNo, replyKey] = SUBJECT.exec(subject?.id ?? '') ?? [];
      if (ticketNo === undefined) return present({ word: told });
      const kind = told === undefined ? ('reply' as const) : undefined;
      const own = replyKey === undefined && (await complaints.isOwn(actor, ticketNo));
      return { ticket: { ticketNo, ...present({ replyKey }), own }, ...present({ word: told, kind }) };
    },
    finish: async ({ ticket, word, kind, pin: typed }, { actor }, once) => {
      if (kind === 'new') return { leadsTo: { name: 'file-complaint', known: { text: word } } };
      const { ticketNo } = ticket;
      const pin = typed ?? ticket.pin;
      const replyKey =
        pin === undefined ? ticket.replyKey : (await complaints.track(actor, ticketNo, pin)).replyKey;
      await complaints.reply({ ticketNo, ...present({ replyKey }) }, word, actor, once);
      const done = {
        text: { key: 'complaints.reply.done', params: { ticketNo } },
        controls: [openTrack(ticketNo, { key: 'complaints.receipt.track' })],
      } as const;
      // Pushed, it would keep a person beside a ticket.
      return { prompts: [done], unreplied: 'nowhere' };
    },
  });
}

const SUBJECT = /^(\d\d-\d{5}-\d)(?:\.([\w-]{24}))?$/;

/** Which ticket it may be about, where that is known. */
function askKind({ answers: { ticket } }: Turn<ReplyAnswers>): { key: TextKey; params?: Params } {
  return ticket === undefined
    ? { key: 'complaints.reply.askWhich' }
    : { key: 'complaints.reply.askKind', params: { ticketNo: ticket.ticketNo } };
}

/** True when nothing more is needed to show that the ticket is theirs; it is looked at again at the end. */
function isProven(ticket: ReplyAnswers['ticket'] | undefined): boolean {
  return ticket?.own === true || ticket?.replyKey !== undefined || ticket?.pin !== undefined;
}
