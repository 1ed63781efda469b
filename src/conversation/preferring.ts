import { isDeepStrictEqual } from 'node:util';
import { plain, plainLabel } from '../speech/typed';
import { say } from '../speech/wording';
import { readRather } from '../speech/words';
import { answerInWords, LONGEST_NAMED } from './answer-in-words';
import { edit } from './correcting';
import type { AnyFlow, Conversation, Said } from './flow';
import type { Heard, Note } from './notes';
import { withNotes } from './notes';
import type { Outcome } from './outcome';
import { ask } from './outcome';
import type { Moment } from './walk';
import { isNothing, REVIEW, stepOf, turnOf, withAnswer } from './walk';

type Typed = Extract<Said, { kind: 'text' }>;

/** What somebody would rather have: an answer to what is asked, or another one to what they have answered. */
export type Preferred =
  { kind: 'answer'; said: Typed } | { kind: 'changed'; conversation: Conversation; step: string };

/**
 * "Rather anonymous": one of the choices of a question that was answered, said with a word that prefers it; where
 * nothing else is asked, or it was the question just before, by the whole label alone. `undefined`: nothing of it.
 */
export async function preferred(
  flow: AnyFlow,
  conversation: Conversation,
  said: Typed,
  moment: Moment,
): Promise<Preferred | undefined> {
  const { at, path } = conversation;
  const rather = readRather(said.text);
  const isClosed = at !== REVIEW && !isOpen(flow, at);
  if (isClosed && rather === undefined) return undefined;
  const typed = { ...said, text: rather ?? said.text };
  if (isClosed && (await stepOf(flow, at).field.read(typed, turnOf(conversation, moment), undefined)).ok)
    return { kind: 'answer', said: typed };
  const steps = at === REVIEW || rather !== undefined ? [...path].reverse() : path.slice(-1);
  for (const step of steps) {
    const value = await otherAnswer(flow, conversation, step, typed, moment, rather === undefined);
    if (value === undefined) continue;
    return { kind: 'changed', step, conversation: withAnswer(flow, conversation, step, value, said.source) };
  }
  return undefined;
}

/** What the text means as an answer to a closed question, if that is another than the one given. */
async function otherAnswer(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  typed: Typed,
  moment: Moment,
  isWhole: boolean,
): Promise<object | undefined> {
  const { field } = stepOf(flow, step);
  const before = conversation.answers[step];
  if (isNothing(before) || isOpen(flow, step) || !field.accepts.includes('text')) return undefined;
  const turn = turnOf(conversation, moment);
  const reading = await field.read(typed, turn, undefined);
  if (!reading.ok || isDeepStrictEqual(reading.value, before)) return undefined;
  const label = say(await field.show(reading.value, turn), moment.actor.locale);
  return isWhole && plainLabel(label) !== plain(typed.text) ? undefined : reading.value;
}

function isOpen(flow: AnyFlow, step: string): boolean {
  const { field } = stepOf(flow, step);
  return field.isOpenEnded === true || field.without !== undefined;
}

/** Asks for what shall stand in the place of an answer in parts; what is there stays until that has come. */
export async function askToReplace(
  flow: AnyFlow,
  conversation: Conversation,
  { step, index }: { step: string; index?: number },
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const whole = await answerInWords(flow, conversation, step, moment, LONGEST_NAMED);
  const note: Note = {
    kind: 'told',
    said:
      index === undefined
        ? { key: 'listening.replaceAll', params: { answer: whole ?? '' } }
        : { key: 'listening.replaceOne', params: { number: index + 1 } },
  };
  const asked = await edit(flow, conversation, step, moment, heard);
  if (asked.kind !== 'ask') return asked;
  const replacing = index === undefined ? {} : { index };
  return ask(flow, { ...asked.conversation, replacing }, moment, withNotes(heard, note));
}
