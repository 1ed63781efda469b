import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../core/errors';
import type { Actor } from './actor';
import type { AnyFlow, Conversation, Step, Turn } from './flow';

/** Who is talking, and when: a turn without its answers. */
export interface Moment {
  actor: Actor;
  now: Date;
}

export type Answers = Readonly<Record<string, unknown>>;
export type AnyStep = Step<Record<string, unknown>, string>;

/** The name of the place every flow with a review ends at. */
export const REVIEW = 'review';

/** What a flow's functions see: answers without those that were skipped. */
export function turnOf(answers: Answers, { actor, now }: Moment): Turn<Record<string, unknown>> {
  return { answers: given(answers), actor, now };
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
 * Goes from the flow's start over everything that is answered: `at` is the first question without an answer,
 * or `review`; `path` the answered ones before it. Throws `flow-in-a-circle`.
 */
function walk(flow: AnyFlow, answers: Answers, moment: Moment): { at: string; path: string[] } {
  const path: string[] = [];
  let at: string = flow.start;
  while (at !== REVIEW && Object.hasOwn(answers, at)) {
    if (path.includes(at)) throw new AppError('flow-in-a-circle', `flow ${flow.name} comes back to ${at}`);
    path.push(at);
    const { next } = stepOf(flow, at);
    at = typeof next === 'function' ? next(turnOf(answers, moment)) : next;
  }
  return { at, path };
}

/** Goes on to the next open question; at the review, answers of branches that were left are dropped. */
export function goOn(flow: AnyFlow, conversation: Conversation, moment: Moment): Conversation {
  const { at, path } = walk(flow, conversation.answers, moment);
  if (at !== REVIEW) return { ...conversation, at, path };
  const { answers, sources } = conversation;
  const reached = { ...conversation, at, path, answers: only(answers, path), sources: only(sources, path) };
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
  const changed = !isDeepStrictEqual(conversation.answers[step], value);
  const forgotten = changed ? (stepOf(flow, step).forgets ?? []) : [];
  const kept = (name: string) => !forgotten.includes(name) && name !== step;
  const sources = sourcesAfter(flow, conversation, step, { value, source, changed });
  const emptied = Array.isArray(value) && value.length === 0;
  return {
    ...conversation,
    answers: { ...only(conversation.answers, kept), ...(emptied ? {} : { [step]: value }) },
    sources: { ...only(conversation.sources, kept), ...(sources.length === 0 ? {} : { [step]: sources }) },
  };
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
  wanted: readonly string[] | ((name: string) => boolean),
): Record<string, T> {
  const isWanted = typeof wanted === 'function' ? wanted : (name: string) => wanted.includes(name);
  return Object.fromEntries(Object.entries(record).filter(([name]) => isWanted(name)));
}
