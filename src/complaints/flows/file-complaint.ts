import type { FileAnswer, PlaceAnswer } from '../../conversation/fields';
import { files, oneOf, phone, place, text } from '../../conversation/fields';
import type { Flow, Turn } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { CATEGORIES, categoryKey, isProtected } from '../rules';
import type { ComplaintDraft, Complaints } from '../service';
import { receipt } from './receipt';

const REPORTERS = ['anonymous', 'named'] as const;
const REPORTER_KEYS: Record<(typeof REPORTERS)[number], TextKey> = {
  anonymous: 'complaints.file.anonymous',
  named: 'complaints.file.named',
};

/** Answers of the conversation; a contact exists only while the reporter is `named`. */
export interface ComplaintAnswers {
  category: string;
  detail: string;
  place?: PlaceAnswer;
  files?: readonly FileAnswer[];
  reporter: (typeof REPORTERS)[number];
  name?: string;
  phone?: string;
}

/** As much as one LINE message holds. */
const DETAIL_MAX = 5_000;
const FILES_MAX = 5;

/** A citizen says what is wrong, with or without a name; staff may do so too. */
export function fileComplaint({
  complaints,
}: {
  complaints: Pick<Complaints, 'open'>;
}): Flow<ComplaintAnswers> {
  return defineFlow<ComplaintAnswers>({
    name: 'file-complaint',
    version: 1,
    start: 'category',
    title: 'complaints.file.title',
    send: 'complaints.file.send',
    idleMinutes: 24 * 60,
    mayStart: () => true,
    takes: { text: 'detail', file: 'files', place: 'place' },
    instead: { name: 'ask-question', label: 'complaints.file.onlyAsking' },
    steps: {
      category: {
        ask: 'complaints.file.askCategory',
        title: 'complaints.file.category',
        field: oneOf(
          CATEGORIES.map(({ key }) => key),
          categoryKey,
        ),
        next: 'detail',
      },
      detail: {
        ask: 'complaints.file.askDetail',
        title: 'complaints.file.detail',
        field: text({ min: 3, max: DETAIL_MAX }),
        next: 'place',
      },
      place: {
        ask: 'complaints.file.askPlace',
        title: 'complaints.file.place',
        field: place(),
        optional: true,
        next: 'files',
      },
      files: {
        ask: () => ({ key: 'complaints.file.askFiles', params: { max: FILES_MAX } }),
        title: 'complaints.file.files',
        field: files({ max: FILES_MAX }),
        optional: true,
        next: 'reporter',
      },
      reporter: {
        ask: askReporter,
        title: 'complaints.file.reporter',
        field: oneOf(REPORTERS, (reporter) => REPORTER_KEYS[reporter]),
        forgets: ['name', 'phone'],
        next: ({ answers }) => (answers.reporter === 'named' ? 'name' : 'review'),
      },
      name: {
        ask: 'complaints.file.askName',
        title: 'complaints.file.name',
        field: text({ min: 2, max: 120 }),
        next: 'phone',
      },
      phone: {
        ask: 'complaints.file.askPhone',
        title: 'complaints.file.phone',
        field: phone(),
        optional: true,
        next: 'review',
      },
    },
    prefill,
    finish: async (answers, { actor }, once) => {
      const filed = await complaints.open(draftOf(answers), actor, once);
      // A receipt pushed to the person would keep person and moment beside the complaint, and its PIN too.
      const unreplied = { mailboxId: filed.mailboxId };
      return { prompts: receipt(filed, answers.reporter, actor), unreplied };
    },
  });
}

/** Who sees what, said before the choice is made. */
function askReporter({ answers }: Turn<ComplaintAnswers>): { key: TextKey } {
  const few = isProtected(answers.category ?? '');
  return { key: few ? 'complaints.file.askReporterProtected' : 'complaints.file.askReporter' };
}

function prefill({ subject, text: told, files: sent, place: where }: Known): Partial<ComplaintAnswers> {
  const category = CATEGORIES.find(({ key }) => key === subject?.id)?.key;
  return {
    ...present({ category, detail: told, place: where, files: sent }),
  };
}

/** What is sent: a contact of a branch that was left does not count. */
function draftOf(answers: ComplaintAnswers): ComplaintDraft {
  const { category, detail, place: where, files: photos = [], reporter, name, phone: number } = answers;
  const contact = name === undefined ? undefined : { name, ...present({ phone: number }) };
  return {
    category,
    detail,
    ...present({ place: where }),
    fileIds: photos.map(({ fileId }) => fileId),
    ...(reporter === 'named' && contact !== undefined ? { contact } : {}),
  };
}
