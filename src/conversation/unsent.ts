import type { AnyFlow, Conversation } from './flow';
import { keepingOnly, stepOf } from './walk';

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
  const beside = conversation.beside?.filter(({ source }) => source !== messageId);
  if (steps.length === 0 && beside?.length === conversation.beside?.length) return undefined;
  const kept: Conversation = { ...conversation, ...(beside === undefined ? {} : { beside }) };
  const without = steps.reduce(
    (before, step) => unsentPart(flow, before, step, before.sources[step]?.indexOf(messageId) ?? -1),
    kept,
  );
  const { path } = conversation;
  const reopened = path.findIndex((step) => steps.includes(step) && isAskedAgain(flow, without, step));
  const at = path[reopened];
  return at === undefined
    ? { ...without, path: path.filter((step) => Object.hasOwn(without.answers, step)) }
    : { ...without, at, path: path.slice(0, reopened), misses: 0 };
}

function isAskedAgain(flow: AnyFlow, { answers }: Conversation, step: string): boolean {
  return !Object.hasOwn(answers, step) && stepOf(flow, step).offered === undefined;
}

/** The conversation without one part of an answer: the answer goes with its last part. */
export function unsentPart(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  index: number,
): Conversation {
  const { [step]: value, ...answers } = conversation.answers;
  const parts = conversation.parts?.[step]?.filter((_part, at) => at !== index);
  const rest =
    value === undefined || value === null
      ? undefined
      : parts === undefined
        ? stepOf(flow, step).field.without?.(value, index)
        : joinedAgain(flow, step, parts);
  const others = keepingOnly(conversation, (name) => name !== step);
  if (rest === undefined) return others;
  const left = (conversation.sources[step] ?? []).filter((_message, at) => at !== index);
  return {
    ...others,
    // In its old place among the others.
    answers: Object.fromEntries([...Object.entries(answers), [step, rest]]),
    sources: { ...others.sources, [step]: left },
    ...(parts === undefined ? {} : { parts: { ...others.parts, [step]: parts } }),
  };
}

function joinedAgain(flow: AnyFlow, step: string, parts: readonly unknown[]): unknown {
  const reading = stepOf(flow, step).field.join?.(parts as readonly object[]);
  return parts.length > 0 && reading?.ok === true ? reading.value : undefined;
}
