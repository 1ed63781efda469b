import { anyFlow } from '../conversation/flow';
import type { Listening } from '../conversation/listening';
import { toldBy } from '../conversation/listening';
import type { RoomChat } from '../conversation/room-chat';
import type { Organizations } from '../organizations/service';
import { lookUpIn } from '../understanding/staff-words';
import { askQuestion } from './flows/ask-question';
import { closeQuestion } from './flows/close-question';
import { whichMatter } from './flows/which-matter';
import { maySeeQuestions } from './rules';
import type { Questions } from './service';
import { contactOffice } from './views/contact-office';
import { greet, takeNote, welcomeThanks } from './views/courtesies';
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
      { opens: takeNote },
    ],
    listens,
  };
}

/**
 * A courtesy is answered, a question noted, that of a colleague only when they say so; of whatever else nobody
 * listens to it is kept and asked what it is.
 */
const listens: Listening = (actor, input, { heard }) => {
  const known = toldBy(input);
  if (heard === undefined) return { name: 'which-matter', known, how: 'unsure' };
  if (input.kind === 'text' && maySeeQuestions(actor) && lookUpIn(input.text) === 'questions')
    return { name: 'question-inbox', known: {}, how: 'named' };
  if (heard.sure) {
    if (heard.intent === 'greeting') return { name: 'greet', known: {}, how: 'told' };
    if (heard.intent === 'thanks') return { name: 'thank', known: {}, how: 'told' };
    if (heard.intent === 'noted') return { name: 'take-note', known: {}, how: 'told' };
    if (heard.intent === 'human') return { name: 'contact-office', known: {}, how: 'told' };
    const isStaff = actor.posts.length > 0;
    if (heard.intent === 'question' && (!isStaff || heard.announces))
      return { name: 'ask-question', known: heard.announces ? {} : known, how: 'told' };
  }
  return heard.empty ? undefined : { name: 'which-matter', known, how: 'unsure' };
};
