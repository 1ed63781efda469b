import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../core/errors';
import { present } from '../core/present';
import type { Actor } from './actor';
import type { AnyFlow, Conversation, Step, Turn } from './flow';
import type { Memory } from './memory';

/** Who is talking, and when: a turn without its answers. */
export interface Moment {
  actor: Actor;
  now: Date;
  memory?: Memory;
}

/** Answers by the names of their steps, as they are kept; `null`: asked and skipped. */
export type Answers = Readonly<Record<string, unknown>>;
/** A step of `AnyFlow`. */
export type AnyStep = Step<Record<string, unknown>, string>;

/** The name of the place every flow with a review ends at. */
export const REVIEW = 'review';

/** What a flow's functions see: answers without those that were skipped. */
export function turnOf(
  { answers, beside }: Pick<Conversation, 'answers' | 'beside'>,
  { actor, now, memory }: Moment,
): Turn<Record<string, unknown>> {
  return { answers: given(answers), actor, now, ...present({ beside, memory }) };
}

/** Stored answers without those that were skipped. */
export function given(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null));
}

/** What its person has answered: without what was skipped and what the flow assumes. */
export function ownAnswers({ assumed = {} }: AnyFlow, { answers }: Conversation): Answers {
  const own = Object.entries(given(answers)).filter(
    ([step, value]) => !isDeepStrictEqual(value, assumed[step]),
  );
  return Object.fromEntries(own);
}

/** True while its person has given no answer: nothing is lost when it gives way to another. */
export function isUntouched(flow: AnyFlow, conversation: Conversation): boolean {
  return Object.keys(ownAnswers(flow, conversation)).length === 0;
}

/** The step of this name. Throws `no-such-step`: a defect of the flow, which the all-flows suite finds. */
export function stepOf(flow: AnyFlow, name: string): AnyStep {
  const steps: Readonly<Record<string, AnyStep>> = flow.steps;
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (step === undefined) throw new AppError('no-such-step', `flow ${flow.name} has no step ${name}`);
  return step;
}

/**
 * Goes from the flow's start over everything that is answered or never asked: `at` is the first question
 * without an answer, or `review`; `path` the answered ones before it. Throws `flow-in-a-circle`.
 */
function walk(flow: AnyFlow, conversation: Conversation, moment: Moment): { at: string; path: string[] } {
  const path: string[] = [];
  const passed: string[] = [];
  let at: string = flow.start;
  while (at !== REVIEW) {
    if (passed.includes(at)) throw new AppError('flow-in-a-circle', `flow ${flow.name} comes back to ${at}`);
    const isAnswered = Object.hasOwn(conversation.answers, at);
    if (!isAnswered && stepOf(flow, at).offered === undefined) break;
    passed.push(at);
    if (isAnswered) path.push(at);
    at = after(flow, at, conversation, moment);
  }
  return { at, path };
}

/** All steps that the answers lead over, whether they are answered or not, in their order. */
export function reachable(flow: AnyFlow, conversation: Conversation, moment: Moment): readonly string[] {
  const steps: string[] = [];
  for (let at: string = flow.start; at !== REVIEW && !steps.includes(at);) {
    steps.push(at);
    at = after(flow, at, conversation, moment);
  }
  return steps;
}

function after(flow: AnyFlow, step: string, conversation: Conversation, moment: Moment): string {
  const { next } = stepOf(flow, step);
  return typeof next === 'function' ? next(turnOf(conversation, moment)) : next;
}

/** Goes on to the next open question; at the review, answers of branches that were left are dropped. */
export function goOn(flow: AnyFlow, conversation: Conversation, moment: Moment): Conversation {
  const { at, path } = walk(flow, conversation, moment);
  if (at !== REVIEW) return { ...conversation, at, path };
  const reached = keepingOnly({ ...conversation, at, path }, (step) => path.includes(step));
  delete reached.editing;
  return reached;
}

/** The conversation with one answer put in (`null`: skipped); what it contradicts is forgotten. */
export function withAnswer(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  value: unknown,
  source?: string,
): Conversation {
  const before = conversation.answers[step];
  const changed = !isDeepStrictEqual(before, value);
  const forgotten = changed ? forgottenBy(flow, step, before, value) : [];
  const sources = sourcesAfter(flow, conversation, step, { value, source, changed });
  const others = keepingOnly(conversation, (name) => !forgotten.includes(name) && name !== step);
  const emptied = Array.isArray(value) && value.length === 0;
  return {
    ...others,
    answers: { ...others.answers, ...(emptied ? {} : { [step]: value }) },
    sources: { ...others.sources, ...(sources.length === 0 ? {} : { [step]: sources }) },
  };
}

/** The conversation with `part` behind what an answer is made of already; `joined`: all of it as one. */
export function withPart(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  { part, joined, source = '' }: { part: unknown; joined: unknown; source?: string | undefined },
): Conversation {
  const parts = partsOf(conversation, step);
  const before = conversation.sources[step] ?? [];
  const sources = [...parts.map((_part, index) => before[index] ?? ''), source];
  const answered = withAnswer(flow, conversation, step, joined);
  return {
    ...answered,
    sources: { ...answered.sources, [step]: sources },
    parts: { ...answered.parts, [step]: [...parts, part] },
  };
}

/** What an answer is made of. */
export function partsOf({ answers, parts }: Conversation, step: string): readonly unknown[] {
  const answer = answers[step];
  return parts?.[step] ?? (isNothing(answer) ? [] : [answer]);
}

/** Without the answers of other steps, and all that is known about them. */
export function keepingOnly(conversation: Conversation, isKept: (step: string) => boolean): Conversation {
  const { answers, sources, parts, found, ...rest } = conversation;
  const left = found?.filter(isKept) ?? [];
  return {
    ...rest,
    answers: only(answers, isKept),
    sources: only(sources, isKept),
    ...(parts === undefined ? {} : { parts: only(parts, isKept) }),
    ...(left.length === 0 ? {} : { found: left }),
  };
}

function forgottenBy(flow: AnyFlow, step: string, before: unknown, after: unknown): readonly string[] {
  const { forgets = [] } = stepOf(flow, step);
  return typeof forgets === 'function' ? forgets({ before: before ?? undefined, after }) : forgets;
}

/** A step of several parts keeps one source for each, an empty one where the input had none. */
function sourcesAfter(
  flow: AnyFlow,
  { sources }: Conversation,
  step: string,
  { value, source, changed }: { value: unknown; source: string | undefined; changed: boolean },
): readonly string[] {
  if (isNothing(value)) return [];
  if (stepOf(flow, step).field.without === undefined) return source === undefined ? [] : [source];
  return changed ? [...(sources[step] ?? []), source ?? ''] : (sources[step] ?? []);
}

/** True for what counts as no answer yet: nothing, skipped, or a list emptied again. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function only<T>(
  record: Readonly<Record<string, T>>,
  isWanted: (name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isWanted(name)));
}
