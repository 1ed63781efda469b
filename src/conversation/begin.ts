import { Explainable } from '../core/errors';
import { present } from '../core/present';
import type { Asked, Wording } from '../speech/prompt';
import { discover } from './discovering';
import type { AnyFlow, Beside, Conversation, Field, Input, Reading } from './flow';
import type { FileAnswer, Known } from './known';
import type { Heard, Note } from './notes';
import { receivedAs } from './notes';
import type { Onward } from './onward';
import { onward } from './onward';
import { idleUntil } from './outcome';
import { fileIdsIn } from './stored-drafts';
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
  /** What the messages before have come to, of those that wait together. */
  heard?: Heard;
}

/**
 * Begins a flow: what is known beforehand is read by the fields like a typed answer, then the first question
 * without an answer is asked. A known answer that its field refuses is left out and its problem said.
 * `undefined`: this person may not start the flow.
 */
export async function begin(flow: AnyFlow, beginning: Beginning): Promise<Onward | undefined> {
  if (!flow.mayStart(beginning.actor)) return undefined;
  const known = await knownBy(flow, beginning);
  const { conversation: answered, notes } = await filled(
    flow,
    fresh(flow, beginning),
    known.answers,
    beginning,
  );
  const conversation = withBeside(flow, answered, beginning);
  const told = known.problems.map((said): Note => ({ kind: 'told', said }));
  const into = flow.takes?.text;
  const isStory = into !== undefined && !isNothing(conversation.answers[into]);
  const before = beginning.heard?.notes ?? [];
  const heard = { notes: [...before, ...told, ...notes], ...(isStory ? { into } : {}) };
  return onward(flow, conversation, beginning, heard);
}

/** With what was sent already and no answer of this flow takes: it is shown, handed on or told like all else beside. */
function withBeside(flow: AnyFlow, conversation: Conversation, { known, source }: Beginning): Conversation {
  const { files = [], place } = known ?? {};
  const beside: Beside[] = [
    ...(flow.takes?.file === undefined ? files : [])
      .filter(({ fileId }) => !fileIdsIn(conversation.answers).includes(fileId))
      .map((file): Beside => ({ kind: 'file', ...file, ...present({ source }) })),
    ...(place === undefined || flow.takes?.place !== undefined
      ? []
      : [{ kind: 'place', place, ...present({ source }) } as const]),
  ];
  return beside.length === 0 ? conversation : { ...conversation, beside };
}

/** What is known; what does not hold says nothing, and its problem is told. */
async function knownBy(
  flow: AnyFlow,
  beginning: Beginning,
): Promise<{ answers: Answers; problems: readonly Wording[] }> {
  const { known } = beginning;
  if (known === undefined) return { answers: {}, problems: [] };
  try {
    const answers = await flow.prefill?.(known, turnOf({ answers: {} }, beginning));
    return { answers: answers ?? {}, problems: [] };
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
    return { answers: {}, problems: [{ key: error.text, params: error.params }] };
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
  beginning: Beginning,
): Promise<{ conversation: Conversation; notes: readonly Note[] }> {
  let conversation = empty;
  const notes: Note[] = [];
  for (const [step, value] of Object.entries(known)) {
    if (isNothing(value)) continue;
    const { field } = stepOf(flow, step);
    for (const part of field.stayOpen !== undefined && Array.isArray(value)
      ? (value as unknown[])
      : [value]) {
      const asked = { conversationId: conversation.id, step };
      const soFar = conversation.answers[step] ?? undefined;
      const turn = turnOf(conversation, beginning);
      const reading = await readKnown(field, part, asked, (input) => field.read(input, turn, soFar));
      if (reading.ok) {
        conversation = withAnswer(flow, conversation, step, reading.value, beginning.source);
        notes.push({
          kind: 'taken',
          step,
          what: isFile(part) ? receivedAs({ kind: 'file', ...part }) : 'answer',
          asked: false,
        });
      } else notes.push(...refusedPart(part, step === flow.takes?.text), toldWhy(reading));
    }
  }
  const story = flow.takes?.text === undefined ? undefined : known[flow.takes.text];
  if (typeof story !== 'string') return { conversation, notes };
  const said = { text: story, ...present({ source: beginning.source }) };
  const found = await discover(flow, conversation, said, beginning);
  return { conversation: found.conversation, notes: [...notes, ...found.notes] };
}

function toldWhy({ problem, params = {} }: Refused): Note {
  return { kind: 'told', said: { key: problem, params } };
}

type Refused = Extract<Reading<unknown>, { ok: false }>;

/** What somebody sent themselves and no answer took. */
function refusedPart(part: unknown, isStory: boolean): readonly Note[] {
  if (isFile(part)) return [{ kind: 'refused', what: receivedAs({ kind: 'file', ...part }) }];
  return isStory && typeof part === 'string' ? [{ kind: 'refused', what: 'words', said: part }] : [];
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
