import type { Prompt } from '../speech/prompt';
import { AppError } from '../core/errors';
import { uuidOf } from '../core/ids';
import type { Locale } from '../core/texts';
import type { Model } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import { ChannelBudget } from './channel-budget';
import { contextOf, Delivery } from './delivery';
import type { DeliveryParts } from './delivery';
import { DeliveryLoop } from './delivery-loop';
import { outboxModel } from './model';
import type { OutboxItem } from './model';
import type { Quota, Recipient } from './rules';

/** Something to be pushed. */
export interface NewItem {
  /** Says what it is, e.g. `reminder:<org>:<round>:<stage>:<person>`. */
  readonly id: string;
  readonly orgId: string;
  readonly to: Recipient;
  /** At least one; one push holds five messages, see `Prompt`. */
  readonly prompts: readonly Prompt[];
  readonly locale: Locale;
  /** Business time from which it is due; absent: now. */
  readonly notBefore?: Date;
  /** Business time after which it would be untrue and is cancelled. */
  readonly validUntil?: Date;
}

export interface Outbox {
  /** Keeps it to be pushed. The same id again changes nothing, whatever became of the first. */
  enqueue(item: NewItem): Promise<'new' | 'known'>;
  /** Takes and delivers at most `limit` items that are due; returns how many were taken. */
  deliverSome(limit: number): Promise<number>;
  /** Delivers in the background until `stop`. */
  start(): void;
  /** Something may be due: look at once (after the time machine moved). */
  nudge(): void;
  stop(): Promise<void>;
  /** Takes back what is not sent yet; false when there is no such thing. */
  cancel(id: string): Promise<boolean>;
  /** Waiting items, dead letters, and the age of the oldest item that is due and not held by the quota. */
  counts(): Promise<{ waiting: number; dead: number; oldestSeconds: number }>;
  /** Tries a dead letter again, with the same retry key; false when there is no such thing. */
  retryDead(id: string): Promise<boolean>;
  /** Forgets what is over: ids after 400 days, dead letters after 90. Returns how many. */
  sweep(): Promise<number>;
}

/** What an outbox is made of. */
export interface OutboxParts extends DeliveryParts {
  readonly quota: (orgId: string) => Promise<Quota>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const KEEP_IDS_MS = 400 * DAY_MS;
const KEEP_DEAD_MS = 90 * DAY_MS;

/** The outbox of this process; any number of processes share the work. */
export function createOutbox(parts: OutboxParts): Outbox {
  return new StoredOutbox(parts);
}

class StoredOutbox implements Outbox {
  private readonly items: Model<OutboxItem>;
  private readonly delivery: Delivery;
  private readonly loop: DeliveryLoop;

  constructor(private readonly parts: OutboxParts) {
    this.items = outboxModel(parts.connection);
    this.delivery = new Delivery(parts, new ChannelBudget(parts));
    this.loop = new DeliveryLoop((limit) => this.deliverSome(limit), parts.log);
  }

  async enqueue({ id, prompts, notBefore, ...item }: NewItem): Promise<'new' | 'known'> {
    if (prompts.length === 0) throw new AppError('nothing-to-say', `outbox item ${id} holds no message`);
    const now = this.parts.machineClock.now();
    const fresh: Omit<OutboxItem, '_id'> = {
      ...item,
      sealedPrompts: this.parts.sealer.seal(JSON.stringify(prompts), contextOf(id)),
      retryKey: uuidOf(id),
      status: 'waiting',
      attempts: 0,
      notBefore: notBefore ?? this.parts.clock.now(),
      freeAt: now,
      createdAt: now,
    };
    try {
      const made = await this.items.updateOne({ _id: id }, { $setOnInsert: fresh }, { upsert: true });
      if (made.upsertedCount === 0) return 'known';
    } catch (error) {
      if (isDuplicate(error)) return 'known';
      throw error;
    }
    this.loop.nudge();
    return 'new';
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
    const result = await this.items.updateOne(
      { _id: id, status: 'waiting' },
      {
        $set: { status: 'cancelled', settledAt: this.parts.machineClock.now() },
        $unset: { sealedPrompts: 1 },
      },
    );
    return result.modifiedCount > 0;
  }

  async counts(): Promise<{ waiting: number; dead: number; oldestSeconds: number }> {
    const now = this.parts.machineClock.now();
    const due = { status: 'waiting' as const, notBefore: { $lte: this.parts.clock.now() } };
    const [waiting, dead, oldest] = await Promise.all([
      this.items.countDocuments({ status: 'waiting' }),
      this.items.countDocuments({ status: 'dead' }),
      this.items
        .findOne({ ...due, lastProblem: { $ne: 'quota' } }, { createdAt: 1 }, { sort: { createdAt: 1 } })
        .lean<Pick<OutboxItem, 'createdAt'> | null>(),
    ]);
    const age = oldest === null ? 0 : now.getTime() - oldest.createdAt.getTime();
    return { waiting, dead, oldestSeconds: Math.max(0, Math.floor(age / 1000)) };
  }

  async retryDead(id: string): Promise<boolean> {
    const result = await this.items.updateOne(
      { _id: id, status: 'dead' },
      {
        $set: { status: 'waiting', attempts: 0, freeAt: this.parts.machineClock.now() },
        $unset: { giveUpAt: 1, settledAt: 1 },
      },
    );
    if (result.modifiedCount > 0) this.loop.nudge();
    return result.modifiedCount > 0;
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
