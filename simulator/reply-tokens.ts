import type { SimulatorLimits } from './contract';
import { newReplyToken } from './ids';
import type { Channel, ReplyToken } from './state';

/** Issues the token of a new event (line-platform.md §2.4). */
export function issueReplyToken(channel: Channel, userId: string, now: Date): string {
  const token = newReplyToken();
  channel.replyTokens.set(token, { userId, eventAt: now.getTime(), deliveredAt: now.getTime(), used: false });
  return token;
}

/** Starts the short clock of a token again, because its webhook goes out (again). */
export function replyTokenDelivered(channel: Channel, token: string, now: Date): void {
  const known = channel.replyTokens.get(token);
  if (known !== undefined) known.deliveredAt = now.getTime();
}

/** The token if it can still be used; `undefined`: unknown, used or too old. */
export function usableReplyToken(
  channel: Channel,
  token: string,
  now: Date,
  limits: SimulatorLimits,
): ReplyToken | undefined {
  const known = channel.replyTokens.get(token);
  if (known === undefined || known.used) return undefined;
  const at = now.getTime();
  const fresh = at - known.deliveredAt <= limits.replyTokenMs;
  return fresh && at - known.eventAt <= limits.replyTokenTotalMs ? known : undefined;
}

/** Forgets the tokens that can never be used again. */
export function forgetOldReplyTokens(channel: Channel, now: Date, limits: SimulatorLimits): void {
  for (const [token, known] of channel.replyTokens) {
    if (known.used || now.getTime() - known.eventAt > limits.replyTokenTotalMs)
      channel.replyTokens.delete(token);
  }
}
