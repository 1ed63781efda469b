import { ApiError, wrongBody, wrongProperty } from './api-error';
import { deliver, nameMessages, receives } from './delivery';
import type { Answer, Call, Endpoint } from './endpoint';
import type { Json } from './json';
import { checkSendOptions, readMessages } from './message-body';
import { countUsage, fitsQuota } from './quota';
import { usableReplyToken } from './reply-tokens';
import { acceptedUnder, rememberAccepted } from './retry-keys';
import type { Channel, Chat, SentMessage } from './state';

const CHAT_ID = /^[UCR][0-9a-f]{32}$/;
const USER_ID = /^U[0-9a-f]{32}$/;
const MAX_RECIPIENTS = 500;

/** 409 when the retry key has done its work already. */
function refuseRepeat(call: Call): void {
  const accepted =
    call.retryKey === undefined ? undefined : acceptedUnder(call.channel, call.retryKey, call.now);
  if (accepted === undefined) return;
  throw new ApiError(
    409,
    'The retry key is already accepted',
    undefined,
    { 'x-line-accepted-request-id': accepted.requestId },
    accepted.sentMessages === undefined ? {} : { sentMessages: accepted.sentMessages },
  );
}

function rememberSuccess(call: Call, sentMessages?: readonly SentMessage[]): void {
  if (call.retryKey === undefined) return;
  rememberAccepted(call.channel, call.retryKey, {
    requestId: call.requestId,
    at: call.now.getTime(),
    sentMessages,
  });
}

/** Takes recipients out of the monthly plan, or refuses. */
function spend(call: Call, recipients: number): void {
  const exhausted = call.world.faults.current.quotaExhausted;
  if (exhausted || !fitsQuota(call.channel, recipients, call.now)) {
    throw new ApiError(429, 'You have reached your monthly limit.');
  }
  countUsage(call.channel, recipients, call.now);
}

/** Asked for with `notificationDisabled`: arrives without a notification. */
const isSilent = ({ body }: Call): boolean => body.notificationDisabled === true;

function checkQuotes(chat: Chat, messages: readonly Json[]): void {
  const known = messages.every(
    ({ quoteToken }) => typeof quoteToken !== 'string' || chat.quoteTokens.has(quoteToken),
  );
  if (!known) throw new ApiError(400, 'Invalid quote token');
}

function reply(call: Call): Answer {
  const { channel, world, now } = call;
  const { replyToken } = call.body;
  if (replyToken !== undefined && typeof replyToken !== 'string') throw wrongProperty('replyToken');
  checkSendOptions(call.body, false);
  const messages = readMessages(call);
  if (replyToken === undefined) throw wrongBody([{ message: 'May not be empty', property: 'replyToken' }]);
  const token = usableReplyToken(channel, replyToken, now, world.limits);
  const chat = token === undefined ? undefined : channel.chats.get(token.userId);
  if (token === undefined || chat === undefined) throw new ApiError(400, 'Invalid reply token');
  checkQuotes(chat, messages);
  token.used = true;
  const names = nameMessages(messages);
  deliver(world, channel, chat, { messages, names, via: 'reply', silent: isSilent(call) });
  return { body: { sentMessages: names } };
}

function push(call: Call): Answer {
  const { channel, world, now } = call;
  const { to } = call.body;
  if (typeof to !== 'string' || !CHAT_ID.test(to)) throw wrongProperty('to');
  checkSendOptions(call.body, true);
  const messages = readMessages(call);
  refuseRepeat(call);
  const chat = channel.chats.get(to);
  if (chat === undefined) throw new ApiError(400, 'Failed to send messages');
  checkQuotes(chat, messages);
  const reached = receives(chat, now);
  spend(call, reached ? 1 : 0);
  const names = nameMessages(messages);
  if (reached) deliver(world, channel, chat, { messages, names, via: 'push', silent: isSilent(call) });
  rememberSuccess(call, names);
  return { body: { sentMessages: names } };
}

/** Sends to many at once, all or nobody. */
function sendToMany(
  call: Call,
  chats: readonly Chat[],
  messages: readonly Json[],
  via: 'multicast' | 'broadcast',
): void {
  const reached = chats.filter((chat) => receives(chat, call.now));
  spend(call, reached.length);
  for (const chat of reached) {
    const names = nameMessages(messages);
    deliver(call.world, call.channel, chat, { messages, names, via, silent: isSilent(call) });
  }
}

function readRecipients(to: unknown): string[] {
  if (!Array.isArray(to)) throw wrongProperty('to');
  if (to.length < 1 || to.length > MAX_RECIPIENTS) {
    throw wrongBody([{ message: `Size must be between 1 and ${MAX_RECIPIENTS}`, property: 'to' }]);
  }
  const wrong = to.findIndex((each) => typeof each !== 'string' || !USER_ID.test(each));
  if (wrong >= 0) throw wrongProperty(`to[${wrong}]`);
  return [...new Set(to as string[])];
}

function multicast(call: Call): Answer {
  const to = readRecipients(call.body.to);
  checkSendOptions(call.body, true);
  const messages = readMessages(call);
  refuseRepeat(call);
  const chats = to.flatMap((userId) => call.channel.chats.get(userId) ?? []);
  sendToMany(call, chats, messages, 'multicast');
  rememberSuccess(call);
  return {};
}

const friendsOf = (channel: Channel): Chat[] =>
  [...channel.chats.values()].filter((chat) => chat.relation === 'friend');

function broadcast(call: Call): Answer {
  checkSendOptions(call.body, false);
  const messages = readMessages(call);
  refuseRepeat(call);
  sendToMany(call, friendsOf(call.channel), messages, 'broadcast');
  rememberSuccess(call);
  return {};
}

function narrowcast(call: Call): Answer {
  const { channel, body, now } = call;
  checkSendOptions(body, false);
  const messages = readMessages(call);
  refuseRepeat(call);
  if (body.filter !== undefined && body.filter !== null) {
    // Demographics need a reach of 100, which no simulated account has.
    throw new ApiError(403, 'Your account does not have enough friends');
  }
  const friends = friendsOf(channel);
  sendToMany(call, friends, messages, 'broadcast');
  channel.narrowcasts.set(call.requestId, { count: friends.length, at: now.getTime() });
  rememberSuccess(call);
  return { status: 202 };
}

function validateOnly(call: Call): Answer {
  readMessages(call);
  return {};
}

const KINDS = ['reply', 'push', 'multicast', 'narrowcast', 'broadcast'];

/** Sending (line-platform.md §3). */
export const messageEndpoints: readonly Endpoint[] = [
  { method: 'post', path: '/v2/bot/message/reply', body: 'json', handle: reply },
  { method: 'post', path: '/v2/bot/message/push', body: 'json', takesRetryKey: true, handle: push },
  {
    method: 'post',
    path: '/v2/bot/message/multicast',
    body: 'json',
    rate: 'multicast',
    takesRetryKey: true,
    handle: multicast,
  },
  {
    method: 'post',
    path: '/v2/bot/message/broadcast',
    body: 'json',
    rate: 'seldom',
    takesRetryKey: true,
    handle: broadcast,
  },
  {
    method: 'post',
    path: '/v2/bot/message/narrowcast',
    body: 'json',
    rate: 'seldom',
    takesRetryKey: true,
    handle: narrowcast,
  },
  ...KINDS.map((kind): Endpoint => ({
    method: 'post',
    path: `/v2/bot/message/validate/${kind}`,
    body: 'json',
    handle: validateOnly,
  })),
];
