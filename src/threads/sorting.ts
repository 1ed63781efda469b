import { AppError } from '../core/errors';
import type { Sealer } from '../core/sealing';
import type { WaitingEvent } from './events';
import { openEvent, waitingEvent } from './events';
import type { StoredEvent } from './model';

/** What waits of one person, looked through. */
export interface Opened {
  /** The oldest first, by LINE's time and between equals as they came; the first of very many. */
  readonly events: readonly WaitingEvent[];
  /** Copies of what is done already: they go without effect. */
  readonly late: readonly string[];
  /** Events that no key opens any more. */
  readonly unreadable: readonly string[];
  /** More wait than these. */
  readonly hasMore: boolean;
  /** All of it as it is stored. */
  readonly stored: readonly StoredEvent[];
}

/** Taken together at most: a flood of one person is worked off in turns, so that others have theirs. */
export const MOST_TOGETHER = 20;

/** Puts stored events in order, and opens those that are next. */
export function sorted(
  sealer: Sealer,
  stored: readonly StoredEvent[],
  {
    atHand,
    isDone,
  }: {
    readonly atHand: ReadonlyMap<string, WaitingEvent>;
    readonly isDone: (event: StoredEvent) => boolean;
  },
): Opened {
  const late = stored.filter(isDone);
  const inOrder = stored.filter((event) => !late.includes(event)).sort(byTime);
  const next = inOrder.slice(0, MOST_TOGETHER);
  const events: WaitingEvent[] = [];
  const unreadable: string[] = [];
  for (const event of next) {
    const opened = atHand.get(event.id) ?? readable(sealer, event);
    if (opened === undefined) unreadable.push(event.id);
    else events.push(waitingEvent(sealer, event, opened.event));
  }
  return {
    events,
    unreadable,
    late: late.map(({ id }) => id),
    hasMore: inOrder.length > next.length,
    stored,
  };
}

/** Sorting is stable: what happened in the same millisecond stays as it came, and as it stood in one body. */
function byTime(one: StoredEvent, other: StoredEvent): number {
  return one.timestamp - other.timestamp;
}

/** A stored event and what it says; `undefined` when its key is gone. */
export function readable(
  sealer: Sealer,
  event: Pick<StoredEvent, 'id' | 'sealed'>,
): { readonly id: string; readonly event: unknown } | undefined {
  try {
    return { id: event.id, event: openEvent(sealer, event) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'sealed-unreadable') return undefined;
    throw error;
  }
}
