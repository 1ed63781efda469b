import type { TextKey } from '../core/texts';
import { tidy } from '../speech/typed';
import { lengthOf } from '../speech/wording';
import { readCommand } from '../speech/words';
import { keptBeside } from './beside';
import { discover } from './discovering';
import type { AnyFlow, Conversation, Field, Reading, Said } from './flow';
import type { Heard, Note } from './notes';
import { receivedAs, withNotes } from './notes';
import type { Refusal } from './outcome';
import { unsentPart } from './unsent';
import type { Moment } from './walk';
import {
  isNothing,
  keepingOnly,
  partsOf,
  reachable,
  REVIEW,
  stepOf,
  turnOf,
  withAnswer,
  withPart,
} from './walk';

/** What became of something that was sent. */
export type TakenIn =
  { ok: true; conversation: Conversation; heard: Heard; step?: string } | ({ ok: false } & Refusal);

/**
 * Puts what was sent where it fits best: the open question, else the answer it is one for, else the answer the
 * flow names for its kind, else beside the draft. What it says about other answers is found in it. Refused is
 * only what fits nowhere; then nothing changes.
 */
export async function takeIn(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
  heard: Heard,
): Promise<TakenIn> {
  const asked = await atQuestion(flow, conversation, input, moment, heard);
  if (asked.ok) return settled(flow, asked, input, moment, withReplaced(conversation, asked, heard), true);
  if (asked.excerpt !== undefined || asked.miss === false) return asked;
  const elsewhere = await atSlot(flow, conversation, input, moment, heard);
  if (elsewhere?.ok === true) return settled(flow, elsewhere, input, moment, heard, false);
  const kept = keptBeside(flow, conversation, input, heard, elsewhere?.ok === false);
  if (kept !== undefined || elsewhere === undefined) return kept ?? asked;
  // Where neither takes it, what is asked says why, if it is of its kind.
  const { at } = conversation;
  if (at === REVIEW || !stepOf(flow, at).field.accepts.includes(input.kind)) return elsewhere;
  const own = await put(flow, conversation, at, input, moment, { joins: false });
  return own.ok ? settled(flow, own, input, moment, heard, true) : own;
}

/** Says what a new file has taken the place of. */
function withReplaced(
  { at, replacing, answers }: Conversation,
  { conversation }: { conversation: Conversation },
  heard: Heard,
): Heard {
  if (replacing === undefined || conversation.replacing !== undefined) return heard;
  const before = answers[at];
  const number = replacing.index === undefined && Array.isArray(before) ? before.length : 1;
  return withNotes(heard, { kind: 'told', said: { key: 'listening.replaced', params: { number } } });
}

/**
 * Puts what was sent into the open question alone; `undefined`: it is no answer to it, and asks for no other
 * list.
 */
export async function takeAsked(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
  heard: Heard,
): Promise<TakenIn | undefined> {
  const isClosed = conversation.at !== REVIEW && stepOf(flow, conversation.at).field.isOpenEnded !== true;
  const asked = isClosed ? await atQuestion(flow, conversation, input, moment, heard) : undefined;
  if (asked?.ok === true) return settled(flow, asked, input, moment, heard, true);
  return asked?.miss === false ? asked : undefined;
}

type Slotted = { ok: true; conversation: Conversation; step: string } | ({ ok: false } & Refusal);

/** The open question; further words of the turn that began a story belong to the story. */
async function atQuestion(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
  { into }: Heard,
): Promise<Slotted> {
  const { at } = conversation;
  if (at === REVIEW) return { ok: false, problem: 'conversation.review.sendOrEdit' };
  const { field } = stepOf(flow, at);
  const isTold = input.kind === 'text' && field.isOpenEnded === true && at !== (into ?? flow.takes?.text);
  const tellsStory =
    isTold && (into !== undefined || (await saysSomethingElse(flow, conversation, input, moment)));
  if (tellsStory || !field.accepts.includes(input.kind)) return { ok: false, problem: kindWanted(field) };
  return put(flow, conversation, at, input, moment, { joins: into === at });
}

/** Letters from which on words that name no place are rather more of the story than the place asked for. */
const LONG = 60;

/** A long text in which a question that knows what it looks for finds nothing, where a story takes it. */
async function saysSomethingElse(
  flow: AnyFlow,
  conversation: Conversation,
  { text }: { text: string },
  moment: Moment,
): Promise<boolean> {
  const { field } = stepOf(flow, conversation.at);
  if (flow.takes?.text === undefined || field.find === undefined || lengthOf(tidy(text)) < LONG) return false;
  return (await field.find(tidy(text), turnOf(conversation, moment))) === undefined;
}

/** The slot that takes what the open question does not; `undefined`: there is none. */
async function atSlot(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
  { into }: Heard,
): Promise<Slotted | undefined> {
  if (input.kind !== 'text' && input.kind !== 'file' && input.kind !== 'place') return undefined;
  // A command that means nothing at this question is no part of a story.
  if (input.kind === 'text' && readCommand(input.text) !== undefined) return undefined;
  const { at } = conversation;
  const claimed =
    input.kind === 'text' && into === undefined
      ? await claimedBy(flow, conversation, input, moment)
      : undefined;
  if (claimed !== undefined) return claimed;
  const step = (input.kind === 'text' ? into : undefined) ?? flow.takes?.[input.kind];
  if (step === undefined || (step === at && into === undefined)) return undefined;
  return put(flow, conversation, step, input, moment, { joins: true });
}

/** An answer still missing that the whole text is: a telephone number while a name is asked for. */
async function claimedBy(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
): Promise<Slotted | undefined> {
  for (const step of reachable(flow, conversation, moment)) {
    const { field } = stepOf(flow, step);
    const isClosed = field.find !== undefined && field.isOpenEnded !== true;
    if (step === conversation.at || !isClosed || !isNothing(conversation.answers[step])) continue;
    const taken = await put(flow, conversation, step, input, moment, { joins: false });
    if (taken.ok) return taken;
  }
  return undefined;
}

/** Reads an input into a step's answer; where it `joins`, it comes behind what is there. */
async function put(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  input: Said,
  moment: Moment,
  { joins }: { joins: boolean },
): Promise<Slotted> {
  const { field } = stepOf(flow, step);
  const { replacing, ...kept } = conversation;
  if (replacing !== undefined && step === conversation.at && input.kind === 'file')
    return put(flow, withoutReplaced(flow, kept, step, replacing), step, input, moment, { joins });
  const before = conversation.answers[step] ?? undefined;
  const part = await field.read(input, turnOf(conversation, moment), before);
  if (!part.ok) return part;
  const source = 'source' in input ? input.source : undefined;
  const isMore = joins && field.join !== undefined && !isNothing(before);
  if (!isMore)
    return { ok: true, step, conversation: withAnswer(flow, conversation, step, part.value, source) };
  const joined = joinedWith(field, partsOf(conversation, step), part.value);
  if (!joined.ok) return joined;
  const values = { part: part.value, joined: joined.value, source };
  return { ok: true, step, conversation: withPart(flow, conversation, step, values) };
}

/** Without what is replaced: the new one has come. */
function withoutReplaced(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  { index }: { index?: number },
): Conversation {
  return index === undefined
    ? keepingOnly(conversation, (name) => name !== step)
    : unsentPart(flow, conversation, step, index);
}

function joinedWith(field: Field<object>, before: readonly unknown[], part: object): Reading<unknown> {
  return field.join?.([...(before as readonly object[]), part]) ?? { ok: true, value: part };
}

/** Notes where it went, and looks what else it says. */
async function settled(
  flow: AnyFlow,
  { conversation, step }: Extract<Slotted, { ok: true }>,
  input: Said,
  moment: Moment,
  heard: Heard,
  asked: boolean,
): Promise<Extract<TakenIn, { ok: true }>> {
  const { field } = stepOf(flow, step);
  const isStory = step === flow.takes?.text && input.kind === 'text';
  const isPart = field.join !== undefined || field.without !== undefined;
  const what = isPart ? receivedAs(input) : 'answer';
  const taken: Note = { kind: 'taken', step, what, asked };
  const isRepeated = asked && input.kind === 'text' && field.repeats?.(input.text) === true;
  const chosen: readonly Note[] = isRepeated ? [{ kind: 'chosen', step }] : [];
  const found = isStory ? await discover(flow, conversation, input, moment) : { conversation, notes: [] };
  return {
    ok: true,
    step,
    conversation: found.conversation,
    heard: { ...withNotes(heard, taken, ...chosen, ...found.notes), ...(isStory ? { into: step } : {}) },
  };
}

/** What the question wants instead, named by its most particular kind of answer. */
function kindWanted({ accepts }: Field<unknown>): TextKey {
  if (accepts.includes('file')) return 'conversation.problem.filePlease';
  if (accepts.includes('place')) return 'conversation.problem.placePlease';
  if (accepts.includes('date')) return 'conversation.problem.datePlease';
  if (accepts.includes('choice')) return 'conversation.problem.choicePlease';
  return 'conversation.problem.textPlease';
}
