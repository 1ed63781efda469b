import type { TextKey } from '../core/texts';
import { text } from '../core/texts';
import type { Command } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { AnyFlow, Conversation, Field, Said } from './flow';
import { asPressed } from './meaning';
import type { Outcome } from './outcome';
import { again, ask, idleUntil, pause, stale } from './outcome';
import { KEEP, receivedPrompt, reminder, SEND, STAY } from './questions';
import type { Moment } from './walk';
import { given, goOn, isNothing, REVIEW, stepOf, turnOf, withAnswer } from './walk';

/**
 * One turn of a conversation: what the input makes of it. Reads through the flow's fields and writes nothing;
 * the conversation given stays as it is.
 */
export async function advance(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
): Promise<Outcome> {
  const { paused, ...rest } = conversation;
  const awake = { ...rest, expiresAt: idleUntil(flow, moment.now) };
  const asked = 'asked' in input ? input.asked : undefined;
  if (asked !== undefined && asked.conversationId !== conversation.id)
    return stale(flow, conversation, moment, 'conversation.stale.otherConversation');
  const said = asPressed(flow, awake, input, moment);
  if (said.kind === 'command') return obey(flow, awake, said, moment);
  const stays = said.kind === 'choice' && said.value === STAY;
  if (stays) return paused === true ? resume(flow, awake, moment) : ask(flow, awake, moment);
  if (said.kind === 'unusable') return again(flow, awake, moment, said);
  if (said.kind === 'edit') return edit(flow, awake, said.step, moment);
  if (asked !== undefined && asked.step !== awake.at)
    return stale(flow, conversation, moment, 'conversation.stale.otherQuestion');
  return awake.at === REVIEW ? confirm(flow, awake, said, moment) : answer(flow, awake, said, moment);
}

/** Where a changed conversation can stand. */
export type Onward = Extract<Outcome, { kind: 'ask' | 'review' | 'complete' }>;

/** Goes on from a changed conversation: asks the next open question, shows the review, or is complete. */
export async function onward(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Onward> {
  const next = goOn(flow, { ...conversation, misses: 0 }, moment);
  if (next.at === REVIEW && flow.review === false) return complete(next);
  return ask(flow, next, moment);
}

/** The end of a conversation whose answers are all there. */
export function complete(conversation: Conversation): Extract<Outcome, { kind: 'complete' }> {
  return { kind: 'complete', conversation, answers: given(conversation.answers) };
}

async function answer(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
): Promise<Outcome> {
  const { at, answers } = conversation;
  const { field } = stepOf(flow, at);
  const before = answers[at] ?? undefined;
  if (input.kind === 'choice' && input.value === KEEP && !isNothing(before))
    return onward(flow, conversation, moment);
  if (!field.accepts.includes(input.kind))
    return again(flow, conversation, moment, { problem: kindWanted(field) });
  const reading = await field.read(input, turnOf(answers, moment), before);
  if (!reading.ok) return again(flow, conversation, moment, reading);
  const source = 'source' in input ? input.source : undefined;
  const answered = withAnswer(flow, conversation, at, reading.value, source);
  if (field.stayOpen?.(reading.value) !== true) return onward(flow, answered, moment);
  const open = { ...answered, misses: 0 };
  const prompt = await receivedPrompt(flow, open, moment, reading.value);
  return { kind: 'ask', conversation: open, prompts: [prompt] };
}

async function confirm(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
): Promise<Outcome> {
  if (input.kind === 'choice' && input.value === SEND) return complete(conversation);
  const params = { send: text(moment.actor.locale, flow.send) };
  return again(flow, conversation, moment, { problem: 'conversation.review.sendOrEdit', params });
}

async function edit(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  moment: Moment,
): Promise<Outcome> {
  const { at, editing, path } = conversation;
  const mayEdit = at === REVIEW || editing !== undefined;
  if (!mayEdit || !Object.hasOwn(flow.steps, step) || !Object.hasOwn(conversation.answers, step))
    return stale(flow, conversation, moment, 'conversation.stale.otherQuestion');
  const steps = path.includes(step) ? path.slice(0, path.indexOf(step)) : path;
  return ask(flow, { ...conversation, at: step, editing: step, path: steps, misses: 0 }, moment);
}

async function resume(flow: AnyFlow, conversation: Conversation, moment: Moment): Promise<Outcome> {
  const title = text(moment.actor.locale, flow.title);
  return ask(flow, conversation, moment, [explain('conversation.resumed', { title })]);
}

async function obey(
  flow: AnyFlow,
  conversation: Conversation,
  { command, asked }: Extract<Said, { kind: 'command' }>,
  moment: Moment,
): Promise<Outcome> {
  switch (command) {
    case 'cancel': {
      const title = text(moment.actor.locale, flow.title);
      return { kind: 'cancelled', prompts: [explain('conversation.cancelled', { title })] };
    }
    case 'pause':
      return pause(flow, conversation, moment);
    case 'help':
    case 'menu':
    case 'drafts': {
      const prompts = [explain('conversation.insideHelp'), await reminder(flow, conversation, moment)];
      return { kind: 'help', conversation, prompts };
    }
    case 'back':
    case 'skip':
    case 'finish':
      return asked !== undefined && asked.step !== conversation.at
        ? stale(flow, conversation, moment, 'conversation.stale.otherQuestion')
        : STEPPING[command](flow, conversation, moment);
  }
}

type Stepping = (flow: AnyFlow, conversation: Conversation, moment: Moment) => Promise<Outcome>;

const STEPPING: Record<Extract<Command, 'back' | 'skip' | 'finish'>, Stepping> = {
  back: async (flow, conversation, moment) => {
    const { at, path, editing } = conversation;
    if (at === editing) return onward(flow, conversation, moment);
    const last = path.at(-1);
    if (last === undefined)
      return again(flow, conversation, moment, { problem: 'conversation.problem.noWayBack', miss: false });
    return ask(flow, { ...conversation, at: last, path: path.slice(0, -1), misses: 0 }, moment);
  },
  skip: async (flow, conversation, moment) => {
    const { at } = conversation;
    if (at === REVIEW) return confirm(flow, conversation, { kind: 'text', text: '' }, moment);
    if (stepOf(flow, at).optional !== true)
      return again(flow, conversation, moment, { problem: 'conversation.problem.cannotSkip' });
    return onward(flow, withAnswer(flow, conversation, at, null), moment);
  },
  finish: async (flow, conversation, moment) => {
    const { at, answers } = conversation;
    if (at === REVIEW) return complete(conversation);
    const { field, optional } = stepOf(flow, at);
    if (!isNothing(answers[at])) return onward(flow, conversation, moment);
    if (optional === true) return onward(flow, withAnswer(flow, conversation, at, null), moment);
    const problem: TextKey =
      field.stayOpen === undefined
        ? 'conversation.problem.nothingToFinish'
        : 'conversation.problem.noFileYet';
    return again(flow, conversation, moment, { problem });
  },
};

/** What the question wants instead, named by its most particular kind of answer. */
function kindWanted({ accepts }: Field<unknown>): TextKey {
  if (accepts.includes('file')) return 'conversation.problem.filePlease';
  if (accepts.includes('place')) return 'conversation.problem.placePlease';
  if (accepts.includes('date')) return 'conversation.problem.datePlease';
  if (accepts.includes('choice')) return 'conversation.problem.choicePlease';
  return 'conversation.problem.textPlease';
}
