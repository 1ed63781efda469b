import { AppError, Explainable } from '../core/errors';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { readCommand, readContinue } from '../speech/words';
import type { Actor } from './actor';
import { complete } from './advance';
import { afresh } from './afresh';
import { whyOver } from './condition';
import type { Drafts } from './drafts';
import { currentOf, draftOf, waitingIn } from './drafts';
import type { ConversationParts, ConversationReply, Exchange } from './exchange';
import { finish, reply } from './exchange';
import type { Conversation, Input } from './flow';
import { goOn, open, openingOf, openQuestion, resume } from './opening';
import { promptAt } from './questions';
import type { Saved } from './store';
import { unsent } from './unsent';
import { waitingList } from './waiting';
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
  /** Removes what nobody has gone on with; returns how many people that concerns. */
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
        const saved = await store.load(personId);
        const forget = (draft: Conversation): Conversation => {
          const flow = registry.flow(draft.flow);
          return (flow && unsent(flow, draft, messageId)) ?? draft;
        };
        const open = saved.drafts.open.map(forget);
        if (open.every((draft, index) => draft === saved.drafts.open[index])) return;
        if ((await store.save(personId, { ...saved.drafts, open }, saved)) !== undefined) return;
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
  const now = parts.clock.now();
  const exchange: Exchange = {
    parts,
    actor,
    eventId,
    now,
    saved,
    ...stillOpen(parts, saved, { actor, now }),
  };
  try {
    return saved.drafts.lastEvent?.id === eventId
      ? await repeated(exchange)
      : await answerTo(exchange, input);
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    return reply(exchange, [explain(error.text, error.params)]);
  }
}

/** What is stored, without what is over; that is told once. */
function stillOpen(
  { registry, log }: ConversationParts,
  { drafts, unreadable }: Saved,
  moment: { actor: Actor; now: Date },
): { drafts: Drafts; before: readonly Prompt[] } {
  const before: Prompt[] = unreadable === undefined ? [] : [explain('conversation.draftLost')];
  const open = drafts.open.filter((draft) => {
    const over = whyOver(draft, registry, moment);
    if (over === undefined) return true;
    log.info('conversation.over', { flow: draft.flow, why: over.why });
    before.push(over.notice);
    return false;
  });
  return { drafts: before.length === 0 ? drafts : { ...drafts, open }, before };
}

/** The event had taken effect before a crash: its answer is given again as far as there is one. */
async function repeated(exchange: Exchange): Promise<ConversationReply> {
  const { drafts, parts } = exchange;
  const current = drafts.lastEvent?.ended === true ? undefined : currentOf(drafts);
  const flow = current && parts.registry.flow(current.flow);
  if (current === undefined || flow === undefined) return reply(exchange, []);
  if (current.at === REVIEW && flow.review === false)
    return finish(exchange, flow, complete(current), undefined);
  return reply(exchange, [await promptAt(flow, current, exchange)]);
}

/**
 * A button goes to the conversation it was made for, whether that is asked or waits; what is simply said goes
 * to the one that was asked last.
 */
async function answerTo(exchange: Exchange, input: Input): Promise<ConversationReply | undefined> {
  const { drafts } = exchange;
  if (input.kind === 'open') return open(exchange, openingOf(input));
  const command = input.kind === 'text' ? readCommand(input.text) : undefined;
  if (command === 'drafts' || (input.kind === 'command' && input.command === 'drafts'))
    return listed(exchange);
  const number = input.kind === 'text' ? readContinue(input.text) : undefined;
  const numbered = number === undefined ? undefined : waitingIn(drafts)[number - 1];
  if (numbered !== undefined) return resume(exchange, numbered);
  const asked = 'asked' in input ? input.asked : undefined;
  const draft = (asked && draftOf(drafts, asked.conversationId)) ?? currentOf(drafts);
  return draft === undefined ? afresh(exchange, input) : goOn(exchange, draft, input);
}

async function listed(exchange: Exchange): Promise<ConversationReply> {
  const list = await waitingList(exchange.drafts, exchange.parts.registry, exchange);
  const isBusy = currentOf(exchange.drafts) !== undefined;
  const none = [explain(isBusy ? 'conversation.drafts.noOther' : 'conversation.drafts.none')];
  return reply(exchange, [...(list.length === 0 ? none : list), ...(await openQuestion(exchange))]);
}

function overtaken(): AppError {
  return new AppError('conversation-overtaken', 'another process went on with this conversation meanwhile');
}
