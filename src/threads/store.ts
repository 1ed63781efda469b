import type { Arrival } from './arrivals';
import { Arrivals } from './arrivals';
import { Earlier } from './earlier';
import type { NewEvent, WaitingEvent } from './events';
import { Keeping } from './keeping';
import { APART_MS, Leases } from './leases';
import { Overflow } from './overflow';
import type { ThreadParts, Threads } from './parts';
import { threadsOn } from './parts';
import { Remembered } from './remembered';
import type { Ending, Taken } from './turns';
import { StoredTurns } from './turns';
import { Writes } from './writes';

export type { Arrival } from './arrivals';
export type { NewEvent, WaitingEvent } from './events';
export type { Ending, Taken } from './turns';

/** Somebody whose events wait. */
export interface WaitingThread {
  readonly thread: string;
  readonly orgId: string;
}

/** The one document of each person: what waits, who works on it, and what is open. */
export interface ThreadStore {
  /**
   * Stores all events of one body in one durable write, shared with bodies that came at the same time. Resolves,
   * after the write is on disk, with those that are new: known ids are dropped. Rejects when any of them could not
   * be stored: sent again, nothing is stored twice.
   */
  store(events: readonly NewEvent[]): Promise<Arrival[]>;
  /** See `StoredTurns`; a turn is taken, and saved or released. */
  take(thread: string, atHand?: ReadonlyMap<string, WaitingEvent>): Promise<Taken | 'held' | 'nothing'>;
  save(taken: Taken, ending: Ending): Promise<boolean>;
  count(taken: Taken, ids: readonly string[]): Promise<void>;
  failed(taken: Taken, id: string, problem: string): Promise<void>;
  renew(held: readonly string[]): Promise<void>;
  release(thread: string): Promise<void>;
  abandon(thread: string): Promise<void>;
  /**
   * People with events that wait since before `before`, the longest first: what has come later is in the hands of
   * the process that it came to. So are those of a time that is still to come: the clock has been set back since.
   */
  waiting(limit: number, before: Date): Promise<WaitingThread[]>;
  /** See `Keeping`. */
  namedFiles(): Promise<ReadonlySet<string>>;
  sweep(): Promise<number>;
  counts(): Promise<{ waiting: number; aside: number }>;
}

/** The documents of this deployment; `owner` names this process. See `model.ts` for what is kept and how long. */
export function createThreads(parts: ThreadParts & { readonly owner: string }): ThreadStore {
  const threads = threadsOn(parts.connection);
  const leases = new Leases(parts, threads);
  const remembered = new Remembered();
  const writes = new Writes(threads);
  const overflow = new Overflow(parts, threads);
  const arrivals = new Arrivals(parts, writes, leases, remembered, overflow);
  const earlier = new Earlier(parts.connection, () => parts.machineClock.now());
  const turns = new StoredTurns(parts, threads, leases, earlier, remembered, writes, overflow);
  const keeping = new Keeping(parts, threads, overflow);
  return {
    store: (events) => arrivals.store(events),
    take: (thread, atHand) => turns.take(thread, atHand),
    save: (taken, ending) => turns.save(taken, ending),
    count: (taken, ids) => turns.count(taken, ids),
    failed: (taken, id, problem) => turns.failed(taken, id, problem),
    renew: (held) => leases.renew(held),
    release: (thread) => turns.release(thread),
    abandon: (thread) => turns.abandon(thread),
    waiting: (limit, before) => {
      const after = new Date(parts.machineClock.now().getTime() + APART_MS);
      return waiting(threads, limit, { before, after });
    },
    namedFiles: () => keeping.namedFiles(),
    sweep: async () => {
      await earlier.sweep();
      return keeping.sweep();
    },
    counts: () => keeping.counts(),
  };
}

/**
 * By the indexes alone that only those are in who wait; in the order of the first, the oldest come first. Whose
 * document has been emptied, and more waits beside it, has no time there.
 */
async function waiting(
  threads: Threads,
  limit: number,
  { before, after }: { readonly before: Date; readonly after: Date },
): Promise<WaitingThread[]> {
  const outside = [{ $lte: before }, { $gt: after }].map((time) => ({ 'waiting.receivedAt': time }));
  const found = await threads
    .find(
      { $or: [...outside, { 'more.mark': { $gt: '' }, 'waiting.0': { $exists: false } }] },
      { limit, projection: { waiting: { $slice: 1 }, sealed: 0 } },
    )
    .toArray();
  return found.map(({ _id, waiting: [first] = [], more }) => {
    return { thread: _id, orgId: first?.orgId ?? more?.orgId ?? '' };
  });
}
