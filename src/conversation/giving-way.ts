import { understand } from '../understanding/understand';
import type { Exchange } from './exchange';
import type { AnyFlow, Conversation, Said } from './flow';
import { isAside } from './instead';
import type { FreeInput } from './listening';
import { isWord } from './more';
import { takeAsked } from './slots';
import { isUntouched, REVIEW, stepOf } from './walk';

/**
 * True when somebody who has answered nothing yet says something else, where nothing but a code or a choice is
 * asked for: who was about to follow a ticket sends a photo or asks a question. What has digits in it is rather a
 * slip in the code.
 */
export async function givesWay(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  exchange: Exchange,
): Promise<boolean> {
  if (flow.takes !== undefined || conversation.at === REVIEW || !isFree(input)) return false;
  if (!isUntouched(flow, conversation)) return false;
  if (input.kind === 'text' && !saysOtherThings(input.text, exchange)) return false;
  const { field } = stepOf(flow, conversation.at);
  return (
    field.isOpenEnded !== true &&
    (await takeAsked(flow, conversation, input, exchange, exchange.heard)) === undefined
  );
}

/** Words that clearly want something, and are no word of the bot's own. */
function saysOtherThings(typed: string, { actor, parts }: Exchange): boolean {
  return (
    !/\p{Nd}/u.test(typed) && understand(typed).sure && !isWord(typed, { actor, registry: parts.registry })
  );
}

/** What may begin something although nothing was opened. */
export function isFree(input: Said): input is FreeInput {
  return input.kind === 'text' || input.kind === 'file' || input.kind === 'place';
}

/** True for words that want something beside this, unless they answer what is asked, or open what has a name. */
export async function wantsElse(
  exchange: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
  input: Extract<Said, { kind: 'text' }>,
): Promise<boolean> {
  const { parts, actor, heard } = exchange;
  if (!isAside(flow, conversation, input.text) || parts.registry.opener(input.text, actor) !== undefined)
    return false;
  return (await takeAsked(flow, conversation, input, exchange, heard))?.ok !== true;
}
