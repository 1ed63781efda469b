import { text } from '../core/texts';
import { advance } from './advance';
import { begin } from './begin';
import { finish, help, keep, reply } from './exchange';
import type { ConversationReply, Exchange } from './exchange';
import type { AnyFlow, Conversation, Input } from './flow';
import type { Known } from './known';
import type { FreeInput } from './listening';
import { explain } from '../speech/prompt';
import type { Control, Prompt } from '../speech/prompt';
import { askedAt, reminder, STAY } from './questions';
import { olderSubject } from '../speech/subject';
import { given } from './walk';
import { readCommand } from '../speech/words';

/** What is opened, and from where. */
export interface Opening {
  name: string;
  known?: Known;
  /** The message it was read from; then the person is told what it was taken for. */
  message?: FreeInput;
}

/** Begins a flow or shows a view, in place of whatever conversation was open. `undefined`: overtaken. */
export async function open(exchange: Exchange, opening: Opening): Promise<ConversationReply | undefined> {
  const { registry } = exchange.parts;
  const flow = registry.flow(opening.name);
  if (flow !== undefined) return start(exchange, flow, opening);
  const shown = await show(exchange, opening);
  return reply(exchange, shown ?? [explain('conversation.notAvailable'), ...(await help(exchange))]);
}

/** An `open` while a conversation is going on: a view in between, or the question whether to leave it. */
export async function openBeside(
  exchange: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
  opening: Opening,
): Promise<ConversationReply | undefined> {
  const wanted = exchange.parts.registry.flow(opening.name);
  if (wanted === undefined) {
    const shown = await show(exchange, opening);
    const prompts = shown ?? [explain('conversation.notAvailable')];
    return reply(exchange, [...prompts, await reminder(flow, conversation, exchange)]);
  }
  if (Object.keys(given(conversation.answers)).length === 0) return start(exchange, wanted, opening);
  const begun = await begin(wanted, { ...beginning(exchange, opening), id: conversation.id });
  if (begun === undefined)
    return reply(exchange, [
      explain('conversation.notAllowed'),
      await reminder(flow, conversation, exchange),
    ]);
  const same = wanted.name === flow.name && 'conversation' in begun;
  if (same && isPartOf(begun.conversation, conversation)) return stay(exchange, flow, conversation);
  return reply(exchange, [whether(exchange, flow, conversation, opening)]);
}

/** What an input means to somebody who has nothing open. */
export async function afresh(exchange: Exchange, input: Input): Promise<ConversationReply | undefined> {
  const { registry } = exchange.parts;
  switch (input.kind) {
    case 'open':
      return open(exchange, openingOf(input));
    case 'choice': {
      const leaving = readLeaving(input.value);
      return leaving === undefined ? pastButton(exchange) : open(exchange, leaving);
    }
    case 'date':
    case 'edit':
      return pastButton(exchange);
    case 'command':
      return input.asked === undefined ? command(exchange, input.command) : pastButton(exchange);
    case 'unusable':
      return reply(exchange, [explain(input.problem, input.params)]);
    case 'text': {
      const word = readCommand(input.text);
      if (word !== undefined) return command(exchange, word);
      const name = registry.opener(input.text);
      return name === undefined ? free(exchange, input) : open(exchange, { name });
    }
    case 'file':
    case 'place':
      return free(exchange, input);
  }
}

/** Goes on with what is open, also if it was put aside. */
async function stay(
  exchange: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
): Promise<ConversationReply | undefined> {
  const asked = askedAt(conversation);
  const outcome = await advance(flow, conversation, { kind: 'choice', value: STAY, asked }, exchange);
  if (!('prompts' in outcome) || !(await keep(exchange, outcome))) return undefined;
  return reply(exchange, [explain('conversation.alreadyOpen'), ...outcome.prompts]);
}

const LEAVE = '~leave:';

/** What a pressed "leave this one" opens instead; `undefined` for every other choice. */
export function readLeaving(value: string): Opening | undefined {
  if (!value.startsWith(LEAVE)) return undefined;
  const [name = '', ...param] = value.slice(LEAVE.length).split(':');
  const subject = olderSubject(param.join(':'));
  return subject === undefined ? { name } : { name, known: { subject } };
}

/** What a button opens. */
export function openingOf({ name, subject }: Extract<Input, { kind: 'open' }>): Opening {
  return subject === undefined ? { name } : { name, known: { subject } };
}

async function start(
  exchange: Exchange,
  flow: AnyFlow,
  opening: Opening,
): Promise<ConversationReply | undefined> {
  const { parts, actor } = exchange;
  const begun = await begin(flow, { ...beginning(exchange, opening), id: parts.ids.next() });
  if (begun === undefined)
    return reply(exchange, [explain('conversation.notAllowed'), ...(await help(exchange))]);
  if (!(await keep(exchange, begun))) return undefined;
  parts.log.info('conversation.begun', { flow: flow.name });
  if (begun.kind === 'complete') return finish(exchange, flow, begun, undefined);
  const title = text(actor.locale, flow.title);
  // Not for a message that no question took: its problem is told instead.
  const kept = 'conversation' in begun && Object.keys(given(begun.conversation.answers)).length > 0;
  const taken =
    opening.message === undefined || !kept ? [] : [explain('conversation.begunByText', { title })];
  return reply(exchange, [...taken, ...begun.prompts]);
}

function beginning(
  { actor, now }: Exchange,
  { known, message }: Opening,
): Omit<Parameters<typeof begin>[1], 'id'> {
  const source = message?.source;
  return {
    actor,
    now,
    ...(known === undefined ? {} : { known }),
    ...(source === undefined ? {} : { source }),
  };
}

async function show(exchange: Exchange, { name, known }: Opening): Promise<readonly Prompt[] | undefined> {
  const { parts, actor, now } = exchange;
  const view = parts.registry.view(name);
  if (view === undefined) return undefined;
  return view.mayOpen(actor)
    ? view.show(known?.subject, { actor, now })
    : [explain('conversation.notAllowed')];
}

async function free(exchange: Exchange, input: FreeInput): Promise<ConversationReply | undefined> {
  const wanted = await exchange.parts.meaning(exchange.actor, input);
  if (wanted !== undefined) return open(exchange, { ...wanted, message: input });
  return reply(exchange, [explain(NO_USE[input.kind]), ...(await help(exchange))]);
}

const NO_USE = {
  text: 'conversation.notUnderstood',
  file: 'conversation.noUseForFile',
  place: 'conversation.noUseForPlace',
} as const;

async function command(exchange: Exchange, name: string): Promise<ConversationReply> {
  const before = name === 'help' || name === 'menu' ? [] : [explain('conversation.nothingOpen')];
  return reply(exchange, [...before, ...(await help(exchange))]);
}

/** A button of a conversation that is no more; if that has just been said, nothing is to be added. */
async function pastButton(exchange: Exchange): Promise<ConversationReply> {
  if (exchange.before.length > 0) return reply(exchange, []);
  return reply(exchange, [explain('conversation.stale.noConversation'), ...(await help(exchange))]);
}

function whether(
  { actor }: Exchange,
  flow: AnyFlow,
  conversation: Conversation,
  { name, known }: Opening,
): Prompt {
  const asked = askedAt(conversation);
  const { id, aim } = known?.subject ?? {};
  const value = `${LEAVE}${[name, [id, aim].filter((part) => part !== undefined).join('.')].join(':')}`;
  const controls: Control[] = [
    { kind: 'choice', value: STAY, label: { key: 'common.continue' }, asked },
    { kind: 'choice', value, label: { key: 'conversation.controls.leave' }, asked },
  ];
  return { ...explain('conversation.switch', { title: text(actor.locale, flow.title) }), controls };
}

/** True when all that is known of `begun` is already answered in `conversation` (a button pressed twice). */
function isPartOf(begun: Conversation, conversation: Conversation): boolean {
  return Object.entries(begun.answers).every(
    ([step, value]) => JSON.stringify(conversation.answers[step]) === JSON.stringify(value),
  );
}
