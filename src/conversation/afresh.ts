import type { Command } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { asksToRestore, readCommand, saysContinue, saysRestore } from '../speech/words';
import { waitingIn } from './drafts';
import type { ConversationReply, Exchange } from './exchange';
import { reply } from './exchange';
import type { Conversation, Said } from './flow';
import type { FreeInput } from './listening';
import { hearingOf, toldBy } from './listening';
import { isWord } from './more';
import { open, resume, withoutText } from './opening';
import { help } from './recalling';
import { restore } from './restoring';
import { notUnderstood } from './unkept';
import { waitingList, withWayOn } from './waiting';

/** What an input means while no question is open. */
export async function afresh(exchange: Exchange, input: Said): Promise<ConversationReply> {
  const { registry } = exchange.parts;
  switch (input.kind) {
    case 'choice':
    case 'date':
    case 'edit':
      return pastButton(exchange);
    case 'command':
      return input.asked === undefined ? command(exchange, input.command) : pastButton(exchange);
    case 'unusable':
      return reply(exchange, [explain(input.problem, input.params)]);
    case 'text': {
      if (saysContinue(input.text)) return goingOnWithWhat(exchange);
      if (restores(exchange, input.text)) return restoreLatest(exchange);
      const word = readCommand(input.text);
      if (word !== undefined) return command(exchange, word);
      const name = registry.opener(input.text, exchange.actor);
      return name === undefined ? free(exchange, input) : open(exchange, { name });
    }
    case 'file':
    case 'place':
      return free(exchange, input);
  }
}

/** "Continue": with what waits; of several, the person says which; else with what was stopped last. */
async function goingOnWithWhat(exchange: Exchange): Promise<ConversationReply> {
  const [latest, ...others] = waitingIn(exchange.drafts);
  if (latest === undefined && exchange.drafts.cancelled !== undefined) return restoreLatest(exchange);
  if (latest === undefined) return command(exchange, 'pause');
  if (others.length === 0) return resume(exchange, latest);
  return reply(exchange, await waitingList(exchange.drafts, exchange.parts.registry, exchange));
}

/** A word for it, or, where there is something to bring back, a sentence with one. */
function restores({ drafts }: Exchange, typed: string): boolean {
  return saysRestore(typed) || (drafts.cancelled !== undefined && asksToRestore(typed));
}

/** "Restore": what was cancelled last; a question in between that got no answer is not what is missed. */
export async function restoreLatest(exchange: Exchange): Promise<ConversationReply> {
  const { cancelled = [] } = exchange.drafts;
  const isWork = ({ flow }: Conversation) => exchange.parts.registry.flow(flow)?.review !== false;
  const latest = cancelled.find(isWork) ?? cancelled[0];
  if (latest !== undefined) return restore(exchange, latest);
  return reply(exchange, [withWayOn(exchange, 'listening.nothingToRestore')]);
}

/**
 * What somebody simply writes or sends. Messages that wait together are understood together: two halves of a
 * sentence, a photo and the words that belong to it.
 */
async function free(exchange: Exchange, input: FreeInput): Promise<ConversationReply> {
  const { parts, actor } = exchange;
  const all = [input, ...freeAhead(exchange)];
  const words = all.flatMap((each) => (each.kind === 'text' ? [each] : []));
  const whole = words.map(({ text }) => text).join('\n');
  const [first] = words;
  const asked = first === undefined ? input : { ...first, text: whole };
  const wanted = await parts.meaning(actor, asked, hearingOf(asked, exchange));
  const together = all.length - 1;
  if (wanted === undefined)
    return { ...reply(exchange, [withWayOn(exchange, notUnderstood(all, actor))]), together };
  const opening = { ...wanted, message: input };
  // A flow that takes what comes later is begun with the first message, and the others follow it there; so are
  // several pictures, each of which can then be taken back by itself.
  const takes = parts.registry.flow(wanted.name)?.takes?.text !== undefined || first === undefined;
  if (takes && together > 0)
    return open(exchange, { ...opening, known: { ...withoutText(wanted.known), ...toldBy(input) } });
  const answer = await open(exchange, { ...opening, known: { ...wanted.known, ...toldBy(...all) } });
  return { ...answer, together };
}

/** What follows that is neither a button nor a word of the bot's own. */
function freeAhead({ ahead, actor, parts }: Exchange): readonly FreeInput[] {
  const free: FreeInput[] = [];
  for (const input of ahead) {
    if (input.kind !== 'text' && input.kind !== 'file' && input.kind !== 'place') break;
    if (input.kind === 'text' && isWord(input.text, { actor, registry: parts.registry })) break;
    free.push(input);
  }
  return free;
}

async function command(exchange: Exchange, name: Command): Promise<ConversationReply> {
  const isAsked = name === 'help' || name === 'menu';
  return reply(exchange, isAsked ? await help(exchange) : [withWayOn(exchange, 'conversation.nothingOpen')]);
}

/** A button of a conversation that is no more; if that has just been said, nothing is to be added. */
function pastButton(exchange: Exchange): ConversationReply {
  if (exchange.before.length > 0) return reply(exchange, []);
  return reply(exchange, [withWayOn(exchange, 'conversation.stale.noConversation')]);
}
