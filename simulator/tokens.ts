import { newAccessToken } from './ids';
import type { Channel, IssuedToken } from './state';

/** Seconds a stateless token lives. */
export const STATELESS_SECONDS = 900;
/** Seconds a short-lived token lives. */
export const SHORT_LIVED_SECONDS = 30 * 24 * 60 * 60;
const SHORT_LIVED_KEPT = 30;

/** The channel a token belongs to, if the token is valid now. */
export function channelOfToken(channels: Iterable<Channel>, token: string, now: Date): Channel | undefined {
  for (const channel of channels) {
    if (token !== '' && channel.config.accessToken === token) return channel;
    const issued = channel.tokens.get(token);
    if (issued !== undefined && now.getTime() < issued.expiresAt) return channel;
  }
  return undefined;
}

/** Issues a token; of more than 30 short-lived ones the oldest is revoked. */
export function issueToken(channel: Channel, kind: IssuedToken['kind'], now: Date): string {
  for (const [token, issued] of channel.tokens) {
    if (now.getTime() >= issued.expiresAt) channel.tokens.delete(token);
  }
  const shortLived = [...channel.tokens].filter(([, issued]) => issued.kind === 'short-lived');
  const oldest = shortLived[0];
  if (kind === 'short-lived' && shortLived.length >= SHORT_LIVED_KEPT && oldest !== undefined) {
    channel.tokens.delete(oldest[0]);
  }
  const seconds = kind === 'stateless' ? STATELESS_SECONDS : SHORT_LIVED_SECONDS;
  const token = newAccessToken();
  channel.tokens.set(token, { kind, expiresAt: now.getTime() + seconds * 1000 });
  return token;
}
