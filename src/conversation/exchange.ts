import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Actor } from './actor';
import type { AnyFlow, Conversation } from './flow';
import type { Listening } from './listening';
import type { Outcome } from './outcome';
import { explain } from '../speech/prompt';
import type { Prompt } from '../speech/prompt';
import { promptAt } from './questions';
import { receiptOf } from './receipt';
import type { Unreplied } from './receipt';
import type { Registry } from './registry';
import type { ConversationStore, Saved } from './store';
import { REVIEW } from './walk';

export interface ConversationParts {
  readonly store: ConversationStore;
  readonly registry: Registry;
  /** The clock of all that people see and all that is due. */
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next'>;
  /** What to open for somebody who just writes or sends something; `undefined`: show the help view. */
  readonly meaning: Listening;
  readonly log: Log;
}

/** One event of one person, with everything that is needed to answer it. */
export interface Exchange {
  readonly parts: ConversationParts;
  readonly actor: Actor;
  readonly eventId: string;
  readonly now: Date;
  readonly saved: Saved;
  /** Said before everything else, e.g. that an earlier conversation has expired. */
  readonly before: readonly Prompt[];
}

/** The answer to one event. */
export interface ConversationReply {
  readonly prompts: readonly Prompt[];
  /** True when something was finished. */
  readonly final: boolean;
  /** What becomes of the prompts when they cannot be replied: only receipts are worth a push. */
  readonly unreplied: Unreplied;
  /** To be called when the answer has gone out: only then is an ended conversation removed. */
  settle(): Promise<void>;
  /**
   * Removes the last trace of an ended conversation, which only a repeat of this event needs; to be called
   * when the event is done for good. Absent: nothing has ended.
   */
  readonly forget?: () => Promise<void>;
}

/** Messages one answer may hold. Source: LINE, reply. */
const MOST_PROMPTS = 5;

/** An answer that leaves nothing to settle. */
export function reply(exchange: Exchange, prompts: readonly Prompt[]): ConversationReply {
  const said = fit([...exchange.before, ...prompts]);
  return { prompts: said, final: false, unreplied: 'nowhere', settle: () => Promise.resolve() };
}

/** An answer after which the conversation is over. */
export function lastReply(
  exchange: Exchange,
  conversation: Conversation,
  prompts: readonly Prompt[],
): ConversationReply {
  const settle = (): Promise<void> => exchange.parts.store.end(conversation, exchange.eventId);
  return { ...reply(exchange, prompts), settle, forget: forgetting(exchange) };
}

/** The `forget` of a reply to an event that has ended a conversation. */
export function forgetting({ parts, actor, eventId }: Exchange): () => Promise<void> {
  return () => parts.store.forget(actor.personId, eventId);
}

/**
 * Keeps the conversation an outcome leads to, before it is answered. Only a step forward remembers the event:
 * a repeat of anything else may take its course again, and gives the same answer. False: overtaken.
 */
export async function keep(exchange: Exchange, outcome: Outcome): Promise<boolean> {
  const { parts, eventId, saved } = exchange;
  if (!('conversation' in outcome) || outcome.conversation === saved.conversation) return true;
  const moved = outcome.kind === 'ask' || outcome.kind === 'review' || outcome.kind === 'complete';
  const lastEventId = moved ? eventId : saved.lastEventId;
  return (await parts.store.save(outcome.conversation, lastEventId, saved.conversation)) === 'saved';
}

/**
 * Does what the flow is for, under the conversation's id, so that a repeat after a crash does it once. What
 * the person can put right is explained and `stays` open; without it the conversation is over either way.
 */
export async function finish(
  exchange: Exchange,
  flow: AnyFlow,
  { conversation, answers }: Extract<Outcome, { kind: 'complete' }>,
  stays: Conversation | undefined,
): Promise<ConversationReply> {
  const { actor, now, parts } = exchange;
  try {
    const finished = await flow.finish({ ...answers }, { answers, actor, now }, conversation.id);
    parts.log.info('conversation.completed', { flow: flow.name });
    const { prompts, unreplied } = receiptOf(finished);
    return { ...lastReply(exchange, conversation, prompts), final: true, unreplied };
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    parts.log.info('conversation.refused', { flow: flow.name, code: error.code });
    const problem = explain(error.text, error.params);
    if (stays === undefined || (stays.at === REVIEW && flow.review === false))
      return lastReply(exchange, conversation, [problem]);
    return reply(exchange, [problem, await promptAt(flow, stays, exchange)]);
  }
}

/** The help view of this person. */
export async function help({ parts, actor, now }: Exchange): Promise<readonly Prompt[]> {
  return (await parts.registry.view('help')?.show(undefined, { actor, now })) ?? [];
}

/** At most five messages; what is asked last is always among them. */
function fit(prompts: readonly Prompt[]): readonly Prompt[] {
  if (prompts.length <= MOST_PROMPTS) return prompts;
  return [...prompts.slice(0, MOST_PROMPTS - 1), ...prompts.slice(-1)];
}
