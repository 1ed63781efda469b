import { say, shorten } from '../speech/wording';
import type { AnyFlow, Conversation } from './flow';
import type { Moment } from './walk';
import { isNothing, ownAnswers, stepOf, turnOf } from './walk';

/** Code points of an answer that a sentence names: what is replaced, what shall go. */
export const LONGEST_NAMED = 80;

/** What an answer is shown as, cut to `longest` code points; `undefined`: there is none. */
export async function answerInWords(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  moment: Moment,
  longest: number,
): Promise<string | undefined> {
  const value = conversation.answers[step];
  if (value === undefined || value === null || isNothing(value)) return undefined;
  const shown = await stepOf(flow, step).field.show(value, turnOf(conversation, moment));
  return shorten(say(shown, moment.actor.locale), longest);
}

/** Code points of an answer that tell one conversation from another. */
const LONGEST = 60;

/** What its person told in it, else the first answer they gave, on one line: by it they know which draft it is. */
export async function firstAnswer(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
): Promise<string | undefined> {
  const own = ownAnswers(flow, conversation);
  const step = [flow.takes?.text ?? '', ...conversation.path, ...Object.keys(own)].find(
    (each) => !isNothing(own[each]),
  );
  const answer =
    step === undefined ? undefined : await answerInWords(flow, conversation, step, moment, LONGEST);
  return answer?.replaceAll(/\s+/g, ' ');
}
