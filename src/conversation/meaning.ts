import { text } from '../core/texts';
import { findTyped, plain, readItemNumber } from '../speech/typed';
import { readCommand, readEdit, saysContinue, saysKeep, saysSend } from '../speech/words';
import type { AnyFlow, Conversation, Said } from './flow';
import { askedAt, KEEP, SEND, STAY } from './questions';
import type { Moment } from './walk';
import { isNothing, REVIEW, stepOf } from './walk';

/** What a typed text stands for where the conversation is: a button's typed equivalent becomes the button. */
export function asPressed(flow: AnyFlow, conversation: Conversation, input: Said, moment: Moment): Said {
  if (input.kind !== 'text') return input;
  if (saysContinue(input.text)) return { kind: 'choice', value: STAY, asked: askedAt(conversation) };
  return conversation.at === REVIEW
    ? atReview(flow, conversation, input, moment)
    : atQuestion(flow, conversation, input, moment);
}

type Typed = Extract<Said, { kind: 'text' }>;

function atReview(flow: AnyFlow, conversation: Conversation, input: Typed, moment: Moment): Said {
  if (saysSend(input.text, text(moment.actor.locale, flow.send)))
    return { kind: 'choice', value: SEND, asked: askedAt(conversation) };
  const command = readCommand(input.text);
  if (command !== undefined) return { kind: 'command', command };
  const rest = readEdit(input.text);
  return rest === undefined ? input : editOf(flow, conversation, rest, moment);
}

function atQuestion(flow: AnyFlow, conversation: Conversation, input: Typed, moment: Moment): Said {
  const { at, answers } = conversation;
  const { field, optional, skipLabel } = stepOf(flow, at);
  const skip = skipLabel === undefined ? undefined : plain(text(moment.actor.locale, skipLabel));
  if (optional === true && plain(input.text) === skip) return { kind: 'command', command: 'skip' };
  if (saysKeep(input.text) && !isNothing(answers[at]))
    return { kind: 'choice', value: KEEP, asked: askedAt(conversation) };
  const command = readCommand(input.text);
  // "Done" and "not given" may be the label of a choice where there is nothing to finish or to skip.
  const mayBeLabel =
    (command === 'finish' && field.stayOpen === undefined) ||
    (command === 'skip' && optional !== true && field.accepts.includes('choice'));
  return command === undefined || mayBeLabel ? input : { kind: 'command', command };
}

/** "Edit 2", or "edit" with the title of the answer. */
function editOf(flow: AnyFlow, { path, ...rest }: Conversation, named: string, moment: Moment): Said {
  const number = readItemNumber(named);
  const titles = path.map((step) => text(moment.actor.locale, stepOf(flow, step).title));
  const found = number === undefined ? findTyped(named, titles) : [number - 1];
  const step = found.length === 1 ? path[found[0] ?? -1] : undefined;
  if (step === undefined) return { kind: 'unusable', problem: 'conversation.review.whichOne' };
  return { kind: 'edit', step, asked: askedAt(rest) };
}
