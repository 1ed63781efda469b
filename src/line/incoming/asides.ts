import type { Day } from '../../core/bangkok-day';
import { bangkokDay, dayStart } from '../../core/bangkok-day';
import type { Clock } from '../../core/clock';
import type { Sealer } from '../../core/sealing';
import type { Connection } from '../../mongo/connection';
import { parseEvent } from './events';
import { CONTENT, contextOf, laneOf } from './inbox';
import type { InboxItem } from './inbox-model';
import { inboxModel } from './inbox-model';

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

export interface AsideParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly machineClock: Clock;
}

/** See `Asides`. */
export function createAsides({ connection, sealer, machineClock }: AsideParts): Asides {
  const items = inboxModel(connection);
  const isAside = { asideOn: { $exists: true } };
  return {
    list: async () => {
      const found = await items.find(isAside).sort({ asideOn: 1 }).lean<InboxItem[]>();
      return found.map(({ _id: id, orgId = '', asideOn = new Date(0), problem = '', failures = 0 }) => ({
        ...{ id, orgId, problem, failures },
        on: bangkokDay(asideOn),
      }));
    },
    replay: async (_id) => {
      const item = await items.findOne({ _id, ...isAside }).lean<InboxItem>();
      if (item?.sealedEvent === undefined || item.orgId === undefined) return false;
      const event: unknown = JSON.parse(sealer.open(item.sealedEvent, contextOf(_id)));
      const receivedAt = machineClock.now();
      const waiting = {
        lane: laneOf(sealer, item.orgId, parseEvent(event)?.userId ?? _id),
        // Behind what its person has said meanwhile.
        timestamp: receivedAt.getTime(),
        receivedAt,
      };
      const gone = { asideOn: 1, claims: 1, failures: 1, problem: 1 } as const;
      const { matchedCount } = await items.updateOne({ _id, ...isAside }, { $set: waiting, $unset: gone });
      return matchedCount === 1;
    },
    drop: async (_id) => {
      const doneOn = dayStart(bangkokDay(machineClock.now()));
      const { matchedCount } = await items.updateOne(
        { _id, ...isAside },
        { $set: { doneOn }, $unset: CONTENT },
      );
      return matchedCount === 1;
    },
  };
}
