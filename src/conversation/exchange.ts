import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { Actor } from './actor';
import type { Drafts, Fronted } from './drafts';
import { awake, currentOf, inFront, without } from './drafts';
import type { AnyFlow, Conversation } from './flow';
import type { Listening } from './listening';
import type { Outcome } from './outcome';
import { promptAt, reminder } from './questions';
import type { Unreplied } from './receipt';
import { receiptOf } from './receipt';
import type { Registry } from './registry';
import type { ConversationStore, Saved } from './store';
import { leftHint } from './waiting';
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
  /** As it is stored. */
  readonly saved: Saved;
  /** What of it still holds: without what has expired or been withdrawn, which `before` tells. */
  readonly drafts: Drafts;
  /** Said before everything else. */
  readonly before: readonly Prompt[];
}

/** The answer to one event. */
export interface ConversationReply {
  readonly prompts: readonly Prompt[];
  /** True when something was finished. */
  readonly final: boolean;
  /** What becomes of the receipt when the answer cannot be replied: only receipts are worth a push. */
  readonly unreplied: Unreplied;
  /** Of the prompts, what `unreplied` speaks of. */
  readonly receipt: readonly Prompt[];
  /** To be called when the answer has gone out: only then is an ended conversation removed. */
  settle(): Promise<void>;
}

/** Messages one answer may hold. Source: LINE, reply. */
const MOST_PROMPTS = 5;

/** An answer; what `exchange` no longer holds is removed when it has gone out. */
export function reply(exchange: Exchange, prompts: readonly Prompt[]): ConversationReply {
  return {
    prompts: fit([...exchange.before, ...prompts]),
    final: false,
    unreplied: 'nowhere',
    receipt: [],
    settle: () => settle(exchange),
  };
}

/** An answer after which a conversation is over: the one before it is asked again, or what waits is recalled. */
export async function lastReply(
  exchange: Exchange,
  { id }: Pick<Conversation, 'id'>,
  prompts: readonly Prompt[],
): Promise<ConversationReply> {
  const drafts = without(exchange.drafts, id);
  const current = currentOf(drafts);
  const flow = current === undefined ? undefined : exchange.parts.registry.flow(current.flow);
  const next =
    current === undefined || flow === undefined
      ? leftHint(drafts, exchange.actor)
      : [await reminder(flow, current, exchange)];
  return reply({ ...exchange, drafts }, [...prompts, ...next]);
}

/** How often what has ended is removed from what another process has written meanwhile. */
const TRIES = 3;

async function settle({ parts, actor, eventId, saved, drafts }: Exchange): Promise<void> {
  const gone = saved.drafts.open.filter(({ id }) => drafts.open.every((each) => each.id !== id));
  if (gone.length === 0 && saved.unreadable === undefined) return;
  let stored = saved;
  for (let tries = 0; tries < TRIES; tries++) {
    const open = stored.drafts.open.filter(({ id }) => gone.every((each) => each.id !== id));
    const next: Drafts = { open, lastEvent: { id: eventId, ended: true } };
    if ((await parts.store.save(actor.personId, next, stored)) !== undefined) return;
    stored = await parts.store.load(actor.personId);
  }
}

/** The exchange with `conversation` in front, and what was put aside for it. */
export function fronted(
  exchange: Exchange,
  conversation: Conversation,
): { exchange: Exchange; parked: Fronted['parked'] } {
  const { registry } = exchange.parts;
  const { drafts, parked } = inFront(exchange.drafts, conversation, {
    beside: registry.flow(conversation.flow)?.review === false,
    now: exchange.now,
    flow: (name) => registry.flow(name),
  });
  return { exchange: { ...exchange, drafts }, parked };
}

/**
 * Keeps the conversation an outcome leads to, in front, before it is answered. Only a step forward remembers
 * the event: a repeat of anything else may take its course again, and gives the same answer. `undefined`:
 * overtaken.
 */
export async function keep(
  before: Exchange,
  outcome: Extract<Outcome, { conversation: Conversation }>,
): Promise<{ exchange: Exchange; parked: Fronted['parked'] } | undefined> {
  const { kind, conversation } = outcome;
  const { exchange, parked } = fronted(before, kind === 'paused' ? conversation : asked(conversation));
  const moved = kind === 'ask' || kind === 'review' || kind === 'complete';
  const { parts, actor, eventId, saved } = exchange;
  if (exchange.drafts === saved.drafts && !moved) return { exchange, parked };
  const drafts = moved ? { ...exchange.drafts, lastEvent: { id: eventId } } : exchange.drafts;
  const kept = await parts.store.save(actor.personId, drafts, saved);
  return kept === undefined ? undefined : { exchange: { ...exchange, drafts, saved: kept }, parked };
}

function asked(conversation: Conversation): Conversation {
  return conversation.paused === undefined ? conversation : awake(conversation);
}

/**
 * Does what the flow is for, under the conversation's `once`, so that a repeat after a crash does it once. What
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
    const finished = await flow.finish({ ...answers }, { answers, actor, now }, conversation.once);
    parts.log.info('conversation.completed', { flow: flow.name });
    const { prompts: receipt, unreplied } = receiptOf(finished);
    return { ...(await lastReply(exchange, conversation, receipt)), final: true, unreplied, receipt };
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    parts.log.info('conversation.refused', { flow: flow.name, code: error.code });
    const problem = explain(error.text, error.params);
    if (stays === undefined || (stays.at === REVIEW && flow.review === false))
      return lastReply(exchange, conversation, [problem]);
    const kept = await keep(exchange, { kind: 'stale', conversation: stays, prompts: [] });
    return reply(kept?.exchange ?? exchange, [problem, await promptAt(flow, stays, exchange)]);
  }
}

/** At most five messages; what is asked last is always among them. */
function fit(prompts: readonly Prompt[]): readonly Prompt[] {
  if (prompts.length <= MOST_PROMPTS) return prompts;
  return [...prompts.slice(0, MOST_PROMPTS - 1), ...prompts.slice(-1)];
}
