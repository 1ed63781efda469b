import type { Connection, Model } from '../../mongo/connection';
import { areDuplicates, isDuplicate } from '../../mongo/schema';
import type { Clock } from '../../core/clock';
import type { Sealer } from '../../core/sealing';
import { inboxModel, laneModel } from './inbox-model';
import type { InboxItem, Lane } from './inbox-model';
import { SharedWrites } from './shared-writes';

/** An event on its way into the inbox. */
export interface NewEvent {
  readonly id: string;
  readonly orgId: string;
  /** LINE user id; absent for events without a source, which then are a lane of their own. */
  readonly userId?: string;
  readonly messageId?: string;
  readonly timestamp: number;
  readonly event: unknown;
}

/** An event whose turn has come. */
export interface ClaimedEvent {
  readonly id: string;
  readonly orgId: string;
  readonly event: unknown;
  /** Machine time. */
  readonly receivedAt: Date;
  readonly claims: number;
  readonly failures: number;
}

export interface Inbox {
  /**
   * Stores all events of one body in one durable write, shared with bodies that came at the same time; ids
   * that are known already are dropped. Resolves with the lanes that have something to do, after the write
   * is on disk. Rejects when any of the shared write failed: sent again, nothing is stored twice.
   */
  store(events: readonly NewEvent[]): Promise<string[]>;
  /** Takes a lane for this process; false while another one holds it. */
  takeLane(lane: string): Promise<boolean>;
  /** Extends this process's hold of lanes; they are to be renewed well within fifteen seconds. */
  renewLanes(lanes: readonly string[]): Promise<void>;
  releaseLane(lane: string): Promise<void>;
  /** The lane's oldest waiting event. Only the holder of the lane may ask. */
  next(lane: string): Promise<ClaimedEvent | undefined>;
  /** The event has taken effect: only its id is left. */
  done(id: string): Promise<void>;
  failed(id: string, problem: string): Promise<void>;
  /** Puts a poison event aside, payload kept, so that it blocks nobody. */
  setAside(id: string, problem: string): Promise<void>;
  /** Lanes with waiting events, the oldest first: what a crash or another process left. */
  waitingLanes(limit: number): Promise<string[]>;
  /** Removes stored copies of a message that its sender took back. */
  unsend(orgId: string, messageId: string): Promise<void>;
  /** Forgets ids that are done since before `before`, and lanes long free; returns how many ids. */
  sweep(before: Date): Promise<number>;
  counts(): Promise<{ waiting: number; aside: number }>;
}

/**
 * How long a process may be silent before its lanes are taken over: short enough for those who wrote just
 * before a crash to be answered while their reply tokens live, which is a minute.
 */
const LEASE_MS = 15_000;

export interface InboxParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  /** Leases run on the machine's time whatever the time machine shows. */
  readonly machineClock: Clock;
  /** Names this process. */
  readonly owner: string;
}

/** An inbox of this process. See `inbox-model.ts` for what is kept and how long. */
export function createInbox(parts: InboxParts): Inbox {
  return new StoredInbox(parts);
}

/** On disk before it is acknowledged; said here once more because the driver is spoken to directly. */
const DURABLE = { w: 'majority', journal: true } as const;
/** For claims: losing one in a crash gives the event back, which is what a crash should do. */
const QUICK = { w: 1, journal: false } as const;
const GONE = { lane: 1, sealedEvent: 1, messageId: 1, problem: 1 } as const;

class StoredInbox implements Inbox {
  private readonly items: Model<InboxItem>;
  private readonly lanes: Model<Lane>;
  /** The same collections without mongoose's casting, for what every turn does: the documents are ours. */
  private readonly hotItems;
  private readonly hotLanes;
  private readonly arrivals = new SharedWrites<InboxItem>((items) => this.insert(items));
  private readonly ends = new SharedWrites<string>((ids) => this.end(ids));
  private readonly releases = new SharedWrites<string>((lanes) => this.free(lanes));

  constructor(private readonly parts: InboxParts) {
    this.items = inboxModel(parts.connection);
    this.lanes = laneModel(parts.connection);
    this.hotItems = parts.connection.collection<InboxItem>(this.items.collection.collectionName);
    this.hotLanes = parts.connection.collection<Lane>(this.lanes.collection.collectionName);
  }

  async store(events: readonly NewEvent[]): Promise<string[]> {
    if (events.length === 0) return [];
    const documents = events.map((event) => this.documentOf(event));
    await this.arrivals.add(documents);
    return [...new Set(documents.map((document) => document.lane ?? document._id))];
  }

  async takeLane(lane: string): Promise<boolean> {
    const { owner } = this.parts;
    try {
      await this.hotLanes.updateOne(
        { _id: lane, $or: [{ until: { $lte: this.now() } }, { owner }] },
        { $set: { owner, until: this.leaseEnd() } },
        { upsert: true, writeConcern: QUICK },
      );
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async renewLanes(lanes: readonly string[]): Promise<void> {
    const mine = { _id: { $in: lanes }, owner: this.parts.owner };
    await this.lanes.updateMany(mine, { $set: { until: this.leaseEnd() } });
  }

  releaseLane(lane: string): Promise<void> {
    return this.releases.add([lane]);
  }

  async next(lane: string): Promise<ClaimedEvent | undefined> {
    const item = await this.hotItems.findOneAndUpdate(
      { lane, state: 'waiting' },
      { $inc: { claims: 1 } },
      { sort: { timestamp: 1, _id: 1 }, returnDocument: 'after', writeConcern: QUICK },
    );
    if (item?.sealedEvent === undefined) return undefined;
    const event: unknown = JSON.parse(this.parts.sealer.open(item.sealedEvent, contextOf(item._id)));
    const { _id: id, orgId, receivedAt, claims, failures } = item;
    return { id, orgId, event, receivedAt, claims, failures };
  }

  done(id: string): Promise<void> {
    return this.ends.add([id]);
  }

  async failed(id: string, problem: string): Promise<void> {
    await this.items.updateOne({ _id: id }, { $inc: { failures: 1 }, $set: { problem } });
  }

  async setAside(id: string, problem: string): Promise<void> {
    await this.items.updateOne({ _id: id }, { $set: { state: 'aside', problem }, $unset: { lane: 1 } });
  }

  async waitingLanes(limit: number): Promise<string[]> {
    const waiting = await this.items
      .find({ state: 'waiting' }, { lane: 1 })
      .sort({ timestamp: 1 })
      .limit(limit)
      .lean<Pick<InboxItem, '_id' | 'lane'>[]>();
    return [...new Set(waiting.flatMap((item) => (item.lane === undefined ? [] : [item.lane])))];
  }

  async unsend(orgId: string, messageId: string): Promise<void> {
    const done = { state: 'done', doneAt: this.now() } as const;
    await this.items.updateMany({ orgId, messageId }, { $set: done, $unset: GONE });
  }

  async sweep(before: Date): Promise<number> {
    await this.lanes.deleteMany({ until: { $lt: before } });
    return (await this.items.deleteMany({ doneAt: { $lt: before } })).deletedCount;
  }

  async counts(): Promise<{ waiting: number; aside: number }> {
    const [waiting, aside] = await Promise.all(
      (['waiting', 'aside'] as const).map((state) => this.items.countDocuments({ state })),
    );
    return { waiting: waiting ?? 0, aside: aside ?? 0 };
  }

  private async insert(items: readonly InboxItem[]): Promise<void> {
    try {
      await this.hotItems.insertMany(items, { ordered: false, writeConcern: DURABLE });
    } catch (error) {
      if (!areDuplicates(error)) throw error;
    }
  }

  private async end(ids: readonly string[]): Promise<void> {
    const done = { state: 'done', doneAt: this.now() } as const;
    await this.hotItems.updateMany(
      { _id: { $in: [...ids] } },
      { $set: done, $unset: GONE },
      { writeConcern: DURABLE },
    );
  }

  private async free(lanes: readonly string[]): Promise<void> {
    const mine = { _id: { $in: [...lanes] }, owner: this.parts.owner };
    await this.hotLanes.updateMany(mine, { $set: { until: new Date(0) } }, { writeConcern: QUICK });
  }

  private leaseEnd(): Date {
    return new Date(this.now().getTime() + LEASE_MS);
  }

  private now(): Date {
    return this.parts.machineClock.now();
  }

  private documentOf(event: NewEvent): InboxItem {
    const { sealer } = this.parts;
    return {
      _id: event.id,
      orgId: event.orgId,
      lane: sealer.fingerprint(`${event.orgId}:${event.userId ?? event.id}`, 'lane'),
      timestamp: event.timestamp,
      receivedAt: this.now(),
      sealedEvent: sealer.seal(JSON.stringify(event.event), contextOf(event.id)),
      ...(event.messageId === undefined ? {} : { messageId: event.messageId }),
      state: 'waiting',
      claims: 0,
      failures: 0,
    };
  }
}

function contextOf(id: string): string {
  return `inbox:${id}`;
}
