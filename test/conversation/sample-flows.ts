import type { FileAnswer, PlaceAnswer } from '../../src/conversation/fields';
import { day, files, oneOf, phone, pickOne, place, text, yesNo } from '../../src/conversation/fields';
import type { Flow } from '../../src/conversation/flow';
import { defineFlow } from '../../src/conversation/flow';

export interface RequestAnswers {
  what: string;
  kind: 'road' | 'light' | 'other';
  where?: PlaceAnswer;
  since: string;
  photos?: readonly FileAnswer[];
  anonymous: boolean;
  phone?: string;
}

export interface Finished {
  answers: RequestAnswers;
  once: string;
}

const KINDS = ['road', 'light', 'other'] as const;
const LABELS = { road: 'common.yes', light: 'common.no', other: 'common.none' } as const;

/** A flow with a branch, an answer that forgets another one, and all kinds of questions. */
export function request(finished: Finished[] = []): Flow<RequestAnswers> {
  return defineFlow<RequestAnswers>({
    name: 'request',
    version: 2,
    start: 'what',
    title: 'common.edit',
    send: 'common.done',
    idleMinutes: 60,
    mayStart: () => true,
    steps: {
      what: {
        ask: () => ({ literal: 'เกิดอะไรขึ้น' }),
        title: 'common.menu',
        field: text({ min: 5 }),
        next: 'kind',
      },
      kind: {
        ask: () => ({ literal: 'เรื่องประเภทใด' }),
        title: 'common.more',
        field: oneOf(KINDS, (kind) => LABELS[kind]),
        next: ({ answers }) => (answers.kind === 'other' ? 'since' : 'where'),
      },
      where: {
        ask: () => ({ literal: 'ที่ไหน' }),
        title: 'common.help',
        field: place(),
        optional: true,
        next: 'since',
      },
      since: { ask: () => ({ literal: 'ตั้งแต่เมื่อใด' }), title: 'common.pause', field: day(), next: 'photos' },
      photos: {
        ask: () => ({ literal: 'มีภาพหรือไม่' }),
        title: 'common.skip',
        field: files({ max: 3 }),
        optional: true,
        next: 'anonymous',
      },
      anonymous: {
        ask: () => ({ literal: 'ไม่เปิดเผยชื่อหรือไม่' }),
        title: 'common.back',
        field: yesNo(),
        forgets: ['phone'],
        next: ({ answers }) => (answers.anonymous === true ? 'review' : 'phone'),
      },
      phone: {
        ask: () => ({ literal: 'หมายเลขโทรศัพท์' }),
        title: 'common.cancel',
        field: phone(),
        optional: true,
        skipLabel: 'common.none',
        next: 'review',
      },
    },
    prefill: ({ subject, text: told, files: photos, place: where }) => ({
      ...(subject !== undefined && { kind: KINDS.find((kind) => kind === subject.id) ?? 'other' }),
      ...(told !== undefined && { what: told }),
      ...(photos !== undefined && { photos }),
      ...(where !== undefined && { where }),
    }),
    upgrade: ({ version, answers }) => (version === 1 ? (answers as Partial<RequestAnswers>) : undefined),
    finish: (answers, _turn, once) => {
      finished.push({ answers, once });
      return Promise.resolve([{ text: { key: 'common.done' } }]);
    },
  });
}

/** A flow of one question, finished by its answer. */
export function rating(finished: string[] = []): Flow<{ ticket: string }> {
  return defineFlow<{ ticket: string }>({
    name: 'rating',
    version: 1,
    start: 'ticket',
    title: 'common.help',
    send: 'common.done',
    idleMinutes: 60,
    mayStart: (actor) => actor.posts.length === 0,
    review: false,
    steps: {
      ticket: {
        ask: () => ({ literal: 'เรื่องใด' }),
        title: 'common.menu',
        field: pickOne({ from: () => TICKETS }),
        next: 'review',
      },
    },
    prefill: ({ subject }) => subject && { ticket: subject.id },
    finish: ({ ticket }, _turn, once) => {
      finished.push(`${ticket} ${once}`);
      return Promise.resolve([{ text: { key: 'common.done' } }]);
    },
  });
}

/** More than fit on one page, with names longer than a button. */
export const TICKETS = Array.from({ length: 23 }, (_, index) => ({
  value: `t${index + 1}`,
  label: `เรื่องที่แจ้งไว้เกี่ยวกับถนนสายที่ ${index + 101} ของหมู่บ้าน`,
}));
