import type { ThreadParts, Threads } from './parts';
import { QUICK } from './parts';

/**
 * How long a process may be silent before what it works on is taken over: short enough for those who wrote just
 * before a crash to be answered while their reply tokens live, which is a minute.
 */
const LEASE_MS = 15_000;
/**
 * So far the clocks of two machines may be apart. A lease that ends later was taken before the clock was set
 * back; an event that came later came before that.
 */
export const APART_MS = 60_000;

/**
 * Who works on whom: a lease in the person's document, so that two processes never answer one person at once. It
 * is written with what is read and kept anyway; a lost one means a free person, so it need not reach the disk.
 */
export class Leases {
  constructor(
    private readonly parts: Pick<ThreadParts, 'machineClock'> & { readonly owner: string },
    private readonly threads: Threads,
  ) {}

  /** What takes a document that nobody else holds. */
  get taking() {
    const { owner, machineClock } = this.parts;
    const now = machineClock.now();
    const until = this.end();
    const never = new Date(until.getTime() + APART_MS);
    const free = [
      { owner: { $exists: false } },
      { owner },
      { until: { $lte: now } },
      { until: { $gt: never } },
    ];
    return { filter: { $or: free }, update: { $set: { owner, until } } };
  }

  /** What takes a document of which is known that nobody holds it, with another write. */
  get taken() {
    return { owner: this.parts.owner, until: this.end() };
  }

  /** What finds a document as long as it is held by this process. */
  held(_id: string) {
    return { _id, owner: this.parts.owner };
  }

  /** Extends this process's hold; it is to be renewed well within fifteen seconds. */
  async renew(held: readonly string[]): Promise<void> {
    const update = { $set: { until: this.end() } };
    await this.threads.bulkWrite(
      held.map((id) => ({ updateOne: { filter: this.held(id), update } })),
      { ordered: false, writeConcern: QUICK },
    );
  }

  async release(id: string): Promise<void> {
    await this.threads.updateOne(this.held(id), { $unset: { owner: 1, until: 1 } }, { writeConcern: QUICK });
  }

  private end(): Date {
    return new Date(this.parts.machineClock.now().getTime() + LEASE_MS);
  }
}
