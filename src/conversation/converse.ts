import { AppError, Explainable } from '../core/errors';
import type { Actor } from './actor';
import { advance, complete } from './advance';
import { conditionOf } from './condition';
import { finish, forgetting, help, keep, lastReply, reply } from './exchange';
import type { ConversationParts, ConversationReply, Exchange } from './exchange';
import type { AnyFlow, Conversation, Input } from './flow';
import { afresh, open, openBeside, openingOf, readLeaving } from './opening';
import { promptAt } from './questions';
import { explain } from '../speech/prompt';
import { unsent } from './unsent';
import { REVIEW } from './walk';

/** What happened to one person. */
export interface Happening {
  readonly actor: Actor;
  readonly input: Input;
  /** The same when the event is repeated. */
  readonly eventId: string;
}

export interface Conversations {
  /**
   * Takes one event in and gives its answer. May be repeated with the same event after a crash at any point:
   * nothing is answered twice and nothing finished twice. Turns of one person must not overlap in a process.
   * Throws `conversation-overtaken` and whatever a flow's `finish` throws, if it cannot be explained.
   */
  handle(happening: Happening): Promise<ConversationReply>;
  /** The person took a message back: the answer it gave is forgotten and asked again. */
  forgetSource(personId: string, messageId: string): Promise<void>;
  /** Ends drafts that nobody went on with; returns how many. */
  sweepExpired(now: Date): Promise<number>;
}

/** How often a turn is redone that another process has overtaken. */
const TRIES = 2;

/** All conversations with everybody. */
export function createConversations(parts: ConversationParts): Conversations {
  const { store, registry } = parts;
  return {
    handle: async (happening) => {
      for (let tries = 0; tries < TRIES; tries++) {
        const answer = await attempt(parts, happening);
        if (answer !== undefined) return answer;
      }
      throw overtaken();
    },
    forgetSource: async (personId, messageId) => {
      for (let tries = 0; tries < TRIES; tries++) {
        const { conversation, lastEventId, lost } = await store.load(personId);
        const flow = conversation === undefined ? undefined : registry.flow(conversation.flow);
        if (conversation === undefined || flow === undefined || lost !== undefined) return;
        const next = unsent(flow, conversation, messageId);
        if (next === undefined || (await store.save(next, lastEventId, conversation)) === 'saved') return;
      }
      throw overtaken();
    },
    sweepExpired: (now) => store.sweepExpired(now),
  };
}

/** One try; `undefined` when another process has written meanwhile. */
async function attempt(
  parts: ConversationParts,
  { actor, input, eventId }: Happening,
): Promise<ConversationReply | undefined> {
  const saved = await parts.store.load(actor.personId);
  const exchange: Exchange = { parts, actor, eventId, now: parts.clock.now(), saved, before: [] };
  try {
    const { conversation } = saved;
    if (saved.lastEventId === eventId) return await repeated(exchange);
    return await (conversation === undefined
      ? afresh(exchange, input)
      : goingOn(exchange, conversation, input));
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    return reply(exchange, [explain(error.text, error.params)]);
  }
}

/** The event had taken effect before a crash: its answer is given again as far as there is one. */
async function repeated(exchange: Exchange): Promise<ConversationReply> {
  const { conversation } = exchange.saved;
  if (conversation === undefined) return { ...reply(exchange, []), forget: forgetting(exchange) };
  const flow = exchange.parts.registry.flow(conversation.flow);
  if (flow === undefined) return reply(exchange, []);
  if (conversation.at === REVIEW && flow.review === false) {
    return finish(exchange, flow, complete(conversation), undefined);
  }
  return reply(exchange, [await promptAt(flow, conversation, exchange)]);
}

async function goingOn(
  exchange: Exchange,
  conversation: Conversation,
  input: Input,
): Promise<ConversationReply | undefined> {
  const { parts, saved } = exchange;
  const condition = conditionOf(conversation, saved.lost, parts.registry, exchange);
  switch (condition.kind) {
    case 'alive':
      return turn(exchange, condition.flow, conversation, input);
    case 'upgraded': {
      const { flow, conversation: next, notice } = condition;
      const prompts = [notice, await promptAt(flow, next, exchange)];
      const kept = await keep(exchange, { kind: 'ask', conversation: next, prompts });
      return kept ? reply(exchange, prompts) : undefined;
    }
    case 'changed':
      return open({ ...exchange, before: [condition.notice] }, { name: condition.flow.name });
    case 'over': {
      parts.log.info('conversation.over', { flow: conversation.flow, why: condition.why });
      const answer = await afresh({ ...exchange, before: [condition.notice] }, input);
      // If nothing else has taken its place, it goes when its person has been told.
      if (answer === undefined) return undefined;
      const settle = () => parts.store.end(conversation, exchange.eventId).then(() => answer.settle());
      return { ...answer, settle, forget: forgetting(exchange) };
    }
  }
}

async function turn(
  exchange: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
  input: Input,
): Promise<ConversationReply | undefined> {
  const { parts } = exchange;
  if (input.kind === 'open') return openBeside(exchange, flow, conversation, openingOf(input));
  if (input.kind === 'choice' && input.asked.conversationId === conversation.id) {
    const leaving = readLeaving(input.value);
    if (leaving !== undefined) return open(exchange, leaving);
  }
  const outcome = await advance(flow, conversation, input, exchange);
  if (outcome.kind === 'again' && input.kind === 'text') {
    const name = parts.registry.opener(input.text);
    if (name !== undefined) return openBeside(exchange, flow, conversation, { name });
  }
  if (outcome.kind === 'complete') return finish(exchange, flow, outcome, conversation);
  if (outcome.kind === 'cancelled') {
    parts.log.info('conversation.cancelled', { flow: flow.name, at: conversation.at });
    return lastReply(exchange, conversation, outcome.prompts);
  }
  if (!(await keep(exchange, outcome))) return undefined;
  const view = outcome.kind === 'help' ? await help(exchange) : [];
  return reply(exchange, [...view, ...outcome.prompts]);
}

function overtaken(): AppError {
  return new AppError('conversation-overtaken', 'another process went on with this conversation meanwhile');
}
