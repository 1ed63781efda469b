/**
 * Gathers small calls into few: while one is under way, everything that comes waits for the next. No timer
 * is needed: alone, a thing is done at once; in a rush, one wait for the disk or the wire serves all who came.
 * What was asked for after a call began is never answered from it, so nobody reads what was before them.
 */
export class SharedCalls<T, R = void> {
  private waiting: Batch<T, R> | undefined;
  private calling = false;

  /**
   * `call` resolves when all of its items are as safe as they have to be, with one result for each in their
   * order; `undefined` where nobody wants any.
   */
  constructor(private readonly call: (items: readonly T[]) => Promise<readonly R[] | undefined>) {}

  /** The result of one item; rejects with what the call rejected with that it was in. */
  async one(item: T): Promise<R> {
    const [result] = await this.all([item]);
    return result as R;
  }

  /** The same for several items, which go into one call. */
  all(items: readonly T[]): Promise<readonly R[]> {
    const batch = (this.waiting ??= { items: [], waiters: [] });
    const from = batch.items.length;
    batch.items.push(...items);
    if (!this.calling) {
      this.calling = true;
      // What arrives in the same turn of the event loop comes along.
      setImmediate(() => void this.run());
    }
    return new Promise((done, fail) => {
      batch.waiters.push({ done: (results) => done(results.slice(from, from + items.length)), fail });
    });
  }

  /** Never rejects: those who wait are told. */
  private async run(): Promise<void> {
    for (let batch = this.take(); batch !== undefined; batch = this.take()) {
      const { items, waiters } = batch;
      try {
        const results = (await this.call(items)) ?? [];
        for (const { done } of waiters) done(results);
      } catch (error) {
        for (const { fail } of waiters) fail(error);
      }
    }
    this.calling = false;
  }

  private take(): Batch<T, R> | undefined {
    const batch = this.waiting;
    this.waiting = undefined;
    return batch;
  }
}

interface Batch<T, R> {
  readonly items: T[];
  readonly waiters: { done: (results: readonly R[]) => void; fail: (error: unknown) => void }[];
}
