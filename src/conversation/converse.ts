import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import { present } from '../core/present';
import { showNumber } from '../core/thai-digits';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { readCommand, readContinue, saysRestore } from '../speech/words';
import type { Actor } from './actor';
import { afresh, restoreLatest } from './afresh';
import type { Drafts } from './drafts';
import { currentOf, waitingIn } from './drafts';
import type { ConversationParts, ConversationReply, Exchange } from './exchange';
import { fit, hasRoom, reply } from './exchange';
import type { Conversation, Input, Said } from './flow';
import { Memory } from './memory';
import type { Arrived } from './more';
import { mayHaveMore } from './more';
import { NOTHING_HEARD } from './notes';
import { withOffer, writesEnglish } from './offering';
import { goOn, open, openingOf, resume } from './opening';
import { RESTORE } from './questions';
import { openQuestion } from './recalling';
import { pastButtonOf, restore } from './restoring';
import { shownIn, typedButton } from './shown';
import { stillOpen } from './still-open';
import { unsent } from './unsent';
import { waitingList } from './waiting';

/** Something a person said or pressed. */
export interface Message {
  readonly input: Input;
  /** The same when the event is repeated. */
  readonly eventId: string;
}

/** What one person said that waits together: one turn, and one answer. */
export interface Turn {
  readonly actor: Actor;
  /** In the order in which they were said; at least one. */
  readonly messages: readonly Message[];
  /** What is open with the person, as the turn before it left it. */
  readonly drafts: Drafts;
  /** More was kept, and its sealing key is missing: the person is told. */
  readonly isLost?: boolean;
  /**
   * Where the ids come from of what a message begins. They are the same whenever the turn is repeated, however
   * many messages it has by then, and known to nobody: what is finished is finished under one of them.
   */
  readonly ids: (eventId: string) => Pick<Ids, 'next'>;
}

/** The answer to a turn. */
export interface TurnReply extends ConversationReply {
  /**
   * How many of the messages are answered, from the first on. Less than all after what finished something (its
   * receipt stands alone), and where one answer cannot hold more: what was said after it is the next turn.
   */
  readonly taken: number;
}

/** Conversations with everybody: guided flows, and whatever is said beside them. */
export interface Conversations {
  /**
   * Takes in what a person said and gives one answer to it. Loads and saves nothing: the caller keeps the reply's
   * drafts, together with the end of the events, once the answer has gone out. A turn that was not kept may be
   * repeated, with further messages behind those it had: it comes to the same, and nothing is finished twice.
   * Throws whatever a flow's `finish` throws, if it cannot be explained.
   */
  handle(turn: Turn): Promise<TurnReply>;
  /**
   * True when more may be on its way that belongs to these messages: a photo, a sentence of a story. False for
   * what is complete in itself: a button, a command, an answer to a closed question.
   */
  mayHaveMore(actor: Actor, drafts: Drafts, messages: readonly Arrived[]): boolean;
  /** The person took a message back: the answer it gave is forgotten and asked again. */
  forgetSource(drafts: Drafts, messageId: string): Drafts;
}

/** All conversations with everybody. */
export function createConversations(parts: ConversationParts): Conversations {
  const { registry } = parts;
  return {
    handle: (turn) => answerTogether(parts, turn),
    mayHaveMore: (actor, drafts, messages) => mayHaveMore(registry, { actor, drafts, messages }),
    forgetSource: (drafts, messageId) => {
      const forget = (draft: Conversation): Conversation => {
        const flow = registry.flow(draft.flow);
        return (flow && unsent(flow, draft, messageId)) ?? draft;
      };
      const { open, cancelled } = drafts;
      return { ...drafts, open: open.map(forget), ...present({ cancelled: cancelled?.map(forget) }) };
    },
  };
}

/**
 * One message after the other, until one of them finishes something or the answer is full. What goes on in one
 * conversation is answered once: the last question, behind all that was received.
 */
async function answerTogether(
  parts: ConversationParts,
  { actor, messages, drafts, isLost, ids }: Turn,
): Promise<TurnReply> {
  const now = parts.clock.now();
  const memory = new Memory();
  const said: Prompt[] = isLost === true ? [explain('conversation.draftLost')] : [];
  let one: ConversationReply = reply({ before: [], drafts }, []);
  let taken = 0;
  while (taken < messages.length && !one.final && (taken === 0 || hasRoom([...said, ...one.prompts]))) {
    const [message, ...behind] = messages.slice(taken);
    if (message === undefined) break;
    const still = await stillOpen(parts, one.drafts, { actor, now, memory });
    const { heard = NOTHING_HEARD, prompts } = one;
    const exchange = {
      ...{ parts, actor, ids: ids(message.eventId), now, memory, heard },
      ...{ ...still, ahead: behind.map(({ input }) => input) },
    };
    one = await explained(exchange, message.input);
    said.push(...(one.heard === undefined ? prompts : []), ...still.before);
    one = { ...one, prompts: one.prompts.slice(still.before.length) };
    taken += 1 + (one.together ?? 0);
  }
  const answer = offering(parts, { actor, messages: messages.slice(0, taken), drafts }, one, [
    ...said,
    ...one.prompts,
  ]);
  // What shows nothing to open leaves the buttons before it in sight.
  const shown = shownIn(answer.prompts, actor, now) ?? answer.drafts.shown;
  return { ...answer, drafts: { ...answer.drafts, ...present({ shown }) }, taken };
}

/** The whole answer, with the offer of another language where it has its place. */
function offering(
  { inEnglish }: ConversationParts,
  { actor, messages, drafts }: Pick<Turn, 'actor' | 'messages' | 'drafts'>,
  one: ConversationReply,
  prompts: readonly Prompt[],
): ConversationReply {
  const inputs = messages.map(({ input }) => input);
  if (inEnglish === undefined || !writesEnglish(actor, drafts, inputs))
    return { ...one, prompts: fit(prompts, one.receipt) };
  return {
    ...one,
    prompts: fit(withOffer(prompts, inEnglish), one.receipt),
    drafts: { ...one.drafts, offeredEnglish: true },
  };
}

async function explained(exchange: Exchange, input: Input): Promise<ConversationReply> {
  try {
    return await answerTo(exchange, input);
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    return reply(exchange, [explain(error.text, error.params)]);
  }
}

/**
 * A button goes to the conversation it was made for, whether that is asked or waits; what is simply said goes
 * to the one that was asked last.
 */
async function answerTo(exchange: Exchange, input: Input): Promise<ConversationReply> {
  const { drafts } = exchange;
  if (input.kind === 'open') return open(exchange, openingOf(input));
  const command = input.kind === 'text' ? readCommand(input.text) : undefined;
  if (command === 'drafts' || (input.kind === 'command' && input.command === 'drafts'))
    return listed(exchange);
  const number = input.kind === 'text' ? readContinue(input.text) : undefined;
  const numbered = number === undefined ? undefined : waitingIn(drafts)[number - 1];
  if (numbered !== undefined) return resume(exchange, numbered);
  const isUndone = input.kind === 'text' && saysRestore(input.text) && drafts.cancelled !== undefined;
  if (isUndone) return restoreLatest(exchange);
  return ofButton(exchange, input) ?? ofTypedButton(exchange, input) ?? simplySaid(exchange, input);
}

/** The words on a button that was just shown, typed where it cannot be pressed. */
function ofTypedButton(exchange: Exchange, input: Said): Promise<ConversationReply> | undefined {
  const { shown } = exchange.drafts;
  if (input.kind !== 'text' || shown === undefined) return undefined;
  const isAsked = currentOf(exchange.drafts) !== undefined;
  const typed = typedButton(input.text, shown, { now: exchange.now, isAsked });
  if (typed === undefined) return undefined;
  if ('button' in typed) return open(exchange, openingOf({ kind: 'open', ...typed.button }));
  const params = { last: showNumber(typed.many, exchange.actor.locale), label: input.text.trim() };
  return Promise.resolve(reply(exchange, [explain('listening.whichButton', params)]));
}

/** A button whose draft is open, waits or can be brought back. */
function ofButton(exchange: Exchange, input: Said): Promise<ConversationReply> | undefined {
  const asked = 'asked' in input ? input.asked : undefined;
  if (asked === undefined) return undefined;
  const { open: drafts, cancelled = [] } = exchange.drafts;
  const draft = drafts.find(({ id }) => id === asked.conversationId);
  if (draft !== undefined) return goOn(exchange, draft, input);
  const past = cancelled.find(({ id }) => id === asked.conversationId);
  if (past === undefined) return undefined;
  const restores = input.kind === 'choice' && input.value === RESTORE;
  if (restores) return restore(exchange, past);
  // That it has ended may just have been said.
  return Promise.resolve(exchange.before.length > 0 ? reply(exchange, []) : pastButtonOf(exchange, past));
}

function simplySaid(exchange: Exchange, input: Said): Promise<ConversationReply> {
  const current = currentOf(exchange.drafts);
  return current === undefined ? afresh(exchange, input) : goOn(exchange, current, input);
}

async function listed(exchange: Exchange): Promise<ConversationReply> {
  const list = await waitingList(exchange.drafts, exchange.parts.registry, exchange);
  const isBusy = currentOf(exchange.drafts) !== undefined;
  const none = [explain(isBusy ? 'conversation.drafts.noOther' : 'conversation.drafts.none')];
  return reply(exchange, [...(list.length === 0 ? none : list), ...(await openQuestion(exchange))]);
}
