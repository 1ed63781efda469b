import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatorClock, SimulatorLimits } from './contract';
import type { WebhookEvent } from './events';
import { webhookBody } from './events';
import type { FaultBox } from './faults';
import type { Journal } from './journal';
import { post } from './post';
import { replyTokenDelivered } from './reply-tokens';
import type { Channel } from './state';

const SHUFFLE_WINDOW_MS = 100;

/** How a webhook ended: the bot's status, or why there was none. */
export type Outcome = number | 'request_timeout' | 'could_not_connect';

interface Needs {
  readonly clock: SimulatorClock;
  readonly limits: SimulatorLimits;
  readonly faults: FaultBox;
  readonly journal: Journal;
  /** When it fires, everything that is under way is given up. */
  readonly closing: AbortSignal;
}

const isDelivered = (outcome: Outcome): boolean =>
  typeof outcome === 'number' && outcome >= 200 && outcome < 300;

/** Base64 of the HMAC-SHA256 of the raw body under the channel secret (line-platform.md §2.1). */
export function signature(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/**
 * Sends events to the bots. Events of one chat go out one after the other; with the fault `shuffle` those of a
 * short while are gathered and the latest goes first.
 */
export class Webhooks {
  private readonly chains = new Map<string, Promise<unknown>>();
  private gathered: { channel: Channel; event: WebhookEvent }[] | undefined;
  private shuffled: (() => void)[] = [];
  private open = 0;

  constructor(private readonly needs: Needs) {}

  /** Deliveries that are not settled: under way, waiting for redelivery, or held back for shuffling. */
  get pending(): number {
    return this.open;
  }

  /** Sends events of one user in one body; resolves when the bot has answered its first delivery (or has not). */
  async post(channel: Channel, userId: string, events: readonly WebhookEvent[]): Promise<void> {
    if (this.gathered !== undefined) {
      this.gathered.push(...events.map((event) => ({ channel, event })));
      return;
    }
    await this.send(channel, userId, events);
  }

  /** Sends all events that `act` causes in one body per channel. */
  async together(act: () => Promise<unknown>): Promise<void> {
    this.gathered = [];
    try {
      await act();
    } finally {
      const gathered = this.gathered;
      this.gathered = undefined;
      for (const channel of new Set(gathered.map((each) => each.channel))) {
        const events = gathered.filter((each) => each.channel === channel).map((each) => each.event);
        await this.send(channel, 'together', events);
      }
    }
  }

  /** Posts a body once, outside the order of events: `webhook/test` uses it with no events. */
  async attempt(channel: Channel, events: readonly WebhookEvent[], endpoint: string): Promise<Outcome> {
    const now = this.needs.clock.now();
    for (const event of events) {
      if (event.replyToken !== undefined) replyTokenDelivered(channel, event.replyToken, now);
    }
    const started = performance.now();
    const outcome = await this.fetchOutcome(channel, webhookBody(channel.config.botUserId, events), endpoint);
    this.needs.journal.write({
      kind: 'webhook',
      at: now.toISOString(),
      botUserId: channel.config.botUserId,
      eventIds: events.map((event) => event.webhookEventId),
      status: outcome,
      ms: Math.round(performance.now() - started),
    });
    return outcome;
  }

  private async send(channel: Channel, lane: string, events: readonly WebhookEvent[]): Promise<void> {
    if (!channel.webhook.active || channel.webhook.endpoint === '' || this.needs.closing.aborted) return;
    this.open += 1;
    if (this.needs.faults.current.webhook.shuffle) await this.turnInShuffle();
    const key = `${channel.config.botUserId}/${lane}`;
    const first = (this.chains.get(key) ?? Promise.resolve()).then(() => this.deliver(channel, events));
    this.chains.set(key, first);
    const outcome = await first;
    if (this.chains.get(key) === first) this.chains.delete(key);
    void this.redeliver(channel, events, outcome).finally(() => {
      this.open -= 1;
      this.needs.journal.changed();
    });
  }

  /** Resolves in an order of its own: whoever came last in the window goes first. */
  private turnInShuffle(): Promise<void> {
    if (this.shuffled.length === 0) {
      const release = () => {
        const waiting = this.shuffled.reverse();
        this.shuffled = [];
        for (const go of waiting) go();
      };
      void this.pause(SHUFFLE_WINDOW_MS).then(release);
    }
    return new Promise((resolve) => this.shuffled.push(resolve));
  }

  private async deliver(channel: Channel, events: readonly WebhookEvent[]): Promise<Outcome> {
    const { delayMs, copies } = this.needs.faults.current.webhook;
    if (delayMs > 0) await this.pause(delayMs);
    let outcome = await this.attempt(channel, events, channel.webhook.endpoint);
    for (let copy = 1; copy < copies; copy += 1) {
      outcome = await this.attempt(channel, events, channel.webhook.endpoint);
    }
    return outcome;
  }

  private async redeliver(channel: Channel, events: readonly WebhookEvent[], first: Outcome): Promise<void> {
    let outcome = first;
    const again = events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }));
    for (const waitMs of this.needs.faults.current.webhook.redeliverAfterMs) {
      if (isDelivered(outcome) || this.needs.closing.aborted) return;
      await this.pause(waitMs);
      outcome = await this.attempt(channel, again, channel.webhook.endpoint);
    }
  }

  private async fetchOutcome(channel: Channel, body: Buffer, endpoint: string): Promise<Outcome> {
    const { channelSecret } = channel.config;
    const secret = this.needs.faults.current.webhook.wrongSignature ? `${channelSecret}?` : channelSecret;
    const timeout = AbortSignal.timeout(this.needs.limits.webhookTimeoutMs);
    try {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'x-line-signature': signature(secret, body),
        'user-agent': 'LineBotWebhook/2.0',
        'accept-encoding': 'gzip',
      };
      return await post(endpoint, headers, body, AbortSignal.any([timeout, this.needs.closing]));
    } catch {
      return timeout.aborted ? 'request_timeout' : 'could_not_connect';
    }
  }

  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.needs.closing }).catch(() => undefined);
  }
}
