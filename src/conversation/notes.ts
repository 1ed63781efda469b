import type { Locale, TextKey } from '../core/texts';
import { text } from '../core/texts';
import type { Prompt, Wording } from '../speech/prompt';
import { say, shorten } from '../speech/wording';
import { answerInWords } from './answer-in-words';
import type { AnyFlow, Conversation } from './flow';
import type { Moment } from './walk';
import { stepOf } from './walk';

/** Something that must be said before the next question: what was heard is never taken without a word. */
export type Note =
  /** Part of an answer now. `asked`: of the one that was asked for, which needs no word when it came alone. */
  | { kind: 'taken'; step: string; what: Received; asked: boolean }
  /** Kept with the draft, because no answer takes it. */
  | { kind: 'beside'; what: Received }
  /** Recognised in a sentence: to be confirmed. */
  | { kind: 'found'; step: string }
  /** Changed by a correction; `was`: what it says no more. */
  | { kind: 'changed'; step: string; was?: string }
  /** Chosen by words that may mean another: said again. */
  | { kind: 'chosen'; step: string }
  /** Answers that do not count any more, with what was answered. */
  | { kind: 'dropped'; step: string; value: unknown }
  /** Not kept: the person is told by name and number what it was. */
  | ({ kind: 'refused' } & Sent)
  /** A sentence of its own, e.g. why something was no answer. */
  | { kind: 'told'; said: Wording };

/** What something that was sent is called. */
export type Received = 'words' | 'photo' | 'document' | 'place' | 'answer';

/** What several messages of one turn have come to so far. */
export interface Heard {
  readonly notes: readonly Note[];
  /** The answer that further words of the same turn belong to: people write one story in several messages. */
  readonly into?: string;
}

/** Where a turn begins. */
export const NOTHING_HEARD: Heard = { notes: [] };

/** What was heard, with more behind it. */
export function withNotes(heard: Heard, ...more: readonly Note[]): Heard {
  return { ...heard, notes: [...heard.notes, ...more] };
}

/** What is called in an acknowledgement what an input brought. */
export function receivedAs(input: { kind: string; mediaType?: string }): Received {
  switch (input.kind) {
    case 'text':
      return 'words';
    case 'file':
      return input.mediaType?.startsWith('image/') === true ? 'photo' : 'document';
    case 'place':
      return 'place';
    default:
      return 'answer';
  }
}

/** The notes in sentences: first what was said, then what was received, what was understood, what is gone. */
export async function sentences(
  flow: AnyFlow,
  conversation: Conversation,
  notes: readonly Note[],
  moment: Moment,
): Promise<readonly string[]> {
  const { locale } = moment.actor;
  const dropped = await droppedIn(flow, conversation, notes, moment);
  return [
    ...new Set([
      ...refusals(notes, locale),
      ...notes.flatMap((note) => (note.kind === 'told' ? [say(note.said, locale)] : [])),
      ...receipts(flow, notes, locale),
      ...(await shown(flow, conversation, notes, 'chosen', moment)),
      ...(await shown(flow, conversation, notes, 'changed', moment)),
      ...(dropped === undefined ? [] : [text(locale, 'listening.dropped', { titles: dropped })]),
      ...(await shown(flow, conversation, notes, 'found', moment)),
    ]),
  ];
}

/** The prompt with sentences before what it says: one message that tells what came and what to do. */
export function saidBefore(prompt: Prompt, before: readonly string[], locale: Locale): Prompt {
  if (before.length === 0) return prompt;
  const { card } = prompt;
  const said = before.join('\n');
  const whole: Wording = { literal: `${said}\n\n${say(prompt.text, locale)}` };
  if (card === undefined) return { ...prompt, text: whole };
  const subtitle = card.subtitle === undefined ? said : `${said}\n${say(card.subtitle, locale)}`;
  return { ...prompt, text: whole, card: { ...card, subtitle: { literal: subtitle } } };
}

/** "Received: 3 photos and details." An answer alone that was asked for is acknowledged by the next question. */
function receipts(flow: AnyFlow, notes: readonly Note[], locale: Locale): readonly string[] {
  const taken = notes.flatMap((note) => (note.kind === 'taken' && note.what !== 'answer' ? [note] : []));
  const beside = notes.flatMap((note) => (note.kind === 'beside' ? [note.what] : []));
  const isSaid = taken.length > 1 || taken.some(({ asked }) => !asked);
  const names = namesOfReceived(flow, taken, locale);
  return [
    ...(isSaid && names.length > 0
      ? [text(locale, 'listening.received', { parts: listed(names, locale) })]
      : []),
    ...(beside.length === 0
      ? []
      : [text(locale, 'listening.beside', { parts: listed(counted(beside, locale), locale) })]),
  ];
}

function namesOfReceived(
  flow: AnyFlow,
  taken: readonly Extract<Note, { kind: 'taken' }>[],
  locale: Locale,
): readonly string[] {
  const titles = taken
    .filter(({ what }) => what === 'words')
    .map(({ step }) => text(locale, stepOf(flow, step).title));
  const others = taken.map(({ what }) => what).filter((what) => what !== 'words');
  return [...counted(others, locale), ...new Set(titles)];
}

/** "3 photos", "a place". */
function counted(received: readonly Received[], locale: Locale): readonly string[] {
  const kinds = [...new Set(received)];
  return kinds.map((kind) => {
    const number = received.filter((each) => each === kind).length;
    return text(locale, COUNTED[kind], { number });
  });
}

const COUNTED: Record<Received, TextKey> = {
  photo: 'listening.photos',
  document: 'listening.documents',
  place: 'listening.place',
  words: 'listening.message',
  answer: 'listening.message',
};

const LISTS: Readonly<Record<Locale, Intl.ListFormat>> = {
  th: new Intl.ListFormat('th', { type: 'conjunction' }),
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
};

/** Names in a row, as a sentence joins them. */
export function listed(names: readonly string[], locale: Locale): string {
  return LISTS[locale].format(names);
}

/** "Not kept: “…” and 2 photos." */
function refusals(notes: readonly Note[], locale: Locale): readonly string[] {
  const refused = notes.flatMap((note) => (note.kind === 'refused' ? [note] : []));
  return refused.length === 0
    ? []
    : [text(locale, 'listening.notKept', { parts: namedParts(refused, locale) })];
}

/** Something that was sent, and what it said. */
export interface Sent {
  readonly what: Received;
  readonly said?: string;
}

/** Words and places by their beginnings, and everything else by its kind and number. */
export function namedParts(sent: readonly Sent[], locale: Locale): string {
  const quoted = sent.flatMap(({ what, said }) => (said === undefined ? [] : [quoteOf(what, said, locale)]));
  const others = sent.filter(({ said }) => said === undefined).map(({ what }) => what);
  return listed([...new Set(quoted), ...counted(others, locale)], locale);
}

function quoteOf(what: Received, said: string, locale: Locale): string {
  const words = shorten(said.replaceAll(/\s+/g, ' '), LONGEST_SHOWN);
  return text(locale, what === 'place' ? 'listening.placeNamed' : 'listening.quoted', { words });
}

async function droppedIn(
  flow: AnyFlow,
  conversation: Conversation,
  notes: readonly Note[],
  moment: Moment,
): Promise<string | undefined> {
  const { locale } = moment.actor;
  const dropped = notes.flatMap((note) => (note.kind === 'dropped' ? [note] : []));
  const named = dropped.map(async ({ step, value }) => {
    const answers = { ...conversation.answers, [step]: value };
    const answer = await answerInWords(flow, { ...conversation, answers }, step, moment, LONGEST_SHOWN);
    const title = text(locale, stepOf(flow, step).title);
    return answer === undefined ? title : text(locale, 'listening.droppedAnswer', { title, answer });
  });
  const titles = [...new Set(await Promise.all(named))];
  return titles.length === 0 ? undefined : listed(titles, locale);
}

const SHOWN = {
  changed: 'listening.changed',
  chosen: 'listening.chosen',
  found: 'listening.found',
} as const satisfies Readonly<Record<string, TextKey>>;

/** Code points of a value that an acknowledgement repeats. */
const LONGEST_SHOWN = 80;

async function shown(
  flow: AnyFlow,
  conversation: Conversation,
  notes: readonly Note[],
  kind: keyof typeof SHOWN,
  moment: Moment,
): Promise<readonly string[]> {
  const { locale } = moment.actor;
  const were = new Map(
    notes.flatMap((note) =>
      note.kind === kind ? [[note.step, note.kind === 'changed' ? note.was : undefined]] : [],
    ),
  );
  const values = [...were].map(async ([step, was]) => {
    const answer = await answerInWords(flow, conversation, step, moment, LONGEST_SHOWN);
    if (answer === undefined) return [];
    const params = { title: text(locale, stepOf(flow, step).title), answer };
    return [
      was === undefined
        ? text(locale, 'listening.value', params)
        : text(locale, 'listening.valueWas', { ...params, was }),
    ];
  });
  const all = (await Promise.all(values)).flat();
  if (all.length === 0) return [];
  return [text(locale, SHOWN[kind], { values: all.join(' · ') })];
}
