import { Explainable } from '../core/errors';
import type { Asked, Prompt } from '../speech/prompt';
import { explain } from '../speech/prompt';
import type { Onward } from './advance';
import { onward } from './advance';
import type { AnyFlow, Conversation, Field, Input, Reading } from './flow';
import type { FileAnswer, Known } from './known';
import { idleUntil } from './outcome';
import type { Answers, Moment } from './walk';
import { isNothing, stepOf, turnOf, withAnswer } from './walk';

/** How a conversation comes about. */
export interface Beginning extends Moment {
  /** Of the new conversation, see there. */
  id: string;
  once: string;
  /** What the opening button or message already says; read by the flow's `prefill`. */
  known?: Known;
  /** The message `known` comes from, so that unsending it takes the answer back. */
  source?: string;
}

/**
 * Begins a flow: what is known beforehand is read by the fields like a typed answer, then the first question
 * without an answer is asked. A known answer that its field refuses is left out and its problem said.
 * `undefined`: this person may not start the flow.
 */
export async function begin(flow: AnyFlow, beginning: Beginning): Promise<Onward | undefined> {
  const { actor, now } = beginning;
  if (!flow.mayStart(actor)) return undefined;
  const known = await knownBy(flow, beginning);
  const { conversation, problems } = await filled(flow, fresh(flow, beginning), known.answers, beginning);
  const outcome = await onward(flow, conversation, { actor, now });
  const before = [...known.problems, ...problems];
  return before.length === 0 || !('prompts' in outcome)
    ? outcome
    : { ...outcome, prompts: [...before, ...outcome.prompts] };
}

/** What is known; what does not hold says nothing, and its problem is told. */
async function knownBy(
  flow: AnyFlow,
  beginning: Beginning,
): Promise<{ answers: Answers; problems: readonly Prompt[] }> {
  const { known } = beginning;
  if (known === undefined) return { answers: {}, problems: [] };
  try {
    const answers = await flow.prefill?.(known, turnOf({}, beginning));
    return { answers: answers ?? {}, problems: [] };
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    return { answers: {}, problems: [explain(error.text, error.params)] };
  }
}

/** The flow's conversation with nothing answered yet. */
function fresh(flow: AnyFlow, { id, once, now }: Beginning): Conversation {
  return {
    id,
    once,
    flow: flow.name,
    version: flow.version,
    at: flow.start,
    answers: { ...flow.assumed },
    sources: {},
    path: [],
    misses: 0,
    startedAt: now,
    expiresAt: idleUntil(flow, now),
  };
}

async function filled(
  flow: AnyFlow,
  empty: Conversation,
  known: Answers,
  { actor, now, source }: Beginning,
): Promise<{ conversation: Conversation; problems: readonly Prompt[] }> {
  let conversation = empty;
  const problems: Prompt[] = [];
  for (const [step, value] of Object.entries(known)) {
    if (isNothing(value)) continue;
    const { field } = stepOf(flow, step);
    for (const part of field.stayOpen !== undefined && Array.isArray(value)
      ? (value as unknown[])
      : [value]) {
      const asked = { conversationId: conversation.id, step };
      const soFar = conversation.answers[step] ?? undefined;
      const turn = turnOf(conversation.answers, { actor, now });
      const reading = await readKnown(field, part, asked, (input) => field.read(input, turn, soFar));
      if (reading.ok) conversation = withAnswer(flow, conversation, step, reading.value, source);
      else problems.push(explain(reading.problem, reading.params));
    }
  }
  return { conversation, problems };
}

/** A known answer as the input it would have come by; what no input can carry is the flow's own value. */
async function readKnown(
  field: Field<object>,
  value: unknown,
  asked: Asked,
  read: (input: Input) => ReturnType<Field<object>['read']>,
): Promise<Reading<unknown>> {
  const inputs = inputsFor(value, asked).filter((input) => field.accepts.includes(input.kind));
  let reading: Reading<unknown> = { ok: true, value };
  for (const input of inputs) {
    reading = await read(input);
    if (reading.ok) return reading;
  }
  return reading;
}

function inputsFor(value: unknown, asked: Asked): readonly Input[] {
  if (typeof value === 'number') return [{ kind: 'text', text: String(value) }];
  if (typeof value === 'string')
    return [
      { kind: 'choice', value, asked },
      { kind: 'date', date: value, asked },
      { kind: 'text', text: value },
    ];
  return isFile(value) ? [{ kind: 'file', ...value }] : [];
}

function isFile(value: unknown): value is FileAnswer {
  return typeof value === 'object' && value !== null && 'fileId' in value && 'mediaType' in value;
}
