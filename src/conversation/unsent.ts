import type { AnyFlow, Conversation } from './flow';
import { stepOf } from './walk';

/**
 * The conversation without what came from a message that its sender took back, standing at the question that
 * is open again; `undefined` when nothing came from it. Of an answer in several parts only that part goes.
 */
export function unsent(
  flow: AnyFlow,
  conversation: Conversation,
  messageId: string,
): Conversation | undefined {
  const steps = Object.keys(conversation.sources).filter((step) =>
    conversation.sources[step]?.includes(messageId),
  );
  if (steps.length === 0) return undefined;
  const without = steps.reduce((before, step) => withoutPart(flow, before, step, messageId), conversation);
  const { path } = conversation;
  const reopened = path.findIndex((step) => steps.includes(step) && !Object.hasOwn(without.answers, step));
  const at = path[reopened];
  return at === undefined ? without : { ...without, at, path: path.slice(0, reopened), misses: 0 };
}

function withoutPart(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  messageId: string,
): Conversation {
  const { [step]: value, ...answers } = conversation.answers;
  const { [step]: messages = [], ...sources } = conversation.sources;
  const index = messages.indexOf(messageId);
  const rest =
    value === undefined || value === null ? undefined : stepOf(flow, step).field.without?.(value, index);
  if (rest === undefined) return { ...conversation, answers, sources };
  const left = messages.filter((_message, at) => at !== index);
  return {
    ...conversation,
    answers: Object.fromEntries([...Object.entries(answers), [step, rest]]),
    sources: Object.fromEntries([...Object.entries(sources), [step, left]]),
  };
}
