import type { Command } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { readCommand, saysContinue } from '../speech/words';
import { waitingIn } from './drafts';
import type { ConversationReply, Exchange } from './exchange';
import { reply } from './exchange';
import type { Said } from './flow';
import type { FreeInput } from './listening';
import { hearingOf } from './listening';
import { help, open, resume } from './opening';
import { waitingList } from './waiting';

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

/** "Continue": with what waits; of several, the person says which. */
async function goingOnWithWhat(exchange: Exchange): Promise<ConversationReply> {
  const [latest, ...others] = waitingIn(exchange.drafts);
  if (latest === undefined) return command(exchange, 'pause');
  if (others.length === 0) return resume(exchange, latest);
  return reply(exchange, await waitingList(exchange.drafts, exchange.parts.registry, exchange));
}

async function free(exchange: Exchange, input: FreeInput): Promise<ConversationReply> {
  const wanted = await exchange.parts.meaning(exchange.actor, input, hearingOf(input));
  if (wanted !== undefined) return open(exchange, { ...wanted, message: input });
  return reply(exchange, [explain(NO_USE[input.kind]), ...(await help(exchange))]);
}

const NO_USE = {
  text: 'conversation.notUnderstood',
  file: 'conversation.noUseForFile',
  place: 'conversation.noUseForPlace',
} as const;

async function command(exchange: Exchange, name: Command): Promise<ConversationReply> {
  const before = name === 'help' || name === 'menu' ? [] : [explain('conversation.nothingOpen')];
  return reply(exchange, [...before, ...(await help(exchange))]);
}

/** A button of a conversation that is no more; if that has just been said, nothing is to be added. */
async function pastButton(exchange: Exchange): Promise<ConversationReply> {
  if (exchange.before.length > 0) return reply(exchange, []);
  return reply(exchange, [explain('conversation.stale.noConversation'), ...(await help(exchange))]);
}
