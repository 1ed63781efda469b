import type { Channel } from './state';

const JAPAN_MS = 9 * 60 * 60 * 1000;

/** The day in LINE's own zone (UTC+9), `yyyyMMdd`. */
export function lineDay(at: Date): string {
  return new Date(at.getTime() + JAPAN_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

function lineMonth(at: Date): string {
  return new Date(at.getTime() + JAPAN_MS).toISOString().slice(0, 7);
}

/** Recipients counted this month. */
export function usedThisMonth(channel: Channel, now: Date): number {
  return channel.usage.get(lineMonth(now)) ?? 0;
}

/** True when `recipients` more fit into this month's plan. */
export function fitsQuota(channel: Channel, recipients: number, now: Date): boolean {
  const quota = channel.config.monthlyQuota;
  return quota === undefined || recipients === 0 || usedThisMonth(channel, now) + recipients <= quota;
}

/** Counts recipients: messages in one request do not matter, replies are never counted. */
export function countUsage(channel: Channel, recipients: number, now: Date): void {
  channel.usage.set(lineMonth(now), usedThisMonth(channel, now) + recipients);
}

/** Counts delivered messages for the statistics of `message/delivery/{kind}`. */
export function countDelivered(channel: Channel, kind: string, messages: number, now: Date): void {
  const key = `${kind}:${lineDay(now)}`;
  channel.deliveries.set(key, (channel.deliveries.get(key) ?? 0) + messages);
}
