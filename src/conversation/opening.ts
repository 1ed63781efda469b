import { present } from '../core/present';
import { text } from '../core/texts';
import { showNumber } from '../core/thai-digits';
import type { Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { lengthOf } from '../speech/wording';
import { advance } from './advance';
import { begin } from './begin';
import type { Condition } from './condition';
import { conditionOf } from './condition';
import { MOST_DRAFTS, without } from './drafts';
import type { ConversationReply, Exchange } from './exchange';
import { finish, fronted, keep, reply } from './exchange';
import type { AnyFlow, Conversation, Input, Said } from './flow';
import { givesWay, isFree, wantsElse } from './giving-way';
import { correctable, turnedInto } from './instead';
import type { Known } from './known';
import type { FreeInput, Meaning } from './listening';
import { hearingOf } from './listening';
import type { Note } from './notes';
import { NOTHING_HEARD, saidBefore, sentences, withNotes } from './notes';
import type { Outcome } from './outcome';
import { ask } from './outcome';
import { askedAt, STAY } from './questions';
import { help, openQuestion } from './recalling';
import { cancelled } from './restoring';
import { takeAsked } from './slots';
import { notKept } from './unkept';
import { parkedNotice, waitingList } from './waiting';
import { isUntouched, ownAnswers } from './walk';

/** What is opened, and from where. */
export interface Opening {
  name: string;
  known?: Known;
  /** The message it was read from; then the person is told what it was taken for. */
  message?: FreeInput;
  /** How clearly the message means this; what is `unsure` is taken for nothing yet. */
  how?: Meaning['how'];
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
  const { message, known } = opening;
  // A view keeps nothing. What was merely said is answered by it; all else is told.
  const unkept = message === undefined ? known : withoutText(known);
  return reply(exchange, [...notKept(unkept, actor), ...shown, ...(await openQuestion(exchange))]);
}

/** What is known without what was said. */
export function withoutText({ subject, files, place }: Known = {}): Known {
  return present({ subject, files, place });
}

async function start(exchange: Exchange, flow: AnyFlow, opening: Opening): Answering {
  const { parts, actor, now, memory, heard, ids } = exchange;
  const { known, message } = opening;
  const source = message?.source;
  const [id, once] = [ids.next(), ids.next()];
  const begun = await begin(flow, { id, once, actor, now, memory, heard, ...present({ known, source }) });
  if (begun === undefined)
    return reply(exchange, [
      explain('conversation.notAllowed'),
      ...notKept(known, actor),
      ...(await openQuestion(exchange, help)),
    ]);
  const kept = fronted(exchange, begun.conversation);
  if (begun.kind !== 'complete') {
    const same = exchange.drafts.open.find((draft) => holds(flow, draft, begun.conversation));
    if (same !== undefined) return resume(exchange, same);
    if (kept.exchange.drafts.open.length > MOST_DRAFTS) return tooMany(exchange, known);
  }
  parts.log.info('conversation.begun', { flow: flow.name });
  if (begun.kind === 'complete') return conclude(kept.exchange, flow, begun, undefined);
  const isTold = message !== undefined && opening.how === 'told' && !isUntouched(flow, begun.conversation);
  const title = text(actor.locale, flow.title);
  const told = isTold ? [explain('conversation.begunByText', { title })] : [];
  const before = [...parkedNotice(kept.parked, parts.registry, actor), ...told];
  return saying(kept.exchange, flow, isTold ? correctable(flow, begun) : begun, before);
}

/** The answer of a conversation that goes on, with what must be said before it in the same message. */
async function saying(
  exchange: Exchange,
  flow: AnyFlow,
  outcome: Extract<Outcome, { prompts: unknown; conversation: Conversation }>,
  before: readonly Prompt[],
): Answering {
  if (outcome.kind === 'paused' || outcome.kind === 'help' || outcome.kind === 'cancelled')
    return reply(exchange, [...before, ...outcome.prompts]);
  const notes = before.map(({ text: said }): Note => ({ kind: 'told', said }));
  const { heard = NOTHING_HEARD } = outcome;
  const said = await sentences(flow, outcome.conversation, notes, exchange);
  const [first, ...others] = outcome.prompts;
  const prompts = first === undefined ? [] : [saidBefore(first, said, exchange.actor.locale), ...others];
  return reply(exchange, prompts, { ...heard, notes: [...notes, ...heard.notes] });
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

async function tooMany(exchange: Exchange, known: Known | undefined): Answering {
  const { parts, drafts, actor } = exchange;
  const list = await waitingList(drafts, parts.registry, exchange);
  return reply(exchange, [
    explain('conversation.drafts.tooMany', { number: showNumber(MOST_DRAFTS, actor.locale) }),
    ...notKept(known, actor),
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
    case 'upgraded':
      return afterUpgrade(exchange, flow, { before: conversation, now: condition }, input);
    case 'changed': {
      const drafts = without(exchange.drafts, conversation.id);
      return open(
        { ...exchange, drafts, before: [...exchange.before, condition.notice] },
        { name: flow.name },
      );
    }
  }
}

/** What was said counts where it was asked for; another question than the one that was read comes first. */
async function afterUpgrade(
  exchange: Exchange,
  flow: AnyFlow,
  { before, now }: { before: Conversation; now: Extract<Condition, { kind: 'upgraded' }> },
  input: Said,
): Answering {
  const heard = withNotes(exchange.heard, { kind: 'told', said: now.notice.text });
  const { conversation } = now;
  const isMeant = conversation.at === before.at || input.kind === 'file' || input.kind === 'place';
  if (isMeant) return turn({ ...exchange, heard }, flow, conversation, input);
  const outcome = await ask(flow, conversation, exchange, heard);
  return reply(keep(exchange, outcome).exchange, outcome.prompts, heard);
}

async function turn(exchange: Exchange, flow: AnyFlow, conversation: Conversation, input: Said): Answering {
  const { parts, actor, heard } = exchange;
  const aside = await somethingElse(exchange, flow, conversation, input);
  if (aside !== undefined) return aside;
  const name = input.kind === 'text' ? parts.registry.opener(input.text, actor) : undefined;
  if (name !== undefined && (await takeAsked(flow, conversation, input, exchange, heard)) === undefined)
    return open(exchange, { name });
  const outcome = await advance(flow, conversation, input, exchange, heard);
  if (outcome.kind === 'complete') return conclude(exchange, flow, outcome, conversation);
  if (outcome.kind === 'cancelled') return cancelled(exchange, flow, outcome);
  const kept = keep(exchange, outcome);
  const parked = parkedNotice(kept.parked, parts.registry, actor);
  const view = outcome.kind === 'help' ? await help(exchange) : [];
  return saying(kept.exchange, flow, outcome, [...parked, ...view]);
}

/** What is no word to this conversation: it turns into another, or something else is wanted beside it. */
async function somethingElse(
  exchange: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
): Promise<ConversationReply | undefined> {
  const { parts, actor } = exchange;
  const turned = turnedInto(flow, conversation, input, exchange);
  if (turned !== undefined) {
    const before = [...exchange.before, ...parkedNotice(turned.parked, parts.registry, actor)];
    return open({ ...exchange, before, drafts: turned.drafts }, turned);
  }
  const { drafts } = exchange;
  const around = (await givesWay(flow, conversation, input, exchange))
    ? without(drafts, conversation.id)
    : input.kind === 'text' && (await wantsElse(exchange, flow, conversation, input))
      ? drafts
      : undefined;
  if (around === undefined) return namedByStaff(exchange, flow, conversation, input);
  if (!isFree(input)) return undefined;
  const meant = await parts.meaning(actor, input, hearingOf(input, exchange));
  return meant && open({ ...exchange, drafts: around }, meant);
}

/** Somebody of the office names what they want to see in the middle of something: it is no part of that. */
async function namedByStaff(
  exchange: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
): Promise<ConversationReply | undefined> {
  const { parts, actor, heard } = exchange;
  if (input.kind !== 'text' || actor.posts.length === 0 || lengthOf(input.text) > LONGEST_NAME)
    return undefined;
  if ((await takeAsked(flow, conversation, input, exchange, heard)) !== undefined) return undefined;
  const meant = await parts.meaning(actor, input, hearingOf(input, exchange));
  return meant?.how === 'named' && meant.name !== flow.name ? open(exchange, meant) : undefined;
}

/** Letters of what only names something. */
const LONGEST_NAME = 60;
