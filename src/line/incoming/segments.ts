import type { Input } from '../../conversation/flow';
import type { WaitingEvent } from '../../threads/store';
import type { ToFetch } from '../outgoing/content';
import type { KnownEvent } from './events';
import { parseEvent } from './events';
import { inputOf } from './inputs';

/** Something that was said or pressed. */
export interface Said {
  readonly waiting: WaitingEvent;
  readonly event: Extract<KnownEvent, { kind: 'message' | 'postback' }>;
  readonly input: Input | ToFetch;
}

/** An event that is no part of a conversation, and has its place between what was said before and after it. */
export interface Apart {
  readonly waiting: WaitingEvent;
  readonly event: Exclude<KnownEvent, { kind: 'message' | 'postback' }>;
}

/** What of somebody's waiting events is one turn. */
export interface Segment {
  /** Either what was said together … */
  readonly said: readonly Said[];
  /** … or one event apart. */
  readonly apart?: Apart;
  /** Something else waits behind it: nothing more can belong to it. */
  readonly isCut: boolean;
  /** Ids of events that need no effect: unknown kinds, and messages that were taken back before they were read. */
  readonly without: readonly string[];
}

/** Cuts the first turn off from what waits, the oldest first; `isUnsent` tells what was taken back earlier. */
export function segmentOf(
  events: readonly WaitingEvent[],
  isUnsent: (orgId: string, messageId: string) => boolean,
): Segment {
  const read = events.map((waiting) => ({ waiting, event: parseEvent(waiting.event) }));
  const takenBack = read.flatMap(({ event }) => (event?.kind === 'unsend' ? [event.messageId] : []));
  const said: Said[] = [];
  const without: string[] = [];
  for (const { waiting, event } of read) {
    const goes =
      event?.kind === 'message' &&
      (takenBack.includes(event.messageId) || isUnsent(waiting.orgId, event.messageId));
    if (event === undefined || goes) without.push(waiting.id);
    else if (event.kind === 'message' || event.kind === 'postback') {
      const input = inputOf(event);
      if (input === 'ignored') without.push(waiting.id);
      else said.push({ waiting, event, input });
    } else {
      const apart = said.length > 0 ? {} : { apart: { waiting, event } };
      return { said, without, isCut: true, ...apart };
    }
  }
  return { said, without, isCut: false };
}

/** What was said, as far as more may belong to it: without pictures of a set that is there as a whole. */
export function withoutWholeSets(said: readonly Said[]): readonly Said[] {
  const setOf = ({ event }: Said) =>
    event.kind === 'message' && event.message.type === 'image' ? event.message.set : undefined;
  const isWhole = (each: Said): boolean => {
    const set = setOf(each);
    return (
      set?.total !== undefined && said.filter((other) => setOf(other)?.id === set.id).length >= set.total
    );
  };
  return said.filter((each) => !isWhole(each));
}
