import type { Actor } from '../../conversation/actor';
import type { FileAnswer, PlaceAnswer } from '../../conversation/fields';
import { files, pickOne, place } from '../../conversation/fields';
import { typedText } from '../../conversation/fields/text';
import type { Field, Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import type { Known } from '../../conversation/known';
import { notKept } from '../../conversation/unkept';
import { present } from '../../core/present';
import type { Locale, TextKey } from '../../core/texts';
import { text } from '../../core/texts';
import { hasDuty } from '../../duties/duties';
import type { Prompt } from '../../speech/prompt';
import { explain } from '../../speech/prompt';
import { say } from '../../speech/wording';
import { understand } from '../../understanding/understand';
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
  neither: { label: 'questions.which.neither', opens: undefined },
} as const satisfies Readonly<Record<string, { label: TextKey; opens: string | undefined }>>;
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
        ask: ({ answers: { said }, actor }) =>
          said !== undefined && asksAsStaff(said.text, actor)
            ? { key: 'questions.which.staffAsks', params: lookUps(actor.locale) }
            : { key: 'questions.which.which' },
        title: 'questions.which.title',
        field: pickOne({ from: ({ actor }) => mattersFor(actor) }),
        next: 'review',
      },
    },
    prefill: async ({ subject, text: told, files: sent, place: where }: Known, { actor }) => {
      const said = told === undefined ? undefined : { text: told };
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
      const known = { text: said.text, ...present({ files: sent, place: where }) };
      return opens === undefined
        ? { prompts: [dropped(known, actor)], unreplied: 'nowhere' }
        : { leadsTo: { name: opens, known } };
    },
  });
}

/** What became of a message that was none of these. */
function dropped(known: Known, { locale }: Pick<Actor, 'locale'>): Prompt {
  const said = [...notKept(known, { locale }), explain('questions.which.dropped')];
  return {
    text: { literal: said.map((each) => say(each.text, locale)).join('\n') },
    controls: [{ kind: 'command', command: 'menu', label: { key: 'common.menu' } }],
  };
}

/** A colleague's question: most of what they ask they can look up. */
function asksAsStaff(said: string, { posts }: Pick<Actor, 'posts'>): boolean {
  return posts.length > 0 && understand(said).intent === 'question';
}

function lookUps(locale: Locale): Readonly<Record<string, string>> {
  return {
    measures: text(locale, 'openers.label.my-measures'),
    complaints: text(locale, 'openers.label.complaint-inbox'),
    ask: text(locale, 'questions.which.ask'),
  };
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
    .map(([value, { label }]) => ({
      value,
      label: { key: value === 'neither' && reports ? ('questions.which.noneOfThese' as const) : label },
    }));
}

function isMatter(value: string | undefined): value is Matter {
  return value !== undefined && Object.hasOwn(MATTERS, value);
}
