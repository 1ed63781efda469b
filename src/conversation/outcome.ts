import { bangkokDay, DAY_MS } from '../core/bangkok-day';
import type { Params, TextKey } from '../core/texts';
import { text } from '../core/texts';
import { showDay } from '../core/thai-dates';
import type { Prompt, Wording } from '../speech/prompt';
import { explain } from '../speech/prompt';
import { tidy } from '../speech/typed';
import { placeAnswer } from './fields/place';
import type { AnyFlow, Conversation, Excerpt, Input } from './flow';
import type { Heard, Note } from './notes';
import { NOTHING_HEARD, receivedAs, saidBefore, sentences, withNotes } from './notes';
import { askedAt, MISSES_TO_HELP, promptAt, STAY } from './questions';
import type { Answers, Moment } from './walk';
import { REVIEW } from './walk';

/**
 * What a turn leads to. `conversation` is what has to be kept; its place among the others is `converse`'s
 * business.
 */
export type Outcome =
  | { kind: 'ask' | 'review'; conversation: Conversation; prompts: readonly Prompt[]; heard?: Heard }
  /** The input was no answer: `problem` says why, and the question is asked again. */
  | Again
  /** A button of another time: nothing changes, the question is asked again. */
  | { kind: 'stale'; conversation: Conversation; prompts: readonly Prompt[]; heard?: Heard }
  | { kind: 'paused'; conversation: Conversation; prompts: readonly Prompt[] }
  /** Help or the menu is wanted, and the question remains open. */
  | { kind: 'help'; conversation: Conversation; prompts: readonly Prompt[] }
  | { kind: 'cancelled'; conversation: Conversation; prompts: readonly Prompt[] }
  /** Everything is answered and confirmed: `answers` without what was skipped. */
  | { kind: 'complete'; conversation: Conversation; answers: Answers };

interface Again {
  kind: 'again';
  conversation: Conversation;
  problem: TextKey;
  prompts: readonly Prompt[];
  heard?: Heard;
}

/** Asks what is open at the conversation's place, behind what was heard. */
export async function ask(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  heard: Heard = NOTHING_HEARD,
): Promise<Extract<Outcome, { kind: 'ask' | 'review' }>> {
  return askWith(flow, conversation, await promptAt(flow, conversation, moment), moment, heard);
}

/** Asks by `prompt` in place of the question that is open, behind what was heard. */
export async function askWith(
  flow: AnyFlow,
  conversation: Conversation,
  prompt: Prompt,
  moment: Moment,
  heard: Heard,
): Promise<Extract<Outcome, { kind: 'ask' | 'review' }>> {
  const kind = conversation.at === REVIEW ? 'review' : 'ask';
  const before = await sentences(flow, conversation, heard.notes, moment);
  return { kind, conversation, prompts: [saidBefore(prompt, before, moment.actor.locale)], heard };
}

/** Why something is no answer. */
export interface Refusal {
  problem: TextKey;
  params?: Params;
  excerpt?: Excerpt;
  miss?: false;
  /** What was sent and is not kept: it is named. */
  refused?: Input;
}

/** Says why the input was no answer and asks again; with an excerpt the reason takes the question's place. */
export async function again(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  refusal: Refusal,
  heard: Heard = NOTHING_HEARD,
): Promise<Outcome> {
  const { problem, params = {}, excerpt, miss = true, refused } = refusal;
  const before = withNotes(heard, ...(miss && refused !== undefined ? refusedNote(refused) : []));
  const misses = conversation.misses + (miss ? 1 : 0);
  const missed = { ...conversation, misses };
  const reason: Wording = { key: problem, params };
  const advised: readonly Wording[] =
    misses >= MISSES_TO_HELP && miss ? [{ key: 'conversation.threeMisses' }] : [];
  const told = [...(excerpt === undefined ? [reason] : []), ...advised].map((said): Note => ({
    kind: 'told',
    said,
  }));
  const prompt = await promptAt(flow, missed, moment, excerpt, excerpt && reason);
  const { prompts } = await askWith(flow, missed, prompt, moment, withNotes(before, ...told));
  return {
    kind: 'again',
    conversation: missed,
    problem,
    prompts,
    heard: withNotes(before, { kind: 'told', said: reason }),
  };
}

/** What somebody sent that found no place; a pressed button is nothing that could be lost. */
function refusedNote(input: Input): readonly Note[] {
  switch (input.kind) {
    case 'text':
      return tidy(input.text) === '' ? [] : [{ kind: 'refused', what: 'words', said: tidy(input.text) }];
    case 'place':
      return [{ kind: 'refused', what: 'place', said: placeAnswer(input.place).text }];
    case 'file':
      return [{ kind: 'refused', what: receivedAs(input) }];
    default:
      return [];
  }
}

/** Tells that a button belongs to something else, and repeats the open question. */
export async function stale(
  flow: AnyFlow,
  conversation: Conversation,
  moment: Moment,
  why: TextKey,
  before: Heard = NOTHING_HEARD,
): Promise<Outcome> {
  const heard = withNotes(before, { kind: 'told', said: { key: why } });
  const { prompts } = await ask(flow, conversation, moment, heard);
  return { kind: 'stale', conversation, prompts, heard };
}

/** A draft that was put aside is kept this long at least. */
const PAUSED_DAYS = 3;

/** Puts the conversation aside and says until when, and how to go on. */
export function pause(flow: AnyFlow, conversation: Conversation, { actor, now }: Moment): Outcome {
  const paused = putAside(flow, conversation, now);
  const params = {
    title: text(actor.locale, flow.title),
    day: showDay(bangkokDay(paused.expiresAt), actor.locale),
  };
  const prompt: Prompt = {
    ...explain('conversation.paused', params),
    controls: [
      { kind: 'choice', value: STAY, label: { key: 'common.continue' }, asked: askedAt(conversation) },
    ],
  };
  return { kind: 'paused', conversation: paused, prompts: [prompt] };
}

/** The conversation put aside: it waits until it is asked for, as long as that may take. */
export function putAside(
  flow: Pick<AnyFlow, 'idleMinutes'>,
  conversation: Conversation,
  now: Date,
): Conversation {
  return { ...conversation, paused: true, expiresAt: pausedUntil(flow, now) };
}

/** When a conversation ends that was put aside now. */
export function pausedUntil(flow: Pick<AnyFlow, 'idleMinutes'>, now: Date): Date {
  return new Date(Math.max(now.getTime() + PAUSED_DAYS * DAY_MS, idleUntil(flow, now).getTime()));
}

/** When a conversation ends that is not spoken in any more. */
export function idleUntil(flow: Pick<AnyFlow, 'idleMinutes'>, now: Date): Date {
  return new Date(now.getTime() + flow.idleMinutes * 60_000);
}
