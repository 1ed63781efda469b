import type { Day } from '../core/bangkok-day';
import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import { DURABLE } from '../mongo/connection';
import { openEvent } from './events';
import type { StoredAside } from './model';
import { threadsOn } from './parts';

/** An event that was set aside, without anything of what it says or who it is from. */
export interface Aside {
  readonly id: string;
  readonly orgId: string;
  readonly on: Day;
  readonly problem: string;
  readonly failures: number;
}

/** For the operator: what is to become of events that were given up. */
export interface Asides {
  /** All of them, the oldest first. */
  list(): Promise<Aside[]>;
  /**
   * Lets an event wait again, with as many tries as a new one: for when what it failed of is mended. False: no
   * such event is set aside. Throws `sealed-unreadable` when the key is gone that its payload was sealed with.
   */
  replay(id: string): Promise<boolean>;
  /** Deletes what an event says; its id is kept as of one that is done. False: no such event is set aside. */
  drop(id: string): Promise<boolean>;
}

/** What settling them needs: the scripts run it without the bot. */
export interface AsideParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly machineClock: Clock;
}

/** See `Asides`. */
export function createAsides({ connection, sealer, machineClock }: AsideParts): Asides {
  const threads = threadsOn(connection);
  const find = async (id: string): Promise<StoredAside | undefined> => {
    const found = await threads.findOne({ 'aside.id': id }, { promoteBuffers: true });
    return found?.aside?.find((each) => each.id === id);
  };
  return {
    list: async () => {
      const found = await threads.find({ 'aside.id': { $gt: '' } }).toArray();
      return found
        .flatMap(({ aside = [] }) => aside)
        .sort((one, other) => one.on.getTime() - other.on.getTime())
        .map(({ id, orgId, on, problem = '', failures = 0 }) => {
          return { id, orgId, problem, failures, on: bangkokDay(on) };
        });
    },
    replay: async (id) => {
      const aside = await find(id);
      if (aside === undefined) return false;
      openEvent(sealer, aside);
      const { orgId, sealed } = aside;
      const receivedAt = machineClock.now();
      // Behind what its person has said meanwhile.
      const timestamp = receivedAt.getTime();
      const waiting = { id, orgId, sealed, receivedAt, timestamp, isAgain: true } as const;
      const { matchedCount } = await threads.updateOne(
        { 'aside.id': id },
        { $pull: { aside: { id } }, $push: { waiting } },
        { writeConcern: DURABLE },
      );
      return matchedCount === 1;
    },
    drop: async (id) => {
      const { matchedCount } = await threads.updateOne(
        { 'aside.id': id },
        { $pull: { aside: { id } } },
        { writeConcern: DURABLE },
      );
      return matchedCount === 1;
    },
  };
}
