import type { FileAnswer, PlaceAnswer } from '../../conversation/fields';
import { files, oneOf, phone, place, since, text } from '../../conversation/fields';
import type { Change, Flow, Turn } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import type { Day } from '../../core/bangkok-day';
import { present } from '../../core/present';
import { categoryIn } from '../recognising';
import { CATEGORIES, categoryKey, isPlaced, isProtected } from '../rules';
import type { ComplaintDraft, Complaints } from '../service';
import { receipt } from './receipt';
import type { Reporter } from './reporter-question';
import { askReporter, reporterField } from './reporter-question';

/** Answers of the conversation; a contact exists only while the reporter is `named`. */
export interface ComplaintAnswers {
  detail: string;
  category: string;
  place?: PlaceAnswer;
  since?: Day;
  files?: readonly FileAnswer[];
  reporter: Reporter;
  name?: string;
  phone?: string;
}

/** As much as one LINE message holds. */
const DETAIL_MAX = 5_000;
const FILES_MAX = 5;

type Steps = Flow<ComplaintAnswers>['steps'];

/** What is wrong; only the story, its category and a place are asked for, and only where the story says none. */
const MATTER: Pick<Steps, 'detail' | 'category' | 'place' | 'since' | 'files'> = {
  detail: {
    ask: 'complaints.file.askDetail',
    title: 'complaints.file.detail',
    names: 'complaints.words.detail',
    field: text({ min: 3, max: DETAIL_MAX }),
    next: 'category',
  },
  category: {
    ask: 'complaints.file.askCategory',
    title: 'complaints.file.category',
    names: 'complaints.words.category',
    field: oneOf(
      CATEGORIES.map(({ key }) => key),
      categoryKey,
      { find: categoryIn },
    ),
    forgets: othersRead,
    next: afterCategory,
  },
  place: {
    ask: 'complaints.file.askPlace',
    title: 'complaints.file.place',
    names: 'complaints.words.place',
    field: place(),
    optional: true,
    next: 'since',
  },
  since: {
    ask: 'complaints.file.askSince',
    title: 'complaints.file.since',
    names: 'complaints.words.since',
    field: since(),
    optional: true,
    offered: 'complaints.file.addSince',
    next: 'files',
  },
  files: {
    ask: () => ({ key: 'complaints.file.askFiles', params: { max: FILES_MAX } }),
    title: 'complaints.file.files',
    names: 'complaints.words.files',
    field: files({ max: FILES_MAX }),
    optional: true,
    offered: 'complaints.file.addFiles',
    next: 'reporter',
  },
};

/** Whether the office shall know who it is: always asked, and said before who reads it. */
const REPORTER: Pick<Steps, 'reporter' | 'name' | 'phone'> = {
  reporter: {
    ask: askReporter,
    title: 'complaints.file.reporter',
    names: 'complaints.words.reporter',
    field: reporterField,
    forgets: ['name', 'phone'],
    next: ({ answers }) => (answers.reporter === 'named' ? 'name' : 'review'),
  },
  name: {
    ask: 'complaints.file.askName',
    title: 'complaints.file.name',
    field: text({ min: 2, max: 120, letters: true }),
    next: 'phone',
  },
  phone: {
    ask: 'complaints.file.askPhone',
    title: 'complaints.file.phone',
    field: phone(),
    optional: true,
    next: 'review',
  },
};

/**
 * A citizen says what is wrong, with or without a name; staff may do so too. The story comes first; what it says
 * about the rest is proposed and not asked.
 */
export function fileComplaint({
  complaints,
}: {
  complaints: Pick<Complaints, 'open'>;
}): Flow<ComplaintAnswers> {
  return defineFlow<ComplaintAnswers>({
    name: 'file-complaint',
    version: 2,
    start: 'detail',
    title: 'complaints.file.title',
    send: 'complaints.file.send',
    idleMinutes: 24 * 60,
    mayStart: () => true,
    takes: { text: 'detail', file: 'files', place: 'place' },
    instead: { name: 'ask-question', label: 'complaints.file.onlyAsking' },
    steps: {
      ...MATTER,
      ...REPORTER,
    },
    // Version 1 asked the same, the category first.
    upgrade: ({ version, answers }) => (version === 1 ? (answers as Partial<ComplaintAnswers>) : undefined),
    prefill,
    finish: async (answers, { actor }, once) => {
      const filed = await complaints.open(draftOf(answers), actor, once);
      // A receipt pushed to the person would keep person and moment beside the complaint, and its PIN too.
      const unreplied = { mailboxId: filed.mailboxId };
      return { prompts: receipt(filed, answers.reporter, actor), unreplied };
    },
  });
}

/** Who decided under another promise of who reads it decides again. */
function othersRead({ before, after }: Change<string>): readonly 'reporter'[] {
  const isSame = before === undefined || isProtected(before) === isProtected(after ?? '');
  return isSame ? [] : ['reporter'];
}

/** Where nothing lies there is no place to ask for; one that was sent is kept. */
function afterCategory({ answers }: Turn<ComplaintAnswers>): 'place' | 'since' {
  return isPlaced(answers.category ?? '') || answers.place !== undefined ? 'place' : 'since';
}

function prefill({ subject, text: told, files: sent, place: where }: Known): Partial<ComplaintAnswers> {
  const category = CATEGORIES.find(({ key }) => key === subject?.id)?.key;
  return {
    ...present({ category, detail: told, place: where, files: sent }),
  };
}

/** What is sent: a contact of a branch that was left does not count. */
function draftOf(answers: ComplaintAnswers): ComplaintDraft {
  const { category, detail, place: where, since: day, files: photos = [] } = answers;
  const { reporter, name, phone: number } = answers;
  const contact = name === undefined ? undefined : { name, ...present({ phone: number }) };
  return {
    category,
    detail,
    ...present({ place: where, since: day }),
    fileIds: photos.map(({ fileId }) => fileId),
    ...(reporter === 'named' && contact !== undefined ? { contact } : {}),
  };
}
