import { present } from '../core/present';
import type { Understood } from '../understanding/intents';
import { understand } from '../understanding/understand';
import type { Actor } from './actor';
import type { Drafts } from './drafts';
import { placeAnswer } from './fields/place';
import type { Awaitable, Input } from './flow';
import type { Known } from './known';

/** Inputs that may begin something although nothing was opened. */
export type FreeInput = Extract<Input, { kind: 'text' | 'file' | 'place' }>;

/** What a message is taken for that nobody asked for. */
export interface Meaning {
  /** The flow or view to open. */
  readonly name: string;
  readonly known: Known;
  /**
   * `named`: the message can only mean this (a ticket number, an invitation code). `told`: somebody simply
   * tells something, and this room listens to such people. `unsure`: nobody can tell, and it is asked.
   */
  readonly how: 'named' | 'told' | 'unsure';
}

/** What is known of a message besides itself. */
export interface Hearing {
  /** What its words want; of what was typed alone. */
  readonly heard?: Understood;
  /** What its person has read within a day, see `Drafts.lately`. */
  readonly lately?: Drafts['lately'];
}

/** What a room makes of a message; `undefined`: nothing. */
export type Listening = (actor: Actor, input: FreeInput, hearing: Hearing) => Awaitable<Meaning | undefined>;

/** What a message wants by its words, and what it may be about. */
export function hearingOf(input: FreeInput, { drafts, now }: { drafts: Drafts; now: Date }): Hearing {
  const { lately } = drafts;
  const heard = input.kind === 'text' ? understand(input.text) : undefined;
  const isRecent = lately !== undefined && new Date(lately.until) > now;
  return present({ heard, lately: isRecent ? lately : undefined });
}

const SUREST_FIRST: readonly Meaning['how'][] = ['named', 'told', 'unsure'];

/**
 * All rooms asked together: what is named goes before what is told, and that before what is unsure; between
 * equals, the earlier room.
 */
export function firstOf(rooms: readonly Listening[]): Listening {
  return async (actor, input, hearing) => {
    const meanings = await Promise.all(rooms.map(async (listen) => listen(actor, input, hearing)));
    const found = meanings.filter((meaning) => meaning !== undefined);
    const [surest] = SUREST_FIRST.flatMap((how) => found.filter((meaning) => meaning.how === how));
    return surest;
  };
}

/** What messages that belong together tell, for the flow they begin. */
export function toldBy(...inputs: readonly FreeInput[]): Known {
  const told = inputs.flatMap((input) => (input.kind === 'text' ? [input.text] : []));
  const files = inputs.flatMap((input) =>
    input.kind === 'file' ? [{ fileId: input.fileId, mediaType: input.mediaType }] : [],
  );
  const places = inputs.flatMap((input) => (input.kind === 'place' ? [placeAnswer(input.place)] : []));
  return {
    ...(told.length === 0 ? {} : { text: told.join('\n') }),
    ...(files.length === 0 ? {} : { files }),
    ...present({ place: places.at(-1) }),
  };
}
