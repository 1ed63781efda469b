import type { AcceptedRequest, Channel } from './state';

const VALID_MS = 24 * 60 * 60 * 1000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a value `X-Line-Retry-Key` may have. */
export function isRetryKey(value: string): boolean {
  return UUID.test(value);
}

/** The request that was accepted under this key within the last 24 hours. */
export function acceptedUnder(channel: Channel, key: string, now: Date): AcceptedRequest | undefined {
  const accepted = channel.retryKeys.get(key.toLowerCase());
  return accepted !== undefined && now.getTime() - accepted.at < VALID_MS ? accepted : undefined;
}

/** Remembers an accepted request; only successes use a key up. */
export function rememberAccepted(channel: Channel, key: string, accepted: AcceptedRequest): void {
  for (const [old, each] of channel.retryKeys) {
    if (accepted.at - each.at >= VALID_MS) channel.retryKeys.delete(old);
  }
  channel.retryKeys.set(key.toLowerCase(), accepted);
}
