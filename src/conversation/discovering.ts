import { isDeepStrictEqual } from 'node:util';
import { tidy } from '../speech/typed';
import type { AnyFlow, Conversation } from './flow';
import type { Note } from './notes';
import type { Moment } from './walk';
import { isNothing, reachable, stepOf, turnOf, withAnswer } from './walk';

/** What a sentence says about answers that nobody has given yet. */
export async function discover(
  flow: AnyFlow,
  conversation: Conversation,
  { text, source }: { text: string; source?: string },
  moment: Moment,
): Promise<{ conversation: Conversation; notes: readonly Note[] }> {
  let next = conversation;
  const notes: Note[] = [];
  for (const step of reachable(flow, conversation, moment)) {
    const { field } = stepOf(flow, step);
    if (step === flow.takes?.text || !isNothing(next.answers[step])) continue;
    const value = await field.find?.(tidy(text), turnOf(next, moment));
    if (value === undefined || isDeepStrictEqual(value, next.answers[step])) continue;
    const answered = withAnswer(flow, next, step, value, source);
    next = { ...answered, found: [...(answered.found ?? []), step] };
    notes.push({ kind: 'found', step });
  }
  return { conversation: next, notes };
}
