import type { Clock } from '../../core/clock';
import type { Connection, Model } from '../../mongo/connection';
import { duplicatesOf } from '../../mongo/schema';
import { SharedCalls } from '../../mongo/shared-calls';
import type { Lane } from './inbox-model';
import { laneModel } from './inbox-model';

/** Who works off whose events: a lease per person, so that two processes never answer one person at once. */
export interface Lanes {
  /** Takes a lane for this process; false while another one holds it. */
  take(lane: string): Promise<boolean>;
  /** Extends this process's hold of lanes; they are to be renewed well within fifteen seconds. */
  renew(lanes: readonly string[]): Promise<void>;
  release(lane: string): Promise<void>;
  /** Removes leases that ran out before `before`: a crash left them, and nobody has come back for them. */
  sweep(before: Date): Promise<void>;
}

export interface LaneParts {
  readonly connection: Connection;
  /** Leases run on the machine's time whatever the time machine shows. */
  readonly machineClock: Clock;
  /** Names this process. */
  readonly owner: string;
}

/**
 * How long a process may be silent before its lanes are taken over: short enough for those who wrote just
 * before a crash to be answered while their reply tokens live, which is a minute.
 */
const LEASE_MS = 15_000;
/** So far the clocks of two machines may be apart. A lease that ends later was taken before the clock was set back. */
const APART_MS = 60_000;
/** Losing a lease in a crash gives the lane back, which is what a crash should do. */
const QUICK = { w: 1, journal: false } as const;

/** Leases in the database; what comes at the same time shares a command. */
export function createLanes(parts: LaneParts): Lanes {
  const { connection, machineClock, owner } = parts;
  const model: Model<Lane> = laneModel(connection);
  // Without mongoose's casting, for what every turn does: the documents are ours.
  const lanes = connection.collection<Lane>(model.collection.collectionName);
  const leaseEnd = (): Date => new Date(machineClock.now().getTime() + LEASE_MS);

  const takes = new SharedCalls<string, boolean>(async (wanted) => {
    const mine = { $set: { owner, until: leaseEnd() } };
    const never = new Date(leaseEnd().getTime() + APART_MS);
    const free = [{ until: { $lte: machineClock.now() } }, { until: { $gt: never } }, { owner }];
    // Held by another one: the upsert cannot make a second document of the lane.
    const held = await duplicatesOf(() =>
      lanes.bulkWrite(
        wanted.map((_id) => ({ updateOne: { filter: { _id, $or: free }, update: mine, upsert: true } })),
        { ordered: false, writeConcern: QUICK },
      ),
    );
    return wanted.map((_lane, index) => !held.has(index));
  });
  const releases = new SharedCalls<string>(async (freed) => {
    // One statement a lane: a list of ids would be looked for from the lowest to the highest of them.
    await lanes.bulkWrite(
      freed.map((_id) => ({ deleteOne: { filter: { _id, owner } } })),
      { ordered: false, writeConcern: QUICK },
    );
    return undefined;
  });

  return {
    take: (lane) => takes.one(lane),
    renew: async (held) => {
      const update = { $set: { until: leaseEnd() } };
      await lanes.bulkWrite(
        held.map((_id) => ({ updateOne: { filter: { _id, owner }, update } })),
        { ordered: false, writeConcern: QUICK },
      );
    },
    release: (lane) => releases.one(lane),
    sweep: async (before) => {
      // Few are left by crashes: walked through in the order of their ids, they need no index of their own.
      await lanes.deleteMany({ _id: { $gt: '' }, until: { $lt: before } });
    },
  };
}
