/** Where the time comes from. Rules never ask the machine; they are handed a clock or a `Date`. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. Leases and time-outs use it always, deadlines only in production. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * True less than `ms` after `since`, both in ms. What lies ahead of `now` was before the clock was set back: nobody
 * knows how long ago, so it is not within anything.
 */
export function isWithin(ms: number, since: number, now: number): boolean {
  const ago = now - since;
  return ago >= 0 && ago < ms;
}

/** A clock that can be set and runs on from there: the simulator's time machine, and the tests. */
export class SettableClock implements Clock {
  private offsetMs = 0;
  private readonly listeners = new Set<(now: Date) => void>();

  constructor(private readonly base: Clock = systemClock) {}

  now(): Date {
    return new Date(this.base.now().getTime() + this.offsetMs);
  }

  /** Moves the clock to `at` (forwards or backwards); `undefined` returns to the machine's time. */
  set(at: Date | undefined): void {
    this.offsetMs = at === undefined ? 0 : at.getTime() - this.base.now().getTime();
    for (const listener of this.listeners) listener(this.now());
  }

  /** True while the clock shows something else than the machine's time. */
  get isSet(): boolean {
    return this.offsetMs !== 0;
  }

  /** Calls `listener` after every move; returns the way to stop that. */
  onMove(listener: (now: Date) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
