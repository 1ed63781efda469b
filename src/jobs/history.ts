import type { Clock } from '../core/clock';
import type { Connection } from '../mongo/connection';
import { jobRunModel } from './model';

/** What was run when: it is what keeps a planned minute from being run twice. */
export interface RunHistory {
  /** Forgets runs of more than 400 days ago; returns how many. */
  sweep(): Promise<number>;
}

const KEEP_MS = 400 * 24 * 60 * 60 * 1000;

/** The history that all runners of this database share. */
export function createRunHistory(parts: {
  readonly connection: Connection;
  readonly machineClock: Clock;
}): RunHistory {
  const runs = jobRunModel(parts.connection);
  return {
    sweep: async () => {
      const before = new Date(parts.machineClock.now().getTime() - KEEP_MS);
      return (await runs.deleteMany({ claimedAt: { $lt: before } })).deletedCount;
    },
  };
}
