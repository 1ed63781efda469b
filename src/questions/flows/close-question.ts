import type { Actor } from '../../conversation/actor';
import { pickOne } from '../../conversation/fields';
import type { Flow } from '../../conversation/flow';
import { defineFlow } from '../../conversation/flow';
import { showDay } from '../../core/thai-dates';
import { shorten } from '../../speech/wording';
import { maySeeQuestions } from '../rules';
import type { Questions } from '../service';

/** Answers of the conversation: the id of the question that was seen to. */
export interface ClosingAnswers {
  questionId: string;
}

/** Letters of a question that tell it from the others of a list. */
const LONGEST_SHOWN = 60;

/** A colleague has seen to a question: it leaves the list. */
export function closeQuestion({
  questions,
}: {
  questions: Pick<Questions, 'open' | 'markAnswered'>;
}): Flow<ClosingAnswers> {
  const listed = async (actor: Actor) =>
    (await questions.open(actor)).map(({ id, text, askedOn }) => ({
      value: id,
      label: shorten(text, LONGEST_SHOWN),
      note: showDay(askedOn, actor.locale, 'medium'),
    }));
  return defineFlow<ClosingAnswers>({
    name: 'close-question',
    version: 1,
    start: 'questionId',
    title: 'questions.close.title',
    send: 'questions.close.send',
    idleMinutes: 60,
    mayStart: maySeeQuestions,
    review: false,
    steps: {
      questionId: {
        ask: 'questions.close.which',
        title: 'questions.ask.shown',
        field: pickOne({ from: ({ actor }) => listed(actor) }),
        next: 'review',
      },
    },
    prefill: ({ subject }) => (subject === undefined ? undefined : { questionId: subject.id }),
    finish: async ({ questionId }, { actor }) => {
      await questions.markAnswered(actor, questionId);
      return [
        {
          text: { key: 'questions.close.done' },
          controls: [{ kind: 'open', name: 'question-inbox', label: { key: 'questions.inbox.title' } }],
        },
      ];
    },
  });
}
