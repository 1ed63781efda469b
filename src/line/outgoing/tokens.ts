import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { Channel } from './channels';

/** A stateless token as LINE issues it. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** Access tokens of channels, at hand whenever a call needs one. */
export interface Tokens {
  /** The token to use now. Throws what issuing throws, and `no-channel-token` when there is no way to one. */
  of(channel: Channel): Promise<string>;
  /** LINE has refused this token: true when another attempt may have a new one. */
  refused(channel: Channel, token: string): boolean;
}

/** A token is renewed this long before it ends, so that none ends under way. */
const MARGIN_MS = 120_000;

interface Held {
  readonly token: string;
  readonly until: number;
}

/**
 * The long-lived token where one is given; otherwise stateless ones, issued from id and secret, valid 15
 * minutes and held for 13. However many calls wait, each channel's token is issued once at a time.
 */
export function createTokens(parts: {
  readonly issue: (channelId: string, channelSecret: string) => Promise<IssuedToken>;
  readonly machineClock: Clock;
}): Tokens {
  const held = new Map<string, Held>();
  const underWay = new Map<string, Promise<string>>();

  const issue = async (channelId: string, channelSecret: string): Promise<string> => {
    const asked = parts.machineClock.now().getTime();
    const { token, expiresInSeconds } = await parts.issue(channelId, channelSecret);
    held.set(channelId, { token, until: asked + expiresInSeconds * 1000 - MARGIN_MS });
    return token;
  };

  return {
    of: async ({ accessToken, channelId, channelSecret }) => {
      if (accessToken !== undefined) return accessToken;
      if (channelId === undefined)
        throw new AppError('no-channel-token', 'a channel needs its id, or a long-lived token');
      const current = held.get(channelId);
      if (current !== undefined && parts.machineClock.now().getTime() < current.until) return current.token;
      const pending =
        underWay.get(channelId) ?? issue(channelId, channelSecret).finally(() => underWay.delete(channelId));
      underWay.set(channelId, pending);
      return pending;
    },
    refused: ({ accessToken, channelId }, token) => {
      if (accessToken !== undefined || channelId === undefined) return false;
      if (held.get(channelId)?.token === token) held.delete(channelId);
      return true;
    },
  };
}
