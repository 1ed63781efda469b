import { text } from '../../conversation/fields';
import type { Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { present } from '../../core/present';
import type { Organizations } from '../../organizations/service';
import type { Control } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import { contactCard } from '../contact-card';
import type { Questions } from '../service';

export interface QuestionAnswers {
  question: string;
}

export interface AskingServices {
  readonly questions: Pick<Questions, 'ask'>;
  readonly organizations: Pick<Organizations, 'find'>;
}

const QUESTION_MAX = 3_000;
/** Letters of it that the receipt repeats. */
const LONGEST_SHOWN = 300;

/**
 * Somebody asks something: it is noted for the officers, and the asker is told at once where to get an answer,
 * because nobody can be reached of whom nothing is kept.
 */
export function askQuestion({ questions, organizations }: AskingServices): Flow<QuestionAnswers> {
  return defineFlow<QuestionAnswers>({
    name: 'ask-question',
    version: 1,
    start: 'question',
    title: 'questions.ask.title',
    send: 'questions.ask.send',
    idleMinutes: 60,
    mayStart: () => true,
    review: false,
    steps: {
      question: {
        ask: 'questions.ask.question',
        title: 'questions.ask.shown',
        field: text({ min: 2, max: QUESTION_MAX }),
        next: 'review',
      },
    },
    prefill: ({ text: told }) => present({ question: told }),
    finish: async ({ question }, { actor }, once) => {
      const id = await questions.ask(question, actor, once);
      const card = contactCard(await organizations.find(actor.orgId), actor.locale, {
        text: { key: 'questions.asked.text' },
        title: 'questions.asked.title',
        rows: [
          { label: { key: 'questions.ask.shown' }, value: { literal: shorten(question, LONGEST_SHOWN) } },
        ],
        footnote: { key: 'questions.asked.footnote' },
        actions: [notAQuestion(id)],
      });
      // Pushed, it would keep the asker beside the question.
      return { prompts: [card], unreplied: 'nowhere' };
    },
  });
}

/** One tap makes a complaint of it. */
function notAQuestion(id: string): Control {
  return {
    kind: 'open',
    name: 'which-matter',
    subject: { id, aim: 'report' },
    label: { key: 'questions.asked.report' },
  };
}
