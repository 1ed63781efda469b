import type { Actor } from '../../conversation/actor';
import type { FileAnswer, PlaceAnswer } from '../../conversation/fields';
import { files, pickOne, place } from '../../conversation/fields';
import { typedText } from '../../conversation/fields/text';
import type { Field, Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import { present } from '../../core/present';
import type { TextKey } from '../../core/texts';
import { hasDuty } from '../../duties/duties';
import type { Questions } from '../service';

/** What somebody has said that may be several things. */
interface Unclear {
  readonly text: string;
  /** It was noted as a question, which is taken back when it turns out to be none. */
  readonly questionId?: string;
}

export interface MatterAnswers {
  said: Unclear;
  files?: readonly FileAnswer[];
  place?: PlaceAnswer;
  matter: string;
}

/** As many as one matter may have. */
const FILES_MAX = 10;

/** What it can be, and the flow or view that is for it; staff report results besides. */
const MATTERS = {
  progress: { label: 'questions.which.progress', opens: 'log-progress' },
  report: { label: 'questions.which.report', opens: 'file-complaint' },
  ask: { label: 'questions.which.ask', opens: 'ask-question' },
  neither: { label: 'questions.which.neither', opens: 'help' },
} as const satisfies Readonly<Record<string, { label: TextKey; opens: string }>>;
type Matter = keyof typeof MATTERS;

/**
 * It is not clear what somebody wants: one tap tells, and what was said goes with it, so that nothing is typed
 * again. A question that was none comes here with its matter chosen already.
 */
export function whichMatter({
  questions,
}: {
  questions: Pick<Questions, 'read' | 'withdraw'>;
}): Flow<MatterAnswers> {
  return defineFlow<MatterAnswers>({
    name: 'which-matter',
    version: 1,
    start: 'said',
    title: 'questions.which.title',
    send: 'questions.which.send',
    idleMinutes: 24 * 60,
    mayStart: () => true,
    review: false,
    takes: { text: 'said', file: 'files', place: 'place' },
    instead: { name: 'ask-question', label: 'questions.which.ask' },
    steps: {
      said: {
        ask: 'questions.which.say',
        title: 'questions.which.said',
        field: unclear,
        next: 'files',
      },
      // Never asked for: what is sent while it is not clear what it belongs to waits with the words.
      files: {
        ask: 'questions.which.askFiles',
        title: 'questions.which.files',
        field: files({ max: FILES_MAX }),
        optional: true,
        offered: 'questions.which.addFiles',
        next: 'place',
      },
      place: {
        ask: 'questions.which.askPlace',
        title: 'questions.which.place',
        field: place({ allowText: false }),
        optional: true,
        offered: 'questions.which.addPlace',
        next: 'matter',
      },
      matter: {
        ask: 'questions.which.which',
        title: 'questions.which.title',
        field: pickOne({ from: ({ actor }) => mattersFor(actor) }),
        next: 'review',
      },
    },
    prefill: async ({ subject, text, files: sent, place: where }: Known, { actor }) => {
      const said = text === undefined ? undefined : { text };
      if (subject === undefined) return present({ said, files: sent, place: where });
      const asked = await questions.read(actor, subject.id);
      if (asked === undefined) return undefined;
      const matter = isMatter(subject.aim) ? subject.aim : undefined;
      return { said: { text: asked, questionId: subject.id }, ...present({ matter }) };
    },
    finish: async ({ said, matter, files: sent, place: where }, { actor }) => {
      const { opens } = MATTERS[isMatter(matter) ? matter : 'neither'];
      if (said.questionId !== undefined && opens !== 'ask-question')
        await questions.withdraw(actor, said.questionId);
      return {
        leadsTo: { name: opens, known: { text: said.text, ...present({ files: sent, place: where }) } },
      };
    },
  });
}

const unclear: Field<Unclear> = {
  accepts: ['text'],
  controls: () => [],
  read: (input) => {
    const text = typedText(input);
    return text === ''
      ? { ok: false, problem: 'conversation.problem.textEmpty' }
      : { ok: true, value: { text } };
  },
  join: (parts) => {
    const text = parts.map((part) => part.text).join('\n');
    return { ok: true, value: { ...parts[0], text } };
  },
  show: ({ text }) => ({ literal: text }),
};

function mattersFor(actor: Pick<Actor, 'posts'>) {
  const reports = hasDuty(actor, 'log-progress');
  return Object.entries(MATTERS)
    .filter(([matter]) => matter !== 'progress' || reports)
    .map(([value, { label }]) => ({ value, label: { key: label } }));
}

function isMatter(value: string | undefined): value is Matter {
  return value !== undefined && Object.hasOwn(MATTERS, value);
}
