import { DAY_MS } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Locale } from '../core/locale';
import type { Log } from '../core/log';
import { present } from '../core/present';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { Actor } from './actor';
import { firstAnswer } from './answer-in-words';
import type { Drafts, Fronted } from './drafts';
import { awake, currentOf, inFront, without } from './drafts';
import type { AnyFlow, Conversation, Input } from './flow';
import type { Listening } from './listening';
import { Memory } from './memory';
import type { Heard } from './notes';
import type { Outcome } from './outcome';
import { promptAt, reminder } from './questions';
import type { Onwards, Unreplied } from './receipt';
import { receiptOf } from './receipt';
import type { Registry } from './registry';
import { besideNamed, notKept } from './unkept';
import { leftHint } from './waiting';
import { REVIEW } from './walk';

/** What every answer needs, whoever is spoken to. */
export interface ConversationParts {
  readonly registry: Registry;
  /** The clock of all that people see and all that is due. */
  readonly clock: Clock;
  /** What to open for somebody who just writes or sends something; `undefined`: show the help view. */
  readonly meaning: Listening;
  /** Offered once to somebody who writes English and is spoken to in Thai. */
  readonly inEnglish?: Prompt;
  readonly log: Log;
}

/** One message of one person, with everything that is needed to answer it. */
export interface Exchange {
  readonly parts: ConversationParts;
  readonly actor: Actor;
  /** Ids of what this message begins, the same at every repeat. */
  readonly ids: Pick<Ids, 'next'>;
  readonly now: Date;
  readonly memory: Memory;
  /** What is open: without what has expired or been withdrawn, which `before` tells. */
  readonly drafts: Drafts;
  /** Said before everything else. */
  readonly before: readonly Prompt[];
  /** What the messages before this one have come to, of those that wait together. */
  readonly heard: Heard;
  /** The messages behind this one that wait with it. */
  readonly ahead: readonly Input[];
}

/** The answer to what somebody said, and what is open after it. */
export interface ConversationReply {
  readonly prompts: readonly Prompt[];
  /** True when something was finished. */
  readonly final: boolean;
  /** What becomes of the receipt when the answer cannot be replied: only receipts are worth a push. */
  readonly unreplied: Unreplied;
  /** Of the prompts, what `unreplied` speaks of. */
  readonly receipt: readonly Prompt[];
  /**
   * What the prompts acknowledge, what the messages before had come to among it: the answer to the next message
   * that waits takes their place. Absent: they stand for themselves.
   */
  readonly heard?: Heard;
  /** How many of the messages behind this one it answers as well. */
  readonly together?: number;
  /** The language to say it in, where that has just changed. */
  readonly locale?: Locale;
  /** To be kept when the answer has gone out: until then a crash lets everything be repeated. */
  readonly drafts: Drafts;
}

/** Messages one answer may hold. Source: LINE, reply. */
const MOST_PROMPTS = 5;
/** What the answer to one more message may need: a word about it, a receipt, and the question behind it. */
const ONE_MORE = 3;

/** Whether one answer may hold these and those to a further message. */
export function hasRoom(prompts: readonly Prompt[]): boolean {
  return prompts.length + ONE_MORE <= MOST_PROMPTS;
}

/** An answer; what `exchange` holds is what is open after it. */
export function reply(
  { before, drafts }: Pick<Exchange, 'before' | 'drafts'>,
  prompts: readonly Prompt[],
  heard?: Heard,
): ConversationReply {
  return {
    prompts: [...before, ...prompts],
    final: false,
    unreplied: 'nowhere',
    receipt: [],
    drafts,
    ...present({ heard }),
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

/** The exchange with the conversation that an outcome leads to in front, and what was put aside for it. */
export function keep(
  before: Exchange,
  { kind, conversation }: Extract<Outcome, { conversation: Conversation }>,
): { exchange: Exchange; parked: Fronted['parked'] } {
  return fronted(before, kind === 'paused' ? conversation : asked(conversation));
}

function asked(conversation: Conversation): Conversation {
  return conversation.paused === undefined ? conversation : awake(conversation);
}

/** What comes of finishing; what leads on is opened in place of an answer of its own. */
interface Finish extends ConversationReply {
  readonly leadsTo?: Onwards['leadsTo'];
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
): Promise<Finish> {
  const { actor, now, parts } = exchange;
  try {
    const turn = { answers, actor, now, ...present({ beside: conversation.beside }) };
    const finished = await flow.finish({ ...answers }, turn, conversation.once);
    parts.log.info('conversation.completed', { flow: flow.name });
    if ('leadsTo' in finished) {
      const drafts = without(exchange.drafts, conversation.id);
      return { ...reply({ ...exchange, drafts }, []), leadsTo: finished.leadsTo };
    }
    const { prompts: receipt, unreplied, locale, lately } = receiptOf(finished);
    // What was read before it may not hold any more, its language included.
    const after = { ...exchange, memory: new Memory(), actor: { ...actor, ...present({ locale }) } };
    const said = [...receipt, ...leftBeside(flow, conversation, actor)];
    const last = await lastReply(after, conversation, said);
    const until = new Date(now.getTime() + DAY_MS).toISOString();
    const drafts = lately === undefined ? last.drafts : { ...last.drafts, lately: { ...lately, until } };
    return { ...last, drafts, final: true, unreplied, receipt, ...present({ locale }) };
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    parts.log.info('conversation.refused', { flow: flow.name, code: error.code });
    const problem = explain(error.text, error.params);
    if (stays === undefined || (stays.at === REVIEW && flow.review === false)) {
      const words = await firstAnswer(flow, conversation, exchange);
      return lastReply(exchange, conversation, [problem, ...notKept(present({ text: words }), actor)]);
    }
    return reply(fronted(exchange, asked(stays)).exchange, [problem, await promptAt(flow, stays, exchange)]);
  }
}

/** What was kept beside the draft, and what the flow has no use for: it is not silently gone. */
function leftBeside(flow: AnyFlow, { beside = [] }: Conversation, actor: Actor): readonly Prompt[] {
  if (beside.length === 0 || flow.handsOn === 'beside') return [];
  return [explain('listening.besideLeft', { parts: besideNamed(beside, actor) })];
}

/**
 * At most five messages, in their order. A `receipt` is always among them, for nothing says it a second time,
 * and so is what is asked last.
 */
export function fit(prompts: readonly Prompt[], receipt: readonly Prompt[] = []): readonly Prompt[] {
  const needed = new Set([...receipt, ...prompts.slice(-1)]);
  let room = MOST_PROMPTS - needed.size;
  return prompts.filter((prompt) => needed.has(prompt) || room-- > 0);
}
