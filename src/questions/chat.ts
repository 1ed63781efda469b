import { anyFlow } from '../conversation/flow';
import type { Listening } from '../conversation/listening';
import { toldBy } from '../conversation/listening';
import type { RoomChat } from '../conversation/room-chat';
import type { Organizations } from '../organizations/service';
import { askQuestion } from './flows/ask-question';
import { closeQuestion } from './flows/close-question';
import { whichMatter } from './flows/which-matter';
import type { Questions } from './service';
import { contactOffice } from './views/contact-office';
import { greet, welcomeThanks } from './views/courtesies';
import { questionInbox } from './views/question-inbox';

/** What the room's chat needs: the questions, and the office they are asked of. */
export interface QuestionsChatParts {
  readonly questions: Questions;
  readonly organizations: Pick<Organizations, 'find'>;
}

/** What one can ask, and what becomes of a message of which nobody knows what it is. */
export function questionsChat(parts: QuestionsChatParts): RoomChat {
  return {
    group: 'openers.group.questions',
    offers: [
      { opens: anyFlow(askQuestion(parts)), typed: true, help: { suits: ({ posts }) => posts.length === 0 } },
      { opens: questionInbox(parts), typed: true, help: { seldom: () => true } },
      { opens: contactOffice(parts), typed: true, help: { suits: ({ posts }) => posts.length === 0 } },
      { opens: anyFlow(whichMatter(parts)) },
      { opens: anyFlow(closeQuestion(parts)) },
      { opens: greet },
      { opens: welcomeThanks },
    ],
    listens,
  };
}

/** A courtesy is answered, a question noted; of whatever else nobody listens to it is kept and asked what it is. */
const listens: Listening = (_actor, input, { heard }) => {
  const known = toldBy(input);
  if (heard === undefined) return { name: 'which-matter', known, how: 'unsure' };
  if (heard.sure) {
    if (heard.intent === 'greeting') return { name: 'greet', known: {}, how: 'told' };
    if (heard.intent === 'thanks') return { name: 'thank', known: {}, how: 'told' };
    if (heard.intent === 'human') return { name: 'contact-office', known: {}, how: 'told' };
    if (heard.intent === 'question')
      return { name: 'ask-question', known: heard.announces ? {} : known, how: 'told' };
  }
  return heard.empty ? undefined : { name: 'which-matter', known, how: 'unsure' };
};
