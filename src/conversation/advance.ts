import { present } from '../core/present';
import { text } from '../core/texts';
import type { Wording } from '../speech/prompt';
import { answerInWords, firstAnswer, LONGEST_NAMED } from './answer-in-words';
import { obey } from './commands';
import { askToRemove, changedTo, edit, removed, which } from './correcting';
import { awake as awakened } from './drafts';
import type { AnyFlow, Conversation, Said } from './flow';
import type { Meant } from './meaning';
import { asPressed } from './meaning';
import type { Heard, Note } from './notes';
import { NOTHING_HEARD, withNotes } from './notes';
import { complete, notSent, onward, withDropped } from './onward';
import type { Outcome } from './outcome';
import { again, ask, askWith, idleUntil, stale } from './outcome';
import { askToReplace, preferred } from './preferring';
import { CLEAR, KEEP, receivedPrompt, REMOVE, SEND, STAY } from './questions';
import type { TakenIn } from './slots';
import { takeAsked, takeIn } from './slots';
import type { Moment } from './walk';
import { isNothing, REVIEW, stepOf } from './walk';

/**
 * One turn of a conversation: what the input makes of it. Reads through the flow's fields and writes nothing;
 * the conversation given stays as it is. `heard` is what other messages of the same turn have come to: one
 * answer acknowledges all of them.
 */
export async function advance(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
  heard: Heard = NOTHING_HEARD,
): Promise<Outcome> {
  const { asking, ...rest } = awakened(conversation);
  const awake = { ...rest, expiresAt: idleUntil(flow, moment.now) };
  const asked = 'asked' in input ? input.asked : undefined;
  if (asked !== undefined && asked.conversationId !== conversation.id)
    return stale(flow, conversation, moment, 'conversation.stale.otherConversation', heard);
  const meant = asPressed(flow, asking === undefined ? awake : { ...awake, asking }, input, moment);
  switch (meant.kind) {
    case 'command':
      return obey(flow, awake, meant, moment, heard);
    case 'unusable':
      return again(flow, awake, moment, meant, heard);
    case 'edit':
      return edit(flow, awake, meant.step, moment, heard);
    default:
  }
  if (meant.kind === 'choice' && meant.value === STAY) return stay(flow, conversation, awake, moment, heard);
  if (asked !== undefined && asked.step !== awake.at)
    return stale(flow, conversation, moment, 'conversation.stale.otherQuestion', heard);
  return meant.kind === 'choice' && meant.value === REMOVE
    ? removed(flow, awake, asking, moment, heard)
    : listen(flow, awake, meant, moment, heard);
}

/** Answers, corrections, and all that is told in between. */
async function listen(
  flow: AnyFlow,
  conversation: Conversation,
  meant: Exclude<Meant, { kind: 'command' | 'unusable' | 'edit' }>,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  switch (meant.kind) {
    case 'which': {
      // "No" and "that is wrong" may be the answer to a closed question.
      const asked = await takeAsked(flow, conversation, meant.said, moment, heard);
      if (asked === undefined) return which(flow, conversation, moment, heard);
      return asked.ok
        ? afterTaking(flow, conversation, asked, moment)
        : again(flow, conversation, moment, { ...asked, refused: meant.said }, heard);
    }
    case 'amended':
      return changed(flow, conversation, meant, moment, heard);
    case 'change-to':
      return change(flow, conversation, meant, moment, heard);
    case 'remove':
      return askToRemove(flow, conversation, meant, moment, heard);
    case 'replace':
      return askToReplace(flow, conversation, meant, moment, heard);
    case 'no-files':
      return again(flow, conversation, moment, { problem: 'listening.noFiles', miss: false }, heard);
    case 'courtesy':
      return again(flow, conversation, moment, { problem: 'listening.courtesy', miss: false }, heard);
    default: {
      const anew = meant.kind === 'text' ? await preferred(flow, conversation, meant, moment) : undefined;
      if (anew === undefined) return answer(flow, conversation, meant, moment, heard);
      if (anew.kind === 'answer') return answer(flow, conversation, anew.said, moment, heard);
      return changed(flow, conversation, anew, moment, heard);
    }
  }
}

async function change(
  flow: AnyFlow,
  conversation: Conversation,
  { said, to, step }: Extract<Meant, { kind: 'change-to' }>,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const found = await changedTo(flow, conversation, { ...said, text: to }, moment, step);
  if (found === undefined) return answer(flow, conversation, said, moment, heard);
  return changed(flow, conversation, found, moment, heard);
}

/** Says what has changed, and from what. */
async function changed(
  flow: AnyFlow,
  before: Conversation,
  { conversation, step }: { conversation: Conversation; step: string },
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const was = await answerInWords(flow, before, step, moment, LONGEST_NAMED);
  const note: Note = { kind: 'changed', step, ...present({ was }) };
  return onward(flow, conversation, moment, withDropped(flow, before, conversation, withNotes(heard, note)));
}

async function answer(
  flow: AnyFlow,
  conversation: Conversation,
  input: Said,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const { at } = conversation;
  if (input.kind === 'choice' && at === REVIEW && input.value === SEND) return complete(conversation);
  if (input.kind === 'choice' && at !== REVIEW && !isNothing(conversation.answers[at])) {
    if (input.value === KEEP) return onward(flow, conversation, moment, heard);
    if (input.value === CLEAR) return askToRemove(flow, conversation, { step: at }, moment, heard);
  }
  const taken = await takeIn(flow, conversation, input, moment, heard);
  if (taken.ok) return afterTaking(flow, conversation, taken, moment);
  const refusal =
    at === REVIEW && taken.problem === 'conversation.review.sendOrEdit' ? notSent(flow, moment) : taken;
  return again(flow, conversation, moment, { ...refusal, refused: input }, heard);
}

/** The next question, or the open one again when what came answers another. */
async function afterTaking(
  flow: AnyFlow,
  before: Conversation,
  { conversation, step, ...taken }: Extract<TakenIn, { ok: true }>,
  moment: Moment,
): Promise<Outcome> {
  const { at } = before;
  const heard = withDropped(flow, before, conversation, taken.heard);
  const value = step === undefined ? undefined : conversation.answers[step];
  if (step !== undefined && step === at && value !== undefined && value !== null)
    if (stepOf(flow, step).field.stayOpen?.(value) === true)
      return received(flow, { ...conversation, misses: 0 }, value, moment, heard);
  const isAnswered = step === at || (isNothing(before.answers[at]) && !isNothing(conversation.answers[at]));
  return at === REVIEW || isAnswered
    ? onward(flow, conversation, moment, heard)
    : ask(flow, conversation, moment, heard);
}

/** One of several parts has come, and more may. */
async function received(
  flow: AnyFlow,
  conversation: Conversation,
  value: object,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const { at } = conversation;
  const notes = heard.notes.filter((note) => note.kind !== 'taken' || note.step !== at);
  const prompt = await receivedPrompt(flow, conversation, moment, value);
  return { ...(await askWith(flow, conversation, prompt, moment, { ...heard, notes })), heard };
}

/** The open question again; of what was put aside it is said which one it is. */
async function stay(
  flow: AnyFlow,
  { paused }: Conversation,
  awake: Conversation,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  if (paused !== true) return ask(flow, awake, moment, heard);
  const title = text(moment.actor.locale, flow.title);
  const about = await firstAnswer(flow, awake, moment);
  const said: Wording =
    about === undefined
      ? { key: 'conversation.resumed', params: { title } }
      : { key: 'conversation.resumedAbout', params: { title, about } };
  return ask(flow, awake, moment, withNotes(heard, { kind: 'told', said }));
}
