/** A LINE channel and the organisation it belongs to. */
export interface Channel {
  readonly orgId: string;
  /** Signs this channel's webhooks. */
  readonly channelSecret: string;
  /** Needed to issue stateless tokens; absent when only a long-lived token was given. */
  readonly channelId?: string;
  /** Long-lived token; absent: tokens are issued from id and secret. */
  readonly accessToken?: string;
  /** The bot's user id, once known. */
  readonly botUserId?: string;
}

/** Channels that are stored with their organisations. */
export interface StoredChannels {
  byDestination(botUserId: string): Promise<Channel | undefined>;
  channelOf(orgId: string): Promise<Channel | undefined>;
}

export interface Channels {
  /** Which channel a webhook claims to come from; its signature decides whether that is true. */
  byDestination(botUserId: string): Promise<Channel | undefined>;
  /** The channel an organisation speaks through. */
  of(orgId: string): Promise<Channel | undefined>;
}

/**
 * Channels given at start (by the environment, or the simulator's) come before stored ones. One given
 * without its bot's user id stands in for every unknown destination: the signature with its secret is
 * what proves where a webhook comes from.
 */
export function createChannels(given: readonly Channel[], stored: StoredChannels): Channels {
  const unnamed = given.find((channel) => channel.botUserId === undefined);
  return {
    byDestination: async (botUserId) =>
      given.find((channel) => channel.botUserId === botUserId) ??
      (await stored.byDestination(botUserId)) ??
      unnamed,
    of: async (orgId) => given.find((channel) => channel.orgId === orgId) ?? stored.channelOf(orgId),
  };
}
