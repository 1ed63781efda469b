import { ApiError, notFound, wrongParameter } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import { newOpaqueToken } from './ids';
import type { Channel, Chat } from './state';

const USER_ID = /^U[0-9a-f]{32}$/;
const LINK_TOKEN_MS = 10 * 60 * 1000;

/** The user of a path, as far as the account may know of them. */
export function userOfPath(channel: Channel, userId: string): Chat | undefined {
  if (!USER_ID.test(userId)) throw wrongParameter('userId');
  return channel.chats.get(userId);
}

function profile({ channel, params }: Call): Answer {
  const chat = userOfPath(channel, params.userId ?? '');
  const isKnown =
    chat?.relation === 'friend' || (chat?.relation === 'stranger' && chat.lastSpokeAt !== undefined);
  if (chat === undefined || !isKnown) throw notFound();
  const { userId, displayName, language } = chat.user;
  return { body: { displayName, userId, language } };
}

function botInfo({ channel }: Call): Answer {
  const { botUserId, basicId, displayName } = channel.config;
  return { body: { userId: botUserId, basicId, displayName, chatMode: 'bot', markAsReadMode: 'auto' } };
}

function followers({ channel, query }: Call): Answer {
  if (channel.config.verified !== true) {
    throw new ApiError(403, 'Access to this API is not available for your account');
  }
  const start = query.get('start') ?? '0';
  const limit = Number(query.get('limit') ?? '300');
  if (!/^\d+$/.test(start)) throw new ApiError(400, 'Invalid start param');
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw wrongParameter('limit');
  const friends = [...channel.chats.values()].filter((chat) => chat.relation === 'friend');
  const end = Number(start) + limit;
  return {
    body: {
      userIds: friends.slice(Number(start), end).map((chat) => chat.user.userId),
      ...(end < friends.length && { next: String(end) }),
    },
  };
}

function linkToken({ channel, params, now }: Call): Answer {
  const chat = userOfPath(channel, params.userId ?? '');
  if (chat === undefined) throw notFound();
  const token = newOpaqueToken();
  channel.linkTokens.set(token, { userId: chat.user.userId, expiresAt: now.getTime() + LINK_TOKEN_MS });
  return { body: { linkToken: token } };
}

/** Who is who (line-platform.md §12, §14.1). */
export const profileEndpoints: readonly Endpoint[] = [
  { method: 'get', path: '/v2/bot/profile/:userId', handle: profile },
  { method: 'get', path: '/v2/bot/info', handle: botInfo },
  { method: 'get', path: '/v2/bot/followers/ids', handle: followers },
  { method: 'post', path: '/v2/bot/user/:userId/linkToken', handle: linkToken },
];
