import { oneOf, text } from '../../conversation/fields';
import type { Field, Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { present } from '../../core/present';
import type { Subject } from '../../speech/prompt';
import type { Complaints, Replied } from '../service';
import { readTicketNo } from '../ticket-number';
import { EXAMPLE, openTrack } from '../wording';

const KINDS = ['reply', 'new'] as const;
const KIND_KEYS = { reply: 'complaints.reply.reply', new: 'complaints.reply.new' } as const;

export interface ReplyAnswers {
  ticket: Replied;
  word: string;
  kind: (typeof KINDS)[number];
}

const WORD_MAX = 3_000;

/** What a button or the drafts carry of a ticket one may reply to. */
export function replySubject({ ticketNo, replyKey }: Required<Replied>): Subject {
  return { id: `${ticketNo}.${replyKey}` };
}

/** A reporter answers the office's answer; what was simply written may also be something new, and that is asked. */
export function replyToComplaint({
  complaints,
}: {
  complaints: Pick<Complaints, 'reply'>;
}): Flow<ReplyAnswers> {
  return defineFlow<ReplyAnswers>({
    name: 'reply-to-complaint',
    version: 1,
    start: 'ticket',
    title: 'complaints.reply.title',
    send: 'complaints.reply.send',
    idleMinutes: 24 * 60,
    mayStart: () => true,
    review: false,
    steps: {
      ticket: {
        ask: () => ({ key: 'complaints.track.askTicketNo', params: EXAMPLE }),
        title: 'complaints.track.ticketNo',
        field: ticket,
        next: 'word',
      },
      word: {
        ask: 'complaints.reply.askWord',
        title: 'complaints.reply.word',
        field: text({ min: 1, max: WORD_MAX }),
        next: 'kind',
      },
      kind: {
        ask: ({ answers }) => ({
          key: 'complaints.reply.askKind',
          params: { ticketNo: answers.ticket?.ticketNo ?? '' },
        }),
        title: 'complaints.reply.title',
        field: oneOf(KINDS, (kind) => KIND_KEYS[kind]),
        next: 'review',
      },
    },
    prefill: ({ subject, text: told }) => {
      const [, ticketNo, replyKey] = /^(\d\d-\d{5}-\d)\.([\w-]{24})$/.exec(subject?.id ?? '') ?? [];
      if (ticketNo === undefined || replyKey === undefined) return present({ word: told });
      const kind = told === undefined ? ('reply' as const) : undefined;
      return { ticket: { ticketNo, replyKey }, ...present({ word: told, kind }) };
    },
    finish: async ({ ticket: to, word, kind }, { actor }, once) => {
      if (kind === 'new') return { leadsTo: { name: 'file-complaint', known: { text: word } } };
      await complaints.reply(to, word, actor, once);
      const { ticketNo } = to;
      const done = {
        text: { key: 'complaints.reply.done', params: { ticketNo } },
        controls: [openTrack(ticketNo, { key: 'complaints.receipt.track' })],
      } as const;
      // Pushed, it would keep a person beside a ticket.
      return { prompts: [done], unreplied: 'nowhere' };
    },
  });
}

/** Typed, it serves those who filed under their name; others come by the button or by following their ticket. */
const ticket: Field<Replied> = {
  accepts: ['text'],
  controls: () => [],
  read: (input) => {
    const reading = readTicketNo(input.kind === 'text' ? input.text : '');
    return reading.ok
      ? { ok: true, value: { ticketNo: reading.ticketNo } }
      : { ok: false, problem: 'complaints.problem.notATicketNo', params: EXAMPLE };
  },
  show: ({ ticketNo }) => ({ literal: ticketNo }),
};
