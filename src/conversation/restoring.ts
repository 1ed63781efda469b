import { text } from '../core/texts';
import type { Control, Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { awake, cancelling, withoutCancelled } from './drafts';
import type { ConversationReply, Exchange } from './exchange';
import { keep, lastReply, reply } from './exchange';
import type { AnyFlow, Conversation } from './flow';
import type { Heard } from './notes';
import type { Outcome } from './outcome';
import { ask, idleUntil } from './outcome';
import { askedAt, RESTORE } from './questions';
import { contentOf } from './unkept';
import { isUntouched } from './walk';

/** Ends a conversation that its person does not want; what was answered in it can be brought back for a day. */
export async function cancelled(
  exchange: Exchange,
  flow: AnyFlow,
  { conversation, prompts }: Extract<Outcome, { kind: 'cancelled' }>,
): Promise<ConversationReply> {
  const { parts, actor, now } = exchange;
  parts.log.info('conversation.cancelled', { flow: flow.name, at: conversation.at });
  if (isUntouched(flow, conversation)) return lastReply(exchange, conversation, prompts);
  const drafts = cancelling(exchange.drafts, conversation, now);
  const title = text(actor.locale, flow.title);
  const about = await contentOf(flow, conversation, exchange);
  const said: Prompt = {
    ...explain('listening.cancelled', { title, about }),
    controls: [restoring(conversation)],
  };
  return lastReply({ ...exchange, drafts }, conversation, [said]);
}

/** The button that brings a cancelled draft back. */
export function restoring(conversation: Conversation): Control {
  return {
    kind: 'choice',
    value: RESTORE,
    label: { key: 'listening.restore' },
    asked: askedAt(conversation),
  };
}

/** Brings a cancelled draft back: where it was, with all that was answered. */
export async function restore(exchange: Exchange, conversation: Conversation): Promise<ConversationReply> {
  const flow = exchange.parts.registry.flow(conversation.flow);
  if (flow === undefined) return reply(exchange, [explain('conversation.withdrawn')]);
  const drafts = withoutCancelled(exchange.drafts, conversation.id);
  const back = { ...awake(conversation), expiresAt: idleUntil(flow, exchange.now) };
  const title = text(exchange.actor.locale, flow.title);
  const heard: Heard = {
    notes: [{ kind: 'told', said: { key: 'listening.restored', params: { title } } }],
  };
  const outcome = await ask(flow, back, exchange, heard);
  return reply(keep({ ...exchange, drafts }, outcome).exchange, outcome.prompts, heard);
}

/** A button of a draft that was cancelled: says so, and how it comes back. */
export function pastButtonOf(exchange: Exchange, conversation: Conversation): ConversationReply {
  const flow = exchange.parts.registry.flow(conversation.flow);
  const title = flow === undefined ? '' : text(exchange.actor.locale, flow.title);
  const said: Prompt = {
    ...explain('listening.wasCancelled', { title }),
    controls: [restoring(conversation)],
  };
  return reply(exchange, [said]);
}
