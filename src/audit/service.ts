import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import type { Ids } from '../core/ids';
import type { Connection } from '../mongo/connection';
import { countModel, lookModel } from './model';

/** Somebody looks at something protected. */
export interface Look {
  readonly orgId: string;
  /** Who: a fingerprint. */
  readonly by: string;
  /** What is done, e.g. `file.read`. */
  readonly what: string;
  /** With which record: `complaint:<id>`. */
  readonly record: string;
  /** What for. */
  readonly purpose: string;
}

export interface Audit {
  /** Writes a look down; called and awaited before anything is shown. */
  record(look: Look): Promise<void>;
  /** Counts what the bot itself opens in passing, by the day; no record and no person. */
  count(what: string, purpose: string): Promise<void>;
}

/** The only code that writes the audit trail. */
export function createAudit(parts: { connection: Connection; clock: Clock; ids: Ids }): Audit {
  const { connection, clock, ids } = parts;
  const looks = lookModel(connection);
  const counts = countModel(connection);
  return {
    record: async (look) => {
      await looks.create({ _id: ids.next(), at: clock.now(), ...look });
    },
    count: async (what, purpose) => {
      const on = bangkokDay(clock.now());
      const first = { what, purpose, on };
      await counts.updateOne(
        { _id: `${what}:${purpose}:${on}` },
        { $inc: { count: 1 }, $setOnInsert: first },
        { upsert: true },
      );
    },
  };
}
