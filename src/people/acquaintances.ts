import { keepLatest } from '../core/latest';
import type { StoredPerson } from './model';

/** What is remembered of somebody: all that a turn has to know of them. */
export type Met = Pick<StoredPerson, '_id' | 'orgId' | 'posts' | 'locale'>;

/** More than write within a minute on the busiest day. */
const MOST = 10_000;
/**
 * A change and its sign are two writes: should a crash come between them, what is remembered is wrong so long at
 * most.
 */
const MOST_MS = 30_000;

interface Remembered {
  readonly met: Met;
  readonly stamp: string;
  readonly until: number;
}

/**
 * People as they were read last, in memory of this process: a turn need not ask for them again. Each is remembered
 * under a stamp that the turn brings with it, and that changes whenever anybody changes the person, in whatever
 * process: then they are read anew.
 */
export class Acquaintances {
  private readonly known = new Map<string, Remembered>();

  /** `elapsed`: milliseconds that only ever go forwards. */
  constructor(private readonly elapsed = (): number => performance.now()) {}

  /** What is remembered under this stamp, if it still holds. */
  recall(personId: string, stamp: string | undefined): Met | undefined {
    const found = this.known.get(personId);
    return found !== undefined && found.stamp === stamp && this.elapsed() < found.until
      ? found.met
      : undefined;
  }

  /** The stamp must have been read before the person was. */
  keep(met: Met, stamp: string | undefined): void {
    if (stamp === undefined) return;
    this.known.delete(met._id);
    this.known.set(met._id, { met, stamp, until: this.elapsed() + MOST_MS });
    keepLatest(this.known, MOST);
  }

  forget(personId: string): void {
    this.known.delete(personId);
  }
}
