import { AppError } from '../core/errors';
import { present } from '../core/present';
import type { Locale, TextKey } from '../core/texts';
import { isTextKey, LOCALES, text } from '../core/texts';
import type { Prompt } from '../speech/prompt';
import type { Actor } from './actor';
import type { AnyFlow, View } from './flow';
import type { Listening } from './listening';
import { firstOf } from './listening';
import type { Opener } from './registry';
import type { HelpEntry } from './views/help';
import { helpViews, MORE_HELP } from './views/help';

/** One thing a room offers in the chat, and how people come to it besides its buttons. */
export interface Offer {
  readonly opens: AnyFlow | View;
  /** Words open it: those of `openers.words.<name>`; `first`: also where something else bears them, see `Opener`. */
  readonly typed?: true | 'first';
  /** The help names it, with `openers.about.<name>` and the button `openers.label.<name>`. */
  readonly help?: true | Pick<HelpEntry, 'suits' | 'seldom'>;
}

/** What a room's `chat.ts` exports: all that people can do there by talking. */
export interface RoomChat {
  /** What the help calls what is offered here. */
  readonly group?: TextKey;
  /** In the order in which the help names them: the most frequent first. */
  readonly offers: readonly Offer[];
  /** What the room makes of a message that nobody asked for. */
  readonly listens?: Listening;
  /** What offers English to somebody who writes it, see `ConversationParts`. */
  readonly inEnglish?: Prompt;
}

/** All that people can do in the chat, and the words that open it. */
export interface Chat {
  readonly flows: readonly AnyFlow[];
  readonly views: readonly View[];
  readonly openers: readonly Opener[];
  readonly meaning: Listening;
  readonly inEnglish?: Prompt;
}

/**
 * The rooms' chats in one, with the help over all of them, called `helpTitle`. The order of the rooms is the
 * order of the help, and which of two rooms that both listen is heard. Throws `text-missing` for an offer
 * without its texts.
 */
export function joinChats(rooms: readonly RoomChat[], helpTitle: (actor: Actor) => TextKey): Chat {
  const offers = rooms.flatMap((room) => room.offers);
  const flows = offers.flatMap(({ opens }) => (isFlow(opens) ? [opens] : []));
  const views = offers.flatMap(({ opens }) => (isFlow(opens) ? [] : [opens]));
  const openers = offers.flatMap(({ opens: { name }, typed }) =>
    typed === undefined
      ? []
      : [{ name, words: wordsFor(name), ...(typed === 'first' ? { first: true as const } : {}) }],
  );
  const entries = rooms.flatMap(entriesOf);
  const help = helpViews({ entries, flows, views, openers, title: helpTitle });
  const meaning = firstOf(rooms.flatMap(({ listens }) => listens ?? []));
  const [inEnglish] = rooms.flatMap((room) => room.inEnglish ?? []);
  const all = { flows, views: [...views, ...help], openers: [...openers, moreHelp()], meaning };
  return { ...all, ...present({ inEnglish }) };
}

function isFlow(opens: AnyFlow | View): opens is AnyFlow {
  return 'steps' in opens;
}

function entriesOf({ offers, group }: RoomChat): HelpEntry[] {
  return offers.flatMap(({ opens: { name }, help }): HelpEntry[] => {
    if (help === undefined) return [];
    const about = keyOf(`openers.about.${name}`);
    const entry = { name, about, label: keyOf(`openers.label.${name}`), ...present({ group }) };
    return [help === true ? entry : { ...entry, ...help }];
  });
}

/** The second page of the help is opened by words too. */
function moreHelp(): Opener {
  return { name: MORE_HELP, words: wordsFor(MORE_HELP) };
}

function wordsFor(name: string): Record<Locale, readonly string[]> {
  const key = keyOf(`openers.words.${name}`);
  const [th, en] = LOCALES.map((locale) => text(locale, key).split('|'));
  return { th: th ?? [], en: en ?? [] };
}

function keyOf(key: string): TextKey {
  if (isTextKey(key)) return key;
  throw new AppError('text-missing', `${key} is not in locales: add it in every language`);
}
