import type { Day } from '../core/bangkok-day';
import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { isWithin } from '../core/clock';
import type { Log } from '../core/log';
import type { Quota } from './rules';
import { budgetOf } from './rules';

/** How long LINE's figure is used before it is asked again; our own pushes are added meanwhile. */
const FRESH_MS = 5 * 60_000;
/** After LINE said "monthly limit", whatever its figure says (a narrowcast may hold a reservation). */
const QUOTA_PAUSE_MS = 60 * 60_000;
const RATE_PAUSE_MS = 30_000;
/** While a channel needs repair, one push now and then finds out whether it still does. */
const REPAIR_PAUSE_MS = 60_000;

/** Why nothing is pushed through a channel for a while. */
type Why = 'quota' | 'rate' | 'repair';
const PAUSES_MS: Readonly<Record<Why, number>> = {
  quota: QUOTA_PAUSE_MS,
  rate: RATE_PAUSE_MS,
  repair: REPAIR_PAUSE_MS,
};

interface Channel {
  quota: Quota;
  /** Machine time in ms. */
  askedAt: number;
  /** Own pushes since then. */
  since: number;
  asking?: Promise<void>;
  pause?: { readonly why: Why; readonly since: number };
  warned: { low?: Day; exhausted?: Day };
}

/** Watches what each channel may still push this month, so that it runs low never unnoticed. */
export class ChannelBudget {
  private readonly channels = new Map<string, Channel>();

  constructor(
    private readonly parts: {
      /** Asks LINE; may fail. */
      readonly quota: (orgId: string) => Promise<Quota>;
      readonly machineClock: Clock;
      readonly log: Log;
    },
  ) {}

  /** Counts one push about to be made; anything but `go`: it must not be made now. */
  async reserve(orgId: string): Promise<'go' | Why> {
    const channel = this.channelOf(orgId);
    const { pause } = channel;
    if (pause !== undefined && isWithin(PAUSES_MS[pause.why], pause.since, this.now())) return pause.why;
    await this.refresh(orgId, channel);
    const budget = budgetOf(channel.quota, channel.since);
    if (budget !== 'open') this.warn(orgId, channel, budget);
    if (budget === 'exhausted') return 'quota';
    channel.since += 1;
    return 'go';
  }

  /** The push was not accepted and costs nothing. */
  refund(orgId: string): void {
    this.channelOf(orgId).since -= 1;
  }

  /** LINE refused for all of the channel: nothing is tried for a while. */
  paused(orgId: string, why: Why): void {
    const channel = this.channelOf(orgId);
    channel.pause = { why, since: this.now() };
    if (why === 'quota') this.warn(orgId, channel, 'exhausted');
  }

  /** A push was accepted; true when the channel had needed repair until then. */
  served(orgId: string): boolean {
    const channel = this.channelOf(orgId);
    const repaired = channel.pause?.why === 'repair';
    if (repaired) delete channel.pause;
    return repaired;
  }

  private channelOf(orgId: string): Channel {
    const known = this.channels.get(orgId);
    if (known !== undefined) return known;
    const channel: Channel = { quota: { used: 0 }, askedAt: -Infinity, since: 0, warned: {} };
    this.channels.set(orgId, channel);
    return channel;
  }

  private async refresh(orgId: string, channel: Channel): Promise<void> {
    if (isWithin(FRESH_MS, channel.askedAt, this.now())) return;
    channel.asking ??= this.ask(orgId, channel).finally(() => delete channel.asking);
    await channel.asking;
  }

  private async ask(orgId: string, channel: Channel): Promise<void> {
    const before = channel.since;
    try {
      channel.quota = await this.parts.quota(orgId);
      channel.since -= before;
    } catch (error) {
      // Without a figure LINE itself decides: it answers 429 when the month is used up.
      this.parts.log.warn('quota.unknown', { orgId, error: error instanceof Error ? error : undefined });
    }
    channel.askedAt = this.now();
  }

  private warn(orgId: string, channel: Channel, budget: 'low' | 'exhausted'): void {
    const today = bangkokDay(this.parts.machineClock.now());
    if (channel.warned[budget] === today) return;
    channel.warned[budget] = today;
    const fields = { orgId, used: channel.quota.used + channel.since, limit: channel.quota.limit };
    if (budget === 'low') this.parts.log.warn('quota.low', fields);
    else this.parts.log.error('quota.exhausted', fields);
  }

  private now(): number {
    return this.parts.machineClock.now().getTime();
  }
}
