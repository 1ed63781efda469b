import { DAY_MS } from '../core/bangkok-day';
import type { Model } from '../mongo/connection';
import { ChannelBudget } from './channel-budget';
import type { DeliveryParts } from './delivery';
import { Delivery } from './delivery';
import { DeliveryLoop } from './delivery-loop';
import type { Keep } from './keeping';
import { createKeep } from './keeping';
import type { NewItem, OutboxItem } from './model';
import { closed, outboxModel } from './model';
import type { Quota } from './rules';

export type { NewItem } from './model';

/** How the outbox stands, of all organisations together. */
export interface OutboxCounts {
  readonly waiting: number;
  /** Of these, what waits for somebody to mend a channel. */
  readonly repair: number;
  readonly dead: number;
  /** Age of the oldest item that is due and not held by the quota. */
  readonly oldestSeconds: number;
}

export interface Outbox {
  /**
   * Keeps it to be pushed. The same id again changes nothing, whatever became of the first: `known`, it waits,
   * was sent or was taken back; `dead`, it has not arrived and will not, until an operator revives it. A dead
   * letter is never revived by asking again: LINE has refused it, or it may have arrived.
   */
  enqueue(item: NewItem): Promise<'new' | 'known' | 'dead'>;
  /** Takes and delivers at most `limit` items that are due; returns how many were taken. */
  deliverSome(limit: number): Promise<number>;
  /** Delivers in the background until `stop`. */
  start(): void;
  /** Something may be due: look at once (after the time machine moved). */
  nudge(): void;
  stop(): Promise<void>;
  /** Takes back what is not sent yet; false when there is no such thing. */
  cancel(id: string): Promise<boolean>;
  counts(): Promise<OutboxCounts>;
  /** Forgets what is over: ids after 400 days, dead letters after 90. Returns how many. */
  sweep(): Promise<number>;
}

/** What an outbox is made of. */
export interface OutboxParts extends DeliveryParts {
  readonly quota: (orgId: string) => Promise<Quota>;
}

const KEEP_IDS_MS = 400 * DAY_MS;
const KEEP_DEAD_MS = 90 * DAY_MS;

/** The outbox of this process; any number of processes share the work. */
export function createOutbox(parts: OutboxParts): Outbox {
  return new StoredOutbox(parts);
}

class StoredOutbox implements Outbox {
  private readonly items: Model<OutboxItem>;
  private readonly delivery: Delivery;
  private readonly keep: Keep;
  private readonly loop: DeliveryLoop;

  constructor(private readonly parts: OutboxParts) {
    this.items = outboxModel(parts.connection);
    this.delivery = new Delivery(parts, new ChannelBudget(parts));
    this.keep = createKeep(parts);
    this.loop = new DeliveryLoop((limit) => this.deliverSome(limit), parts.log);
  }

  async enqueue(item: NewItem): Promise<'new' | 'known' | 'dead'> {
    const kept = await this.keep(item);
    if (kept === 'new') this.loop.nudge();
    return kept;
  }

  async deliverSome(limit: number): Promise<number> {
    return this.delivery.deliverSome(limit);
  }

  start(): void {
    this.loop.start();
  }

  nudge(): void {
    this.loop.nudge();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  async cancel(id: string): Promise<boolean> {
    const taken = closed('cancelled', this.parts.machineClock.now());
    return (await this.items.updateOne({ _id: id, status: 'waiting' }, taken)).modifiedCount > 0;
  }

  async counts(): Promise<OutboxCounts> {
    const now = this.parts.machineClock.now();
    const due = { status: 'waiting' as const, notBefore: { $lte: this.parts.clock.now() } };
    const [waiting, repair, dead, oldest] = await Promise.all([
      this.items.countDocuments({ status: 'waiting' }),
      this.items.countDocuments({ status: 'waiting', 'held.by': 'repair' }),
      this.items.countDocuments({ status: 'dead' }),
      this.items
        .findOne({ ...due, 'held.by': { $ne: 'quota' } }, { createdAt: 1 }, { sort: { createdAt: 1 } })
        .lean<Pick<OutboxItem, 'createdAt'> | null>(),
    ]);
    const age = now.getTime() - (oldest?.createdAt ?? now).getTime();
    return { waiting, repair, dead, oldestSeconds: Math.max(0, Math.floor(age / 1000)) };
  }

  async sweep(): Promise<number> {
    const now = this.parts.machineClock.now().getTime();
    const over = await this.items.deleteMany({
      status: { $in: ['sent', 'cancelled'] },
      settledAt: { $lt: new Date(now - KEEP_IDS_MS) },
    });
    const dead = await this.items.deleteMany({
      status: 'dead',
      settledAt: { $lt: new Date(now - KEEP_DEAD_MS) },
    });
    return over.deletedCount + dead.deletedCount;
  }
}
