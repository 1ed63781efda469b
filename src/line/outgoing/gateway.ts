import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../core/clock';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import type { Quota, SendOutcome } from '../../outbox/rules';
import { createCalls, valueOf } from './calls';
import type { Calls, CallResult } from './calls';
import type { Channel } from './channels';
import { fetchContent } from './content';
import type { FetchedContent, ToFetch } from './content';
import { RETRY_KEY, USER_ID, checked } from '../line-ids';
import type { LineMessage } from '../messages/render';
import { richMenuCalls } from './rich-menu-calls';
import type { RichMenuCalls } from './rich-menu-calls';

/**
 * How a reply ended. `expired`: the token is dead, the messages are good. `later`: nobody knows whether it
 * arrived, and replies have no retry key: saying it again could say it twice.
 */
export type ReplyOutcome = SendOutcome | { readonly kind: 'expired'; readonly requestId?: string };

/** Who a chat is with, as LINE tells it. Never stored. */
export interface Profile {
  readonly displayName: string;
  readonly language?: string;
}

/** The account itself. */
export interface BotInfo {
  readonly userId: string;
  readonly basicId: string;
  readonly displayName: string;
}

/** All that the bot asks of LINE's Messaging API. Ids are checked before each call. */
export interface Gateway {
  reply(channel: Channel, replyToken: string, messages: readonly LineMessage[]): Promise<ReplyOutcome>;
  /** `retryKey` is a UUID, the same at every attempt of the same push. */
  push(
    channel: Channel,
    userId: string,
    messages: readonly LineMessage[],
    retryKey: string,
  ): Promise<SendOutcome>;
  /** This month's pushes. Throws `line-call-failed`. */
  quota(channel: Channel): Promise<Quota>;
  /** `undefined` for somebody who is no friend, has blocked the account, or is nobody. Throws `line-call-failed`. */
  profile(channel: Channel, userId: string): Promise<Profile | undefined>;
  /** Throws `line-call-failed`. */
  botInfo(channel: Channel): Promise<BotInfo>;
  /** Shows that an answer is being made. Its failure does not matter. */
  showLoading(channel: Channel, userId: string, seconds: LoadingSeconds): Promise<void>;
  /** Fetches what somebody sent; problems are told in words for its sender. */
  fetchContent(channel: Channel, wanted: ToFetch): Promise<FetchedContent>;
  readonly richMenus: RichMenuCalls;
}

/** Source: LINE, loading animation: multiples of five up to sixty. */
export type LoadingSeconds = 5 | 10 | 15 | 20 | 30 | 60;

export interface GatewayParts {
  readonly apiBaseUrl: string;
  readonly dataApiBaseUrl: string;
  readonly timeoutMs: number;
  readonly log: Log;
  /** Tokens age by the machine's time. */
  readonly machineClock?: Clock;
  /** Between questions whether content is ready. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** A gateway for any number of channels. */
export function createGateway(parts: GatewayParts): Gateway {
  const calls = createCalls({ machineClock: systemClock, ...parts });
  return {
    reply: (channel, replyToken, messages) => reply(calls, channel, replyToken, messages),
    push: (channel, userId, messages, retryKey) => push(calls, channel, { userId, messages, retryKey }),
    quota: (channel) => quota(calls, channel),
    profile: (channel, userId) => profile(calls, channel, userId),
    botInfo: async (channel) =>
      valueOf(await calls.call(channel, 'GET /v2/bot/info', ({ api }) => api.getBotInfoWithHttpInfo())),
    showLoading: async (channel, userId, loadingSeconds) => {
      const request = { chatId: checked(USER_ID, userId), loadingSeconds };
      await calls.call(channel, 'POST /v2/bot/chat/loading/start', ({ api }) =>
        api.showLoadingAnimationWithHttpInfo(request),
      );
    },
    fetchContent: (channel, wanted) =>
      fetchContent({ ...parts, tokens: calls.tokens, wait: parts.wait ?? wait }, channel, wanted),
    richMenus: richMenuCalls(calls),
  };
}

async function reply(
  calls: Calls,
  channel: Channel,
  replyToken: string,
  messages: readonly LineMessage[],
): Promise<ReplyOutcome> {
  const request = { replyToken, messages: [...messages] };
  const result = await calls.call(channel, 'POST /v2/bot/message/reply', ({ api }) =>
    api.replyMessageWithHttpInfo(request),
  );
  if (result.ok || result.status !== 400) return outcomeOf(result);
  // A 400 is a dead token or a bad message. Its text may change, so LINE is asked about the messages alone.
  const judged = await calls.call(channel, 'POST /v2/bot/message/validate/reply', ({ api }) =>
    api.validateReplyWithHttpInfo({ messages: [...messages] }),
  );
  return judged.ok ? { kind: 'expired', ...requestIdOf(result) } : outcomeOf(result);
}

interface Pushed {
  readonly userId: string;
  readonly messages: readonly LineMessage[];
  readonly retryKey: string;
}

async function push(
  calls: Calls,
  channel: Channel,
  { userId, messages, retryKey }: Pushed,
): Promise<SendOutcome> {
  if (!USER_ID.test(userId) || !RETRY_KEY.test(retryKey))
    return { kind: 'refused', status: 400, problem: 'malformed recipient or retry key' };
  const request = { to: userId, messages: [...messages] };
  const result = await calls.call(channel, 'POST /v2/bot/message/push', ({ api }) =>
    api.pushMessageWithHttpInfo(request, retryKey),
  );
  if (result.ok || result.status !== 429) return outcomeOf(result);
  const why = (await isQuotaUsedUp(calls, channel, result.body)) ? 'quota' : 'rate';
  return { kind: 'paused', why };
}

/** LINE's figures decide; its words only where a reservation makes the figures look better than they are. */
async function isQuotaUsedUp(calls: Calls, channel: Channel, body: string): Promise<boolean> {
  if (/monthly limit/i.test(body)) return true;
  try {
    const { limit, used } = await quota(calls, channel);
    return limit !== undefined && used >= limit;
  } catch {
    return false;
  }
}

function outcomeOf(result: CallResult<unknown>): SendOutcome {
  if (result.ok || result.status === 409) return { kind: 'sent', ...requestIdOf(result) };
  if (result.status === 0 || result.status >= 500)
    return { kind: 'later', problem: `status ${result.status}` };
  if (result.status === 429) return { kind: 'paused', why: 'rate' };
  return { kind: 'refused', status: result.status, problem: problemOf(result.body), ...requestIdOf(result) };
}

/** Which property LINE dislikes. Its sentences are left out: they may quote the message. */
function problemOf(body: string): string {
  try {
    const { details } = JSON.parse(body) as { details?: { property?: unknown }[] };
    const properties = (details ?? []).map(({ property }) => (typeof property === 'string' ? property : '?'));
    return properties.length === 0 ? 'no details' : properties.slice(0, 5).join(' ').slice(0, 200);
  } catch {
    return 'no details';
  }
}

function requestIdOf({ requestId }: CallResult<unknown>): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

async function quota(calls: Calls, channel: Channel): Promise<Quota> {
  const [plan, usage] = await Promise.all([
    calls.call(channel, 'GET /v2/bot/message/quota', ({ api }) => api.getMessageQuotaWithHttpInfo()),
    calls.call(channel, 'GET /v2/bot/message/quota/consumption', ({ api }) =>
      api.getMessageQuotaConsumptionWithHttpInfo(),
    ),
  ]);
  const { value: limit } = valueOf(plan);
  return { ...(limit === undefined ? {} : { limit }), used: valueOf(usage).totalUsage };
}

async function profile(calls: Calls, channel: Channel, userId: string): Promise<Profile | undefined> {
  const id = checked(USER_ID, userId);
  const result = await calls.call(channel, 'GET /v2/bot/profile/{userId}', ({ api }) =>
    api.getProfileWithHttpInfo(id),
  );
  if (!result.ok && result.status === 404) return undefined;
  const { displayName, language } = valueOf(result);
  return { displayName, ...(language === undefined ? {} : { language }) };
}
