/**
 * Gathers small writes into few: while one is under way, everything that comes waits for the next. No timer
 * is needed: alone, a thing is written at once; in a rush, one wait for the disk serves all who came.
 */
export class SharedWrites<T> {
  private waiting: Batch<T> | undefined;
  private writing = false;

  /** `write` resolves when all of its items are as safe as they have to be. */
  constructor(private readonly write: (items: readonly T[]) => Promise<void>) {}

  /** Resolves when `items` are written; rejects with what their write rejected with. */
  add(items: readonly T[]): Promise<void> {
    const batch = (this.waiting ??= { items: [], waiters: [] });
    batch.items.push(...items);
    if (!this.writing) {
      this.writing = true;
      // What arrives in the same turn of the event loop comes along.
      setImmediate(() => void this.run());
    }
    return new Promise((done, fail) => batch.waiters.push({ done, fail }));
  }

  /** Never rejects: those who wait are told. */
  private async run(): Promise<void> {
    for (let batch = this.take(); batch !== undefined; batch = this.take()) {
      const { items, waiters } = batch;
      try {
        await this.write(items);
        for (const { done } of waiters) done();
      } catch (error) {
        for (const { fail } of waiters) fail(error);
      }
    }
    this.writing = false;
  }

  private take(): Batch<T> | undefined {
    const batch = this.waiting;
    this.waiting = undefined;
    return batch;
  }
}

interface Batch<T> {
  readonly items: T[];
  readonly waiters: { done: () => void; fail: (error: unknown) => void }[];
}
