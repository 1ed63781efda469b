import { text } from '../core/texts';
import { showNumber } from '../core/thai-digits';
import type { Control, Prompt } from '../speech/prompt';
import { shorten } from '../speech/wording';
import { answerInWords, LONGEST_NAMED } from './answer-in-words';
import type { AnyFlow, Asking, Conversation, Said } from './flow';
import type { Heard, Note } from './notes';
import { withNotes } from './notes';
import { onward } from './onward';
import type { Outcome } from './outcome';
import { again, ask, askWith, stale } from './outcome';
import { askedAt, REMOVE, STAY } from './questions';
import { unsentPart } from './unsent';
import type { Moment } from './walk';
import { isNothing, keepingOnly, REVIEW, stepOf, turnOf, withAnswer } from './walk';

/** Goes to one answer, to give it anew; then back to where everything else is. */
export async function edit(
  flow: AnyFlow,
  conversation: Conversation,
  step: string,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const mayEdit =
    Object.hasOwn(flow.steps, step) &&
    (Object.hasOwn(conversation.answers, step) || stepOf(flow, step).offered !== undefined);
  if (!mayEdit) return stale(flow, conversation, moment, 'conversation.stale.otherQuestion', heard);
  const { path } = conversation;
  const { offered, offeredAs } = stepOf(flow, step);
  if (offered !== undefined && offeredAs !== undefined && isNothing(conversation.answers[step]))
    return onward(flow, withAnswer(flow, conversation, step, offeredAs), moment, heard);
  const steps = path.includes(step) ? path.slice(0, path.indexOf(step)) : path;
  const edited = { ...conversation, at: step, editing: step, path: steps, misses: 0 };
  delete edited.replacing;
  return ask(flow, edited, moment, heard);
}

/** Something is wrong, and it was not said what: one guess where only one was made, else all there is. */
export async function which(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const { found = [], path } = conversation;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return edit(flow, conversation, only, moment, heard);
  if (path.length === 0)
    return again(flow, conversation, moment, { problem: 'listening.nothingToChange', miss: false }, heard);
  const asking: Conversation = { ...conversation, asking: { which: true } };
  const { locale } = moment.actor;
  const rows = path.map(
    (step, index) => `${showNumber(index + 1, locale)}. ${text(locale, stepOf(flow, step).title)}`,
  );
  const controls = path.map((step): Control => {
    const label = text(locale, 'listening.changeThis', { title: text(locale, stepOf(flow, step).title) });
    return { kind: 'edit', step, label: { literal: shorten(label) }, asked: askedAt(conversation) };
  });
  const prompt: Prompt = {
    text: { key: 'listening.which', params: { answers: rows.join('\n') } },
    controls: [...controls.slice(0, MOST_ANSWERS), ...goingOn(conversation)],
  };
  return askWith(flow, asking, prompt, moment, heard);
}

/** Leaves room for the buttons that go on or stop. */
const MOST_ANSWERS = 10;

function goingOn(conversation: Conversation): readonly Control[] {
  const asked = askedAt(conversation);
  return [
    { kind: 'choice', value: STAY, label: { key: 'listening.keepAll' }, asked },
    { kind: 'command', command: 'cancel', label: { key: 'common.cancel' }, asked },
  ];
}

/** Asks before anything is removed. What must be answered is not removed but given anew. */
export async function askToRemove(
  flow: AnyFlow,
  conversation: Conversation,
  { step, index }: { step: string; index?: number },
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  const { optional, title, field } = stepOf(flow, step);
  if (isNothing(conversation.answers[step]))
    return again(flow, conversation, moment, { problem: 'listening.nothingToRemove', miss: false }, heard);
  if (optional !== true && field.without === undefined) return edit(flow, conversation, step, moment, heard);
  const { locale } = moment.actor;
  const answer = (await answerInWords(flow, conversation, step, moment, LONGEST_NAMED)) ?? '';
  const params = { title: text(locale, title), number: (index ?? 0) + 1, answer };
  const asking: Asking = index === undefined ? { remove: step } : { remove: step, index };
  const asked = askedAt(conversation);
  const prompt: Prompt = {
    text: { key: index === undefined ? 'listening.removeAll' : 'listening.removeOne', params },
    controls: [
      { kind: 'choice', value: STAY, label: { key: 'listening.keepIt' }, asked },
      { kind: 'choice', value: REMOVE, label: { key: 'listening.removeIt' }, asked },
    ],
  };
  return askWith(flow, { ...conversation, asking }, prompt, moment, heard);
}

/** Removes what was asked about, and says so; an old button removes nothing. */
export async function removed(
  flow: AnyFlow,
  conversation: Conversation,
  asking: Asking | undefined,
  moment: Moment,
  heard: Heard,
): Promise<Outcome> {
  if (asking === undefined || !('remove' in asking))
    return stale(flow, conversation, moment, 'conversation.stale.otherQuestion', heard);
  const { remove: step, index } = asking;
  const title = text(moment.actor.locale, stepOf(flow, step).title);
  const whole = conversation.answers[step];
  const gone = index === undefined || !Array.isArray(whole) ? whole : [whole[index] as unknown];
  const answers = { ...conversation.answers, [step]: gone };
  const answer = (await answerInWords(flow, { ...conversation, answers }, step, moment, LONGEST_NAMED)) ?? '';
  const note: Note = { kind: 'told', said: { key: 'listening.removed', params: { title, answer } } };
  const left =
    index === undefined
      ? keepingOnly(conversation, (name) => name !== step)
      : unsentPart(flow, conversation, step, index);
  const isOpen = Object.hasOwn(left.answers, step) || stepOf(flow, step).offered !== undefined;
  const next = isOpen || left.at !== REVIEW ? left : withAnswer(flow, left, step, null);
  const path = next.path.filter((name) => Object.hasOwn(next.answers, name));
  return ask(flow, { ...next, path, misses: 0 }, moment, withNotes(heard, note));
}

/**
 * "Change it to …": the guess it corrects, or the answer given last that can be so. A story is never replaced
 * by it, unless it is `named`; `undefined`: it is to be taken as it was said.
 */
export async function changedTo(
  flow: AnyFlow,
  conversation: Conversation,
  to: Extract<Said, { kind: 'text' }>,
  moment: Moment,
  named?: string,
): Promise<{ conversation: Conversation; step: string } | undefined> {
  const { found = [], path } = conversation;
  const candidates =
    named === undefined
      ? [...found, ...[...path].reverse()].filter((step) => step !== flow.takes?.text)
      : [named];
  const isClosed = (step: string) => stepOf(flow, step).field.isOpenEnded !== true;
  for (const step of [...candidates.filter(isClosed), ...candidates.filter((each) => !isClosed(each))]) {
    const { field } = stepOf(flow, step);
    if (isNothing(conversation.answers[step]) || !field.accepts.includes('text')) continue;
    const reading = await field.read(to, turnOf(conversation, moment), undefined);
    if (reading.ok)
      return { conversation: withAnswer(flow, conversation, step, reading.value, to.source), step };
  }
  return undefined;
}
