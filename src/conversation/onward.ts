import { text } from '../core/texts';
import type { AnyFlow, Conversation } from './flow';
import type { Heard, Note } from './notes';
import { NOTHING_HEARD, withNotes } from './notes';
import type { Outcome, Refusal } from './outcome';
import { ask } from './outcome';
import type { Moment } from './walk';
import { given, goOn, ownAnswers, REVIEW } from './walk';

/** Where a changed conversation can stand. */
export type Onward = Extract<Outcome, { kind: 'ask' | 'review' | 'complete' }>;

/** Goes on from a changed conversation: asks the next open question, shows the review, or is complete. */
export async function onward(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  heard: Heard = NOTHING_HEARD,
): Promise<Onward> {
  const going = { ...conversation, misses: 0 };
  delete going.replacing;
  const next = goOn(flow, going, moment);
  if (next.at === REVIEW && flow.review === false) return complete(next);
  return ask(flow, next, moment, withDropped(flow, conversation, next, heard));
}

/** The end of a conversation whose answers are all there. */
export function complete(conversation: Conversation): Extract<Outcome, { kind: 'complete' }> {
  return { kind: 'complete', conversation, answers: given(conversation.answers) };
}

/** What was answered and does not count any more is told. */
export function withDropped(flow: AnyFlow, before: Conversation, next: Conversation, heard: Heard): Heard {
  const dropped = Object.entries(ownAnswers(flow, before)).filter(
    ([step]) => !Object.hasOwn(next.answers, step),
  );
  const notes = dropped.map(([step, value]): Note => ({ kind: 'dropped', step, value }));
  return withNotes(heard, ...notes);
}

/** At the review only sending and correcting are answers. */
export function notSent(flow: AnyFlow, { actor }: Moment): Refusal {
  return { problem: 'conversation.review.sendOrEdit', params: { send: text(actor.locale, flow.send) } };
}
