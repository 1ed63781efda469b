import type { Actor } from '../../conversation/actor';
import type { View } from '../../conversation/flow';
import { showDay } from '../../core/thai-dates';
import type { CardRow } from '../../speech/prompt';
import { shorten } from '../../speech/wording';
import { maySeeQuestions } from '../rules';
import type { Question, Questions } from '../service';

/** A card holds so many; those who see to the oldest first see the others afterwards. */
const MOST = 10;
/** Letters of a question on the card. */
const LONGEST_SHOWN = 200;

/** What citizens have asked and nobody has seen to, the oldest first. */
export function questionInbox({ questions }: { questions: Pick<Questions, 'open'> }): View {
  return {
    name: 'question-inbox',
    mayOpen: maySeeQuestions,
    show: async (_subject, { actor }) => {
      const open = await questions.open(actor);
      if (open.length === 0) return [{ text: { key: 'questions.inbox.none' } }];
      const number = open.length;
      return [
        {
          text: { key: 'questions.inbox.summary', params: { number } },
          card: {
            kind: 'list',
            title: { key: 'questions.inbox.title' },
            subtitle: { key: 'questions.inbox.summary', params: { number } },
            rows: open.slice(0, MOST).map((question) => row(question, actor)),
            footnote: { key: 'questions.inbox.footnote' },
          },
        },
      ];
    },
  };
}

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
