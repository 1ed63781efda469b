import { present } from '../core/present';
import { text } from '../core/texts';
import { showNumber } from '../core/thai-digits';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { advance } from './advance';
import { begin } from './begin';
import { conditionOf } from './condition';
import { currentOf, MOST_DRAFTS, without } from './drafts';
import type { ConversationReply, Exchange } from './exchange';
import { finish, fronted, keep, lastReply, reply } from './exchange';
import type { AnyFlow, Conversation, Input, Said } from './flow';
import type { Known } from './known';
import type { FreeInput } from './listening';
import type { Outcome } from './outcome';
import { askedAt, promptAt, reminder, STAY } from './questions';
import { parkedNotice, waitingList } from './waiting';
import { isUntouched, ownAnswers } from './walk';

/** What is opened, and from where. */
export interface Opening {
  name: string;
  known?: Known;
  /** The message it was read from; then the person is told what it was taken for. */
  message?: FreeInput;
}

type Answering = Promise<ConversationReply>;

/** What a button opens. */
export function openingOf({ name, subject }: Extract<Input, { kind: 'open' }>): Opening {
  return subject === undefined ? { name } : { name, known: { subject } };
}

/** Begins a flow or shows a view. Nothing that is open is lost by it. */
export async function open(exchange: Exchange, opening: Opening): Answering {
  const { parts, actor, now } = exchange;
  const flow = parts.registry.flow(opening.name);
  if (flow !== undefined) return start(exchange, flow, opening);
  const view = parts.registry.view(opening.name);
  if (view === undefined)
    return reply(exchange, [explain('conversation.notAvailable'), ...(await openQuestion(exchange, help))]);
  const shown = view.mayOpen(actor)
    ? await view.show(opening.known?.subject, { actor, now })
    : [explain('conversation.notAllowed')];
  return reply(exchange, [...shown, ...(await openQuestion(exchange))]);
}

async function start(exchange: Exchange, flow: AnyFlow, opening: Opening): Answering {
  const { parts, actor, now, ids } = exchange;
  const { known, message } = opening;
  const source = message?.source;
  const begun = await begin(flow, {
    ...{ id: ids.next(), once: ids.next(), actor, now },
    ...present({ known, source }),
  });
  if (begun === undefined)
    return reply(exchange, [explain('conversation.notAllowed'), ...(await openQuestion(exchange, help))]);
  if (begun.kind !== 'complete') {
    const same = exchange.drafts.open.find((draft) => holds(flow, draft, begun.conversation));
    if (same !== undefined) return resume(exchange, same);
    if (fronted(exchange, begun.conversation).exchange.drafts.open.length > MOST_DRAFTS)
      return tooMany(exchange);
  }
  const kept = keep(exchange, begun);
  parts.log.info('conversation.begun', { flow: flow.name });
  if (begun.kind === 'complete') return conclude(kept.exchange, flow, begun, undefined);
  const taken =
    message === undefined || isUntouched(flow, begun.conversation)
      ? []
      : [explain('conversation.begunByText', { title: text(actor.locale, flow.title) })];
  return reply(kept.exchange, [
    ...parkedNotice(kept.parked, parts.registry, actor),
    ...taken,
    ...begun.prompts,
  ]);
}

/** Finishes a flow; one that was only the way to something else is followed by that. */
async function conclude(
  exchange: Exchange,
  flow: AnyFlow,
  outcome: Extract<Outcome, { kind: 'complete' }>,
  stays: Conversation | undefined,
): Answering {
  const { leadsTo, ...answer } = await finish(exchange, flow, outcome, stays);
  return leadsTo === undefined ? answer : open({ ...exchange, drafts: answer.drafts }, leadsTo);
}

/** True when `draft` is of this flow and all that `begun` knows is answered in it: one matter, opened twice. */
function holds(flow: AnyFlow, draft: Conversation, begun: Conversation): boolean {
  return (
    draft.flow === flow.name &&
    Object.entries(ownAnswers(flow, begun)).every(
      ([step, value]) => JSON.stringify(draft.answers[step]) === JSON.stringify(value),
    )
  );
}

/** Goes on with what is open already, also if it was put aside. */
export async function resume(exchange: Exchange, draft: Conversation): Answering {
  const known = draft.paused === true ? [] : [explain('conversation.alreadyOpen')];
  const before = [...exchange.before, ...known];
  return goOn({ ...exchange, before }, draft, { kind: 'choice', value: STAY, asked: askedAt(draft) });
}

async function tooMany(exchange: Exchange): Answering {
  const { parts, drafts, actor } = exchange;
  const list = await waitingList(drafts, parts.registry, exchange);
  return reply(exchange, [
    explain('conversation.drafts.tooMany', { number: showNumber(MOST_DRAFTS, actor.locale) }),
    ...list,
    ...(await openQuestion(exchange)),
  ]);
}

/** Takes an input to the conversation it belongs to; that becomes the one that is asked. */
export async function goOn(exchange: Exchange, conversation: Conversation, input: Said): Answering {
  const flow = exchange.parts.registry.flow(conversation.flow);
  if (flow === undefined) return reply(exchange, [explain('conversation.withdrawn')]);
  const condition = conditionOf(flow, conversation, exchange);
  switch (condition.kind) {
    case 'alive':
      return turn(exchange, flow, conversation, input);
    case 'upgraded': {
      const { conversation: next, notice } = condition;
      const prompts = [notice, await promptAt(flow, next, exchange)];
      return reply(keep(exchange, { kind: 'ask', conversation: next, prompts }).exchange, prompts);
    }
    case 'changed': {
      const drafts = without(exchange.drafts, conversation.id);
      return open(
        { ...exchange, drafts, before: [...exchange.before, condition.notice] },
        { name: flow.name },
      );
    }
  }
}

async function turn(exchange: Exchange, flow: AnyFlow, conversation: Conversation, input: Said): Answering {
  const { parts, actor } = exchange;
  const outcome = await advance(flow, conversation, input, exchange);
  if (outcome.kind === 'again' && input.kind === 'text') {
    const name = parts.registry.opener(input.text, exchange.actor);
    if (name !== undefined) return open(exchange, { name });
  }
  if (outcome.kind === 'complete') return conclude(exchange, flow, outcome, conversation);
  if (outcome.kind === 'cancelled') {
    parts.log.info('conversation.cancelled', { flow: flow.name, at: conversation.at });
    return lastReply(exchange, conversation, outcome.prompts);
  }
  const kept = keep(exchange, outcome);
  const view = outcome.kind === 'help' ? await help(exchange) : [];
  return reply(kept.exchange, [
    ...parkedNotice(kept.parked, parts.registry, actor),
    ...view,
    ...outcome.prompts,
  ]);
}

/** The help view of this person, and what waits for them. */
export async function help({ parts, actor, now, drafts }: Exchange): Promise<readonly Prompt[]> {
  const view = (await parts.registry.view('help')?.show(undefined, { actor, now })) ?? [];
  return [...view, ...(await waitingList(drafts, parts.registry, { actor, now }))];
}

/** The question that is open, recalled in the middle of something else; without one, what `otherwise` says. */
export async function openQuestion(
  exchange: Exchange,
  otherwise?: (exchange: Exchange) => Promise<readonly Prompt[]>,
): Promise<readonly Prompt[]> {
  const current = currentOf(exchange.drafts);
  const flow = current === undefined ? undefined : exchange.parts.registry.flow(current.flow);
  if (current !== undefined && flow !== undefined) return [await reminder(flow, current, exchange)];
  return (await otherwise?.(exchange)) ?? [];
}
