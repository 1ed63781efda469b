import { bangkokDay } from '../../core/bangkok-day';
import type { Migration } from './migration';

/** An entry of version 0.1: its round was a number of months, derived from the day it was recorded. */
interface OldEntry {
  _id: string;
  planId: string;
  months: number;
  problem?: unknown;
  recommendation?: unknown;
  recordedAt: Date;
}

/** The word that version 0.1 kept for "nothing to say", in every language. */
const NONE = '\u0e44\u0e21\u0e48\u0e21\u0e35';
const BATCH = 500;

/**
 * Version 0.1 knew two rounds, by their months, and kept "none" as the Thai word. Every entry is given its
 * round's key, the version of the plan (see `0002-plan-versions`) and the day it speaks of. Each entry is
 * changed by one write and then no longer looks like an old one, so that a crash is gone on from.
 */
export const progressRounds: Migration = {
  id: '0003-progress-rounds',
  run: async ({ connection }) => {
    const entries = connection.collection<OldEntry>('progress');
    const isOld = { months: { $exists: true } };
    for (;;) {
      const old = await entries.find(isOld).limit(BATCH).toArray();
      if (old.length === 0) return;
      await entries.bulkWrite(
        old.map((entry) => ({
          updateOne: {
            filter: { _id: entry._id, ...isOld },
            update: { $set: renewed(entry), $unset: { months: '' } },
          },
        })),
        { ordered: false },
      );
    }
  },
};

function renewed({ planId, months, problem, recommendation, recordedAt }: OldEntry): object {
  return {
    round: String(months),
    planVersion: `${planId}:v1`,
    asOf: bangkokDay(recordedAt),
    ...(typeof problem === 'string' ? { problem: remark(problem) } : {}),
    ...(typeof recommendation === 'string' ? { recommendation: remark(recommendation) } : {}),
  };
}

function remark(said: string): { none: true } | { text: string } {
  return said === NONE ? { none: true } : { text: said };
}
