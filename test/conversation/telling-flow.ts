import type { FileAnswer, PlaceAnswer } from '../../src/conversation/fields';
import { files, oneOf, phone, place, text, yesNo } from '../../src/conversation/fields';
import type { Beside, Flow } from '../../src/conversation/flow';
import { defineFlow } from '../../src/conversation/flow';

export interface TellingAnswers {
  story: string;
  kind: 'road' | 'light';
  where?: PlaceAnswer;
  photos?: readonly FileAnswer[];
  anonymous: boolean;
  name?: string;
  phone?: string;
}

export interface Told {
  answers: TellingAnswers;
  beside: readonly Beside[] | undefined;
}

const LABELS = { road: 'common.yes', light: 'common.no' } as const;

/** A flow that listens: a story, what is found in it, what is only offered, and a branch behind a choice. */
export function telling(told: Told[] = []): Flow<TellingAnswers> {
  const kinds = oneOf(['road', 'light'] as const, (kind) => LABELS[kind]);
  const places = place();
  const phones = phone();
  return defineFlow<TellingAnswers>({
    name: 'telling',
    version: 1,
    start: 'story',
    title: 'common.menu',
    send: 'common.done',
    idleMinutes: 60,
    mayStart: () => true,
    takes: { text: 'story', file: 'photos', place: 'where' },
    steps: {
      story: {
        ask: () => ({ literal: 'เกิดอะไรขึ้น' }),
        title: 'complaints.file.detail',
        field: text(),
        next: 'kind',
      },
      kind: {
        ask: () => ({ literal: 'เรื่องประเภทใด' }),
        title: 'complaints.file.category',
        field: { ...kinds, find: (said) => (said.includes('ไฟ') ? 'light' : undefined) },
        next: 'where',
      },
      where: {
        ask: () => ({ literal: 'ที่ไหน' }),
        title: 'complaints.file.place',
        field: { ...places, find: (said) => (said.includes('หน้าวัด') ? { text: 'หน้าวัด' } : undefined) },
        optional: true,
        next: 'photos',
      },
      photos: {
        ask: () => ({ literal: 'มีภาพหรือไม่' }),
        title: 'complaints.file.files',
        names: 'conversation.controls.album',
        field: files({ max: 3 }),
        optional: true,
        offered: 'conversation.controls.camera',
        next: 'anonymous',
      },
      anonymous: {
        ask: () => ({ literal: 'ไม่เปิดเผยชื่อหรือไม่' }),
        title: 'complaints.file.reporter',
        field: yesNo(),
        forgets: ({ after }) => (after === true ? ['name', 'phone'] : []),
        next: ({ answers }) => (answers.anonymous === false ? 'name' : 'review'),
      },
      name: {
        ask: () => ({ literal: 'ชื่อของท่าน' }),
        title: 'complaints.file.name',
        field: text({ min: 2, letters: true }),
        next: 'phone',
      },
      phone: {
        ask: () => ({ literal: 'หมายเลขโทรศัพท์' }),
        title: 'complaints.file.phone',
        field: phones,
        optional: true,
        next: 'review',
      },
    },
    prefill: ({ text: story, files: photos, place: where }) => ({
      ...(story !== undefined && { story }),
      ...(photos !== undefined && { photos }),
      ...(where !== undefined && { where }),
    }),
    finish: (answers, { beside }) => {
      told.push({ answers, beside });
      return Promise.resolve([{ text: { key: 'common.done' } }]);
    },
  });
}
