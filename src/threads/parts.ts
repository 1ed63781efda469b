import type { Clock } from '../core/clock';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import type { StoredOverflow, StoredThread } from './model';
import { overflowModel, threadModel } from './model';

/** What the room stands on. */
export interface ThreadParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  /** The clock that people live in: drafts end by it. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly ids: Pick<Ids, 'next'>;
  readonly log: Log;
}

/** The collection without mongoose's casting, for what every turn does: the documents are ours. */
export function threadsOn(connection: Connection) {
  // Whoever has the one has the other: both are made before anything is written.
  overflowModel(connection);
  return connection.collection<StoredThread>(threadModel(connection).collection.collectionName);
}

/** See `threadsOn`. */
export type Threads = ReturnType<typeof threadsOn>;

/** The same of what is beyond them. */
export function overflowOn(connection: Connection) {
  return connection.collection<StoredOverflow>(overflowModel(connection).collection.collectionName);
}

/** Losing it in a crash gives back what a crash should give back. */
export const QUICK = { w: 1, journal: false } as const;

/** Days that drafts are kept after their person's last word. */
export const KEPT_DAYS = 7;
