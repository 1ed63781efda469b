import { bangkokDay, dayStart } from '../../core/bangkok-day';
import type { Clock } from '../../core/clock';
import type { Sealer } from '../../core/sealing';
import type { Connection, Model } from '../../mongo/connection';
import { duplicatesOf } from '../../mongo/schema';
import { SharedCalls } from '../../mongo/shared-calls';
import type { InboxItem } from './inbox-model';
import { inboxModel } from './inbox-model';
import { UnsentMessages } from './unsent-messages';

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
  /** The inbox's own id of it, the same whenever it comes. */
  readonly id: string;
  readonly orgId: string;
  readonly event: unknown;
  /** Machine time. */
  readonly receivedAt: Date;
  /** How often it was taken up again; 0 for one that has just come. */
  readonly claims: number;
  readonly failures: number;
  /** Random, the same whenever the event comes, and gone with it: what it begins takes its ids from it. */
  readonly seed: string;
}

/** Events that were not known before, and whose they are. */
export interface Arrival {
  readonly lane: string;
  readonly event: ClaimedEvent;
}

/** Somebody whose events wait. */
export interface WaitingLane {
  readonly lane: string;
  readonly orgId: string;
}

export interface Inbox {
  /**
   * Stores all events of one body in one durable write, shared with bodies that came at the same time.
   * Resolves, after the write is on disk, with those that are new: known ids are dropped. Rejects when any
   * of the shared write failed: sent again, nothing is stored twice.
   */
  store(events: readonly NewEvent[]): Promise<Arrival[]>;
  /** The id of a lane's oldest waiting event. Only the holder of the lane may ask. */
  oldest(lane: string): Promise<string | undefined>;
  /**
   * Takes up an event that did not just come: a crash or another process left it, or it failed. That is
   * counted, and the count is on disk before anybody works on it: an event that kills processes is found out.
   */
  takeUp(id: string): Promise<ClaimedEvent | undefined>;
  /** The event has taken effect: only its id is left, and the day. */
  done(id: string): Promise<void>;
  failed(id: string, problem: string): Promise<void>;
  /** Puts a poison event aside, payload kept, so that it blocks nobody. */
  setAside(id: string, problem: string): Promise<void>;
  /**
   * Lanes with events that wait since before `before`, the oldest first, however many events each of them has:
   * what has come later is in the hands of the process that it came to.
   */
  waitingLanes(limit: number, before: Date): Promise<WaitingLane[]>;
  /** Its sender took a message back: what is stored of it goes, and a copy that comes later is known by it. */
  unsend(orgId: string, messageId: string): Promise<void>;
  /**
   * True for a message that was taken back before it came. One that came at once is looked for among those
   * that were taken back here just now; in the database only when it came late.
   */
  isUnsent(orgId: string, messageId: string, isLate: boolean): Promise<boolean>;
  /** Forgets what is done or set aside since before `before`; returns how many. */
  sweep(before: Date): Promise<number>;
  counts(): Promise<{ waiting: number; aside: number }>;
}

export interface InboxParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly machineClock: Clock;
}

/** The inbox of this deployment. See `inbox-model.ts` for what is kept and how long. */
export function createInbox(parts: InboxParts): Inbox {
  return new StoredInbox(parts);
}

/** On disk before it is acknowledged; said here once more because the driver is spoken to directly. */
const DURABLE = { w: 'majority', journal: true } as const;
/** All that is known of an event but its id. */
export const CONTENT = {
  ...({ lane: 1, orgId: 1, timestamp: 1, sealedEvent: 1, message: 1, problem: 1 } as const),
  ...({ receivedAt: 1, claims: 1, failures: 1, asideOn: 1 } as const),
};

class StoredInbox implements Inbox {
  private readonly model: Model<InboxItem>;
  /** The same collection without mongoose's casting, for what every turn does: the documents are ours. */
  private readonly items;
  private readonly unsent: UnsentMessages;
  private readonly arrivals = new SharedCalls<InboxItem, boolean>((items) => this.insert(items));
  private readonly looks = new SharedCalls<string, string | undefined>((lanes) => this.oldestOf(lanes));
  private readonly ends = new SharedCalls<string>((ids) => this.end(ids.map((_id) => ({ _id }))));

  constructor(private readonly parts: InboxParts) {
    this.model = inboxModel(parts.connection);
    this.unsent = new UnsentMessages(this.model, parts.sealer);
    this.items = parts.connection.collection<InboxItem>(this.model.collection.collectionName);
  }

  async store(events: readonly NewEvent[]): Promise<Arrival[]> {
    if (events.length === 0) return [];
    const documents = events.map((event) => this.documentOf(event));
    const isNew = await this.arrivals.all(documents);
    return documents.flatMap(({ _id, orgId, lane, receivedAt, sealedEvent }, place) => {
      const seed = this.seedOf(sealedEvent);
      const event = { id: _id, orgId, receivedAt, event: events[place]?.event, claims: 0, failures: 0, seed };
      return isNew[place] === true ? [{ lane, event }] : [];
    });
  }

  oldest(lane: string): Promise<string | undefined> {
    return this.looks.one(lane);
  }

  async takeUp(id: string): Promise<ClaimedEvent | undefined> {
    const item = await this.items.findOneAndUpdate(
      { _id: id, lane: { $exists: true } },
      { $inc: { claims: 1 } },
      { returnDocument: 'after', writeConcern: DURABLE },
    );
    if (item?.sealedEvent === undefined || item.orgId === undefined) return undefined;
    const event: unknown = JSON.parse(this.parts.sealer.open(item.sealedEvent, contextOf(id)));
    const { orgId, receivedAt = this.parts.machineClock.now(), claims = 0, failures = 0 } = item;
    return { id, orgId, event, receivedAt, claims, failures, seed: this.seedOf(item.sealedEvent) };
  }

  done(id: string): Promise<void> {
    return this.ends.one(id);
  }

  async failed(id: string, problem: string): Promise<void> {
    await this.model.updateOne({ _id: id }, { $inc: { failures: 1 }, $set: { problem } });
  }

  async setAside(id: string, problem: string): Promise<void> {
    const gone = { lane: 1, timestamp: 1, receivedAt: 1 } as const;
    await this.model.updateOne({ _id: id }, { $set: { asideOn: this.today(), problem }, $unset: gone });
  }

  waitingLanes(limit: number, before: Date): Promise<WaitingLane[]> {
    return this.model.aggregate<WaitingLane>([
      { $match: { lane: { $gt: '' } } },
      { $sort: { lane: 1, timestamp: 1, _id: 1 } },
      { $group: { _id: '$lane', oldest: { $first: '$$ROOT' } } },
      { $match: { 'oldest.receivedAt': { $lte: before } } },
      { $sort: { 'oldest.timestamp': 1 } },
      { $limit: limit },
      { $project: { _id: 0, lane: '$_id', orgId: '$oldest.orgId' } },
    ]);
  }

  async unsend(orgId: string, messageId: string): Promise<void> {
    const message = this.unsent.nameOf(orgId, messageId);
    // First the mark: a copy that comes between the two is known by it.
    await this.unsent.mark(message, this.today());
    await this.end([{ message }]);
  }

  isUnsent(orgId: string, messageId: string, isLate: boolean): Promise<boolean> {
    return this.unsent.has(this.unsent.nameOf(orgId, messageId), isLate);
  }

  async sweep(before: Date): Promise<number> {
    const done = await this.model.deleteMany({ doneOn: { $lt: before } });
    const aside = await this.model.deleteMany({ asideOn: { $lt: before } });
    return done.deletedCount + aside.deletedCount;
  }

  async counts(): Promise<{ waiting: number; aside: number }> {
    const waiting = await this.model.countDocuments({ lane: { $gt: '' } });
    return { waiting, aside: await this.model.countDocuments({ asideOn: { $exists: true } }) };
  }

  private async insert(items: readonly InboxItem[]): Promise<boolean[]> {
    const known = await duplicatesOf(() =>
      this.items.insertMany(items, { ordered: false, writeConcern: DURABLE }),
    );
    return items.map((_item, place) => !known.has(place));
  }

  /** The oldest event of each lane, found in the index alone. */
  private async oldestOf(lanes: readonly string[]): Promise<(string | undefined)[]> {
    const found = await this.items
      .aggregate<{ _id: string; first: string }>([
        { $match: { lane: { $in: lanes } } },
        { $sort: { lane: 1, timestamp: 1, _id: 1 } },
        { $group: { _id: '$lane', first: { $first: '$_id' } } },
      ])
      .toArray();
    const byLane = new Map(found.map(({ _id, first }) => [_id, first]));
    return lanes.map((lane) => byLane.get(lane));
  }

  private async end(which: readonly ({ _id: string } | { message: string })[]): Promise<undefined> {
    const update = { $set: { doneOn: this.today() }, $unset: CONTENT };
    const ends = which.map((filter) => ({ updateMany: { filter, update } }));
    await this.items.bulkWrite(ends, { ordered: false, writeConcern: DURABLE });
  }

  /** No two seals are alike, even of the same text: theirs is the randomness. */
  private readonly seedOf = (sealed: string): string => this.parts.sealer.fingerprint(sealed, 'event-seed');

  private today(): Date {
    return dayStart(bangkokDay(this.parts.machineClock.now()));
  }

  private documentOf({ id, orgId, userId, messageId, timestamp, event }: NewEvent) {
    const { sealer } = this.parts;
    const _id = sealer.fingerprint(`${orgId}:${id}`, 'event');
    return {
      _id,
      orgId,
      lane: laneOf(sealer, orgId, userId ?? id),
      timestamp,
      receivedAt: this.parts.machineClock.now(),
      sealedEvent: sealer.seal(JSON.stringify(event), contextOf(_id)),
      ...(messageId === undefined ? {} : { message: this.unsent.nameOf(orgId, messageId) }),
    };
  }
}

/** Whose events must not overtake each other. */
export function laneOf(sealer: Sealer, orgId: string, whose: string): string {
  return sealer.fingerprint(`${orgId}:${whose}`, 'lane');
}

/** Where the sealed event of this id belongs. */
export function contextOf(id: string): string {
  return `inbox:${id}`;
}
