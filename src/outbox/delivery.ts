import type { Prompt } from '../speech/prompt';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log, LogFields } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { Connection, Model } from '../mongo/connection';
import type { ChannelBudget } from './channel-budget';
import { claimable, outboxModel } from './model';
import type { OutboxItem } from './model';
import { isTooLate, KEY_LIFE_MS, LEASE_MS, settle } from './rules';
import type { Recipient, SendOutcome, Sender, Settlement } from './rules';

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

type Claimed = OutboxItem & { readonly claim: string; readonly giveUpAt: Date };

/** The context an item's prompts are sealed for. */
export function contextOf(id: string): string {
  return `outbox:${id}`;
}

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
      const prompts = JSON.parse(sealer.open(item.sealedPrompts ?? '', contextOf(item._id))) as Prompt[];
      const reservation = await this.budget.reserve(item.orgId);
      if (reservation !== 'go') return { kind: 'paused', why: reservation };
      reserved = true;
      const { orgId, locale, retryKey } = item;
      const outcome = await send({ orgId, userId: recipient.userId, prompts, locale, retryKey });
      if (outcome.kind !== 'sent') this.budget.refund(orgId);
      if (outcome.kind === 'paused') this.budget.paused(orgId, outcome.why);
      return outcome;
    } catch (error) {
      if (reserved) this.budget.refund(item.orgId);
      log.error('outbox.failed', { outboxId: item._id, error: error instanceof Error ? error : undefined });
      return { kind: 'later', problem: error instanceof AppError ? error.code : 'failed' };
    }
  }

  /** Only the worker that still holds the claim may settle; another one has the item otherwise. */
  private async keep(item: Claimed, settlement: Settlement): Promise<void> {
    const now = this.parts.machineClock.now();
    const mine = { _id: item._id, status: 'waiting' as const, claim: item.claim };
    const requestId = 'requestId' in settlement ? { requestId: settlement.requestId } : {};
    switch (settlement.status) {
      case 'sent':
        await this.items.updateOne(mine, {
          $set: { status: 'sent', sentAt: this.parts.clock.now(), settledAt: now, ...requestId },
          $unset: { sealedPrompts: 1, claim: 1, lastProblem: 1 },
        });
        return;
      case 'cancelled':
        await this.items.updateOne(mine, {
          $set: { status: 'cancelled', settledAt: now, lastProblem: settlement.problem },
          $unset: { sealedPrompts: 1, claim: 1 },
        });
        return;
      case 'dead':
        await this.items.updateOne(mine, {
          $set: { status: 'dead', settledAt: now, lastProblem: settlement.problem, ...requestId },
          $unset: { claim: 1 },
        });
        return;
      case 'waiting':
        await this.items.updateOne(mine, {
          $set: { freeAt: settlement.freeAt, lastProblem: settlement.problem },
          $unset: { claim: 1, ...(!settlement.counts && item.attempts === 1 ? { giveUpAt: 1 } : {}) },
          ...(settlement.counts ? {} : { $inc: { attempts: -1 } }),
        });
    }
  }
}
