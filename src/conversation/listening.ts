import type { Actor } from './actor';
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
   * tells something, and this room listens to such people.
   */
  readonly how: 'named' | 'told';
}

/** What a room makes of a message; `undefined`: nothing. */
export type Listening = (actor: Actor, input: FreeInput) => Awaitable<Meaning | undefined>;

/** All rooms asked together: what is named goes before what is told; between equals, the earlier room. */
export function firstOf(rooms: readonly Listening[]): Listening {
  return async (actor, input) => {
    const meanings = await Promise.all(rooms.map(async (listen) => listen(actor, input)));
    const found = meanings.filter((meaning) => meaning !== undefined);
    return found.find(({ how }) => how === 'named') ?? found[0];
  };
}

/** Shorter than this, a text is a greeting rather than a grievance or a report. */
const SHORTEST_STORY = 12;

/** What a message tells that is not asked for; `undefined` for a mere word. */
export function toldBy(input: FreeInput): Known | undefined {
  switch (input.kind) {
    case 'text':
      return input.text.trim().length < SHORTEST_STORY ? undefined : { text: input.text };
    case 'file':
      return { files: [{ fileId: input.fileId, mediaType: input.mediaType }] };
    case 'place':
      return { place: placeAnswer(input.place) };
  }
}
