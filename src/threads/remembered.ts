import { keepLatest } from '../core/latest';
import type { StoredEvent, StoredThread } from './model';

/** A document as a turn of this process leaves it: nothing waits, nothing is set aside, nobody holds it. */
export type Left = Required<Pick<StoredThread, '_id' | 'stamp' | 'mark' | 'sealed' | 'purgeOn'>>;

/** Somebody whom the write that stored their event has taken. */
interface Begun {
  readonly left: Left;
  readonly event: StoredEvent;
  readonly until: number;
}

/** More people than write within some minutes on the busiest day; each takes four kilobytes. */
const MOST = 2_000;
/** After this a turn that was to begin reads anew, and takes the person again: well within the lease. */
const BEGUN_MS = 5_000;

/**
 * How turns of this process have left people, in memory and sealed as in the database: who writes again soon is
 * taken with the very write that stores the event, and need not be read. The database decides whether that still
 * holds: the write finds the document by its mark, which is another one after every turn, whoever has ended it.
 */
export class Remembered {
  private readonly left = new Map<string, Left>();
  private readonly begun = new Map<string, Begun>();

  /** `elapsed`: milliseconds that only ever go forwards. */
  constructor(private readonly elapsed = (): number => performance.now()) {}

  keep(left: Left): void {
    this.left.delete(left._id);
    this.left.set(left._id, left);
    keepLatest(this.left, MOST);
  }

  /** How somebody was left; at most once, whatever becomes of it. */
  recall(thread: string): Left | undefined {
    const found = this.left.get(thread);
    this.left.delete(thread);
    return found;
  }

  /** The event has been stored and the person taken with one write, because all was as it had been left. */
  begin(left: Left, event: StoredEvent): void {
    this.begun.set(left._id, { left, event, until: this.elapsed() + BEGUN_MS });
  }

  /** True when somebody was taken so and no turn has come of it; it is forgotten. */
  drop(thread: string): boolean {
    return this.begun.delete(thread);
  }

  /** The document of somebody who was taken so, if that was just now and `others` do not wait as well. */
  take(thread: string, others: ReadonlyMap<string, unknown>): StoredThread | undefined {
    const found = this.begun.get(thread);
    this.begun.delete(thread);
    if (found === undefined || this.elapsed() > found.until) return undefined;
    const isAlone = others.size === 1 && others.has(found.event.id);
    return isAlone ? { ...found.left, waiting: [found.event] } : undefined;
  }
}
