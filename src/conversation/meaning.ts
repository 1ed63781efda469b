import { text } from '../core/texts';
import { plain, plainLabel } from '../speech/typed';
import {
  readAdd,
  readChangeOf,
  readChangeTo,
  readCommand,
  readEdit,
  readRemove,
  readReplace,
  saysClear,
  saysContinue,
  saysCourtesy,
  saysKeep,
  saysNo,
  saysNoFiles,
  saysNothing,
  saysSend,
  saysWrong,
  saysYes,
} from '../speech/words';
import { amended } from './amending';
import type { AnyFlow, Conversation, Said } from './flow';
import { partNamed, stepNamed, stepOffered } from './naming';
import { askedAt, CLEAR, KEEP, REMOVE, SEND, STAY } from './questions';
import type { Moment } from './walk';
import { isNothing, REVIEW, stepOf } from './walk';

/** What somebody says to a conversation beside answering it. */
export type Meant =
  | Said
  /** "That is wrong", "edit", and not what. */
  | { kind: 'which'; said: Typed }
  /** "Change it to …". */
  | { kind: 'change-to'; said: Typed; to: string; step?: string }
  /** What was told, put right within it. */
  | { kind: 'amended'; conversation: Conversation; step: string }
  /** An answer, or one part of it, shall go. */
  | { kind: 'remove'; step: string; index?: number }
  /** "Change the picture": an answer in parts, or one of them, is to be given anew. */
  | { kind: 'replace'; step: string; index?: number }
  /** "I have no photos": nothing to wait for. */
  | { kind: 'no-files' }
  /** Thanks, a greeting. */
  | { kind: 'courtesy' };

type Typed = Extract<Said, { kind: 'text' }>;

/** What a typed text stands for where the conversation is: a button's typed equivalent becomes the button. */
export function asPressed(flow: AnyFlow, conversation: Conversation, input: Said, moment: Moment): Meant {
  if (input.kind !== 'text') return input;
  const pressed = (value: string): Said => ({ kind: 'choice', value, asked: askedAt(conversation) });
  if (saysContinue(input.text)) return pressed(STAY);
  const { asking } = conversation;
  if (asking !== undefined && 'remove' in asking) {
    const removes = saysYes(input.text) || readRemove(input.text) === '';
    if (removes) return pressed(REMOVE);
    if (saysNo(input.text)) return pressed(STAY);
  }
  const byWord =
    conversation.at === REVIEW
      ? atReview(flow, input, moment, pressed)
      : atQuestion(flow, conversation, input, moment, pressed);
  return byWord ?? corrected(flow, conversation, input, moment) ?? input;
}

type Press = (value: string) => Said;

function atReview(flow: AnyFlow, { text: typed }: Typed, moment: Moment, pressed: Press): Meant | undefined {
  if (saysSend(typed, text(moment.actor.locale, flow.send))) return pressed(SEND);
  const command = readCommand(typed);
  if (command !== undefined) return { kind: 'command', command };
  return saysNothing(typed) ? { kind: 'courtesy' } : undefined;
}

function atQuestion(
  flow: AnyFlow,
  conversation: Conversation,
  { text: typed }: Typed,
  moment: Moment,
  pressed: Press,
): Meant | undefined {
  const { at, answers } = conversation;
  const { field, optional } = stepOf(flow, at);
  const isAnswered = !isNothing(answers[at]);
  if (isAnswered && field.without !== undefined && saysClear(typed)) return pressed(CLEAR);
  if (optional === true && skips(flow, at, typed, moment))
    return { kind: 'command', command: isAnswered ? 'finish' : 'skip' };
  if (isAnswered && saysKeep(typed)) return pressed(KEEP);
  const command = readCommand(typed);
  // "Done" and "not given" may be the label of a choice where there is nothing to finish or to skip.
  const mayBeLabel =
    (command === 'finish' && field.stayOpen === undefined) ||
    (command === 'skip' && optional !== true && field.accepts.includes('choice'));
  return command === undefined || mayBeLabel ? undefined : { kind: 'command', command };
}

/** What is said instead of an answer that need not be given. */
function skips(flow: AnyFlow, step: string, typed: string, { actor }: Moment): boolean {
  const { skipLabel, field } = stepOf(flow, step);
  const label = skipLabel === undefined ? undefined : plainLabel(text(actor.locale, skipLabel));
  const saysNone = saysNothing(typed) || field.saysNone?.(typed) === true;
  return plain(typed) === label || saysNone || (flow.takes?.file === step && saysNoFiles(typed));
}

/** Words that correct, remove or add; they must name something that is there, or else they tell a story. */
function corrected(
  flow: AnyFlow,
  conversation: Conversation,
  said: Typed,
  moment: Moment,
): Meant | undefined {
  const { text: typed } = said;
  const old = replaced(flow, conversation, typed, moment);
  if (old !== undefined) return { kind: 'replace', ...old };
  const step = editMeant(flow, conversation, typed, moment);
  if (step !== undefined) return { kind: 'edit', step, asked: askedAt(conversation) };
  const change = readChangeOf(typed);
  const changed = change && stepNamed(flow, conversation, change.named, moment);
  if (change !== undefined && changed !== undefined)
    return { kind: 'change-to', said, to: change.to, step: changed };
  const right = amended(flow, conversation, typed);
  if (right !== undefined) return { kind: 'amended', ...right };
  const to = readChangeTo(typed);
  if (to !== undefined) return { kind: 'change-to', said, to };
  const remove = readRemove(typed);
  const part = remove === undefined ? undefined : partNamed(flow, conversation, remove, moment);
  if (part !== undefined) return { kind: 'remove', ...part };
  if (isUnclear(typed)) return { kind: 'which', said };
  if (flow.takes?.file !== undefined && saysNoFiles(typed)) return { kind: 'no-files' };
  return saysCourtesy(typed) ? { kind: 'courtesy' } : undefined;
}

/** What shall be given anew, of an answer in parts. */
function replaced(
  flow: AnyFlow,
  conversation: Conversation,
  typed: string,
  moment: Moment,
): { step: string; index?: number } | undefined {
  const named = readReplace(typed);
  const part = named === undefined ? undefined : partNamed(flow, conversation, named, moment);
  if (part === undefined || isNothing(conversation.answers[part.step])) return undefined;
  return stepOf(flow, part.step).field.without === undefined ? undefined : part;
}

/** Which answer shall be given anew, or given at all. */
function editMeant(
  flow: AnyFlow,
  conversation: Conversation,
  typed: string,
  moment: Moment,
): string | undefined {
  const { asking } = conversation;
  const offered = stepOffered(flow, conversation, typed, moment);
  if (offered !== undefined) return offered;
  const isAsked = asking !== undefined && 'which' in asking;
  const names = [readAdd(typed), readEdit(typed), ...(isAsked ? [typed] : [])];
  const named = names.map((words = '') =>
    words === '' ? undefined : stepNamed(flow, conversation, words, moment),
  );
  return named.find((step) => step !== undefined);
}

/** A word for correcting alone, or with a number that nothing has. */
function isUnclear(typed: string): boolean {
  const edit = readEdit(typed);
  return saysWrong(typed) || (edit !== undefined && /^\d*$/.test(edit));
}
