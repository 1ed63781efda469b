import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log, LogFields } from '../core/log';
import { present } from '../core/present';
import type { Sealer } from '../core/sealing';
import type { Connection, Model, UpdateQuery } from '../mongo/connection';
import type { ChannelBudget } from './channel-budget';
import type { Content, OutboxItem } from './model';
import { claimable, closed, contextOf, outboxModel } from './model';
import type { Recipient, Sender, SendOutcome, Settlement } from './rules';
import { isTooLate, KEY_LIFE_MS, LEASE_MS, settle } from './rules';

/** What a delivery needs. */
export interface DeliveryParts {
  readonly connection: Connection;
  /** The time people live in: decides what is due. */
  readonly clock: Clock;
  /** The machine's time: leases, back-off, LINE's retry keys. */
  readonly machineClock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly send: Sender;
  /** The LINE user id behind a recipient; `undefined`: gone, blocked, or forgotten. */
  readonly resolve: (to: Recipient, orgId: string) => Promise<{ userId: string } | undefined>;
  /** 0..1, for the jitter of the back-off. */
  readonly random: () => number;
}

const PARALLEL = 8;

type Claimed = OutboxItem & Required<Pick<OutboxItem, 'claim' | 'giveUpAt' | 'to' | 'retryKey'>>;

/** Takes items that are due, sends them, and keeps what became of them. */
export class Delivery {
  private readonly items: Model<OutboxItem>;

  constructor(
    private readonly parts: DeliveryParts,
    private readonly budget: ChannelBudget,
  ) {
    this.items = outboxModel(parts.connection);
  }

  /** Delivers at most `limit` items, some side by side; returns how many were taken. */
  async deliverSome(limit: number): Promise<number> {
    let left = limit;
    let taken = 0;
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const item = await this.claim();
        if (item === undefined) return;
        taken += 1;
        await this.deliver(item);
      }
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, limit) }, worker));
    return taken;
  }

  /** Takes the item that waits longest: one conditional update, so that no two workers take the same. */
  private async claim(): Promise<Claimed | undefined> {
    const now = this.parts.machineClock.now();
    const item = await this.items
      .findOneAndUpdate(
        claimable(this.parts.clock.now(), now),
        {
          $set: { claim: this.parts.ids.next(), freeAt: new Date(now.getTime() + LEASE_MS) },
          $inc: { attempts: 1 },
          // Sets it at the first attempt and leaves it alone at the later ones.
          $min: { giveUpAt: new Date(now.getTime() + KEY_LIFE_MS) },
        },
        { sort: { freeAt: 1 }, returnDocument: 'after' },
      )
      .lean<Claimed | null>();
    return item ?? undefined;
  }

  private async deliver(item: Claimed): Promise<void> {
    const settlement = await this.outcomeOf(item);
    await this.keep(item, settlement);
    if (settlement.status === 'sent' && this.budget.served(item.orgId)) await this.release(item.orgId);
    this.tell({ outboxId: item._id, orgId: item.orgId, attempts: item.attempts }, settlement);
  }

  private async outcomeOf(item: Claimed): Promise<Settlement> {
    const { clock, machineClock, random } = this.parts;
    if (item.validUntil !== undefined && item.validUntil < clock.now()) {
      return { status: 'cancelled', problem: 'expired' };
    }
    if (isTooLate(item, machineClock.now())) return { status: 'dead', problem: 'too-late' };
    const outcome = await this.attempt(item);
    if (outcome === 'no-recipient') return { status: 'dead', problem: outcome };
    return settle(item, outcome, machineClock.now(), random());
  }

  private tell(about: LogFields, settlement: Settlement): void {
    const { log } = this.parts;
    const problem = 'problem' in settlement ? settlement.problem : undefined;
    const requestId = 'requestId' in settlement ? settlement.requestId : undefined;
    const fields = { ...about, problem, requestId };
    if (settlement.status === 'sent') log.info('outbox.sent', fields);
    else if (settlement.status === 'waiting') log.info('outbox.later', fields);
    else if (settlement.status === 'cancelled') log.warn('outbox.expired', fields);
    else log.error('outbox.dead', fields);
  }

  private async attempt(item: Claimed): Promise<SendOutcome | 'no-recipient'> {
    const { sealer, resolve, send, log } = this.parts;
    let reserved = false;
    try {
      const recipient = await resolve(item.to, item.orgId);
      if (recipient === undefined) return 'no-recipient';
      const content = JSON.parse(sealer.open(item.sealed ?? '', contextOf(item._id))) as Content;
      const reservation = await this.budget.reserve(item.orgId);
      if (reservation === 'repair') return { kind: 'repair', problem: 'channel' };
      if (reservation !== 'go') return { kind: 'paused', why: reservation };
      reserved = true;
      const { orgId, retryKey } = item;
      const outcome = await send({ orgId, userId: recipient.userId, retryKey, ...content });
      if (outcome.kind !== 'sent') this.budget.refund(orgId);
      if (outcome.kind === 'paused') this.budget.paused(orgId, outcome.why);
      if (outcome.kind === 'repair') this.budget.paused(orgId, 'repair');
      return outcome;
    } catch (error) {
      if (reserved) this.budget.refund(item.orgId);
      log.error('outbox.failed', { outboxId: item._id, error: error instanceof Error ? error : undefined });
      return { kind: 'later', problem: error instanceof AppError ? error.code : 'failed' };
    }
  }

  /** The channel works again: what waited for that need not wait out its pause. */
  private async release(orgId: string): Promise<void> {
    const held = { status: 'waiting', orgId, 'held.by': 'repair', claim: { $exists: false } } as const;
    await this.items.updateMany(held, { $set: { freeAt: this.parts.machineClock.now() } });
  }

  /** Only the worker that still holds the claim may settle; another one has the item otherwise. */
  private async keep(item: Claimed, settlement: Settlement): Promise<void> {
    const mine = { _id: item._id, status: 'waiting' as const, claim: item.claim };
    await this.items.updateOne(mine, changeOf(item, settlement, this.parts.machineClock.now()));
  }
}

function changeOf(item: Claimed, settlement: Settlement, now: Date): UpdateQuery<OutboxItem> {
  switch (settlement.status) {
    case 'sent':
      return closed('sent', now);
    case 'cancelled':
      return closed('cancelled', now, settlement.problem);
    case 'dead': {
      const { problem, requestId } = settlement;
      if (item.confidential === true) return closed('dead', now, problem);
      return {
        $set: {
          status: 'dead',
          settledAt: dayStart(bangkokDay(now)),
          lastProblem: problem,
          ...present({ requestId }),
        },
        $unset: { claim: 1, held: 1, freeAt: 1 },
      };
    }
    case 'waiting': {
      const { freeAt, problem, counts, held } = settlement;
      const unused = !counts && item.attempts === 1;
      return {
        $set: { freeAt, lastProblem: problem, ...present({ held }) },
        $unset: { claim: 1, ...(held === undefined ? { held: 1 } : {}), ...(unused ? { giveUpAt: 1 } : {}) },
        ...(counts ? {} : { $inc: { attempts: -1 } }),
      };
    }
  }
}
