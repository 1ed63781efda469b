import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { showDay } from '../../core/thai-dates';
import { bestOf } from '../../speech/best';
import type { CardRow, Control } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import { maySeeQuestions } from '../rules';
import type { Question, Questions } from '../service';

/** A card holds so many; those who see to the oldest first see the others afterwards. */
const MOST = 10;
/** Letters of a question on the card. */
const LONGEST_SHOWN = 200;

/** What citizens have asked and nobody has seen to, the oldest first: three of them, or all with a `subject`. */
export function questionInbox({ questions }: { questions: Pick<Questions, 'open'> }): View {
  return {
    name: 'question-inbox',
    mayOpen: maySeeQuestions,
    show: async (subject, { actor }) => {
      const open = await questions.open(actor);
      if (open.length === 0) return [{ text: { key: 'questions.inbox.none' } }];
      const number = open.length;
      const { shown, isPart } = bestOf(open.slice(0, MOST), { whole: subject !== undefined });
      return [
        {
          text: { key: 'questions.inbox.summary', params: { number } },
          card: {
            kind: 'list',
            title: { key: 'questions.inbox.title' },
            subtitle: { key: 'questions.inbox.summary', params: { number } },
            rows: shown.map((question) => row(question, actor)),
            footnote: { key: isPart ? 'questions.inbox.best' : 'questions.inbox.footnote' },
            ...(isPart ? { actions: [showAll] } : {}),
          },
        },
      ];
    },
  };
}

const showAll: Control = {
  kind: 'open',
  name: 'question-inbox',
  subject: { id: 'all' },
  label: { key: 'common.showAll' },
};

function row({ id, text, askedOn }: Question, { locale }: Actor): CardRow {
  return {
    value: { literal: shorten(text, LONGEST_SHOWN) },
    note: { key: 'questions.inbox.asked', params: { day: showDay(askedOn, locale, 'medium') } },
    action: {
      kind: 'open',
      name: 'close-question',
      subject: { id },
      label: { key: 'questions.inbox.answered' },
    },
  };
}
