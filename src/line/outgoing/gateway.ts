import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/clock';
import { systemClock } from '../../core/clock';
import type { Log } from '../../core/log';
import { present } from '../../core/present';
import type { Quota, SendOutcome } from '../../outbox/rules';
import { checked, RETRY_KEY, USER_ID } from '../line-ids';
import type { LineMessage } from '../messages/render';
import type { Calls } from './calls';
import { createCalls, valueOf } from './calls';
import type { ChannelAlarm } from './channel-alarm';
import type { Channel } from './channels';
import type { FetchedContent, ToFetch } from './content';
import { fetchContent } from './content';
import type { LoadingSeconds } from './loading';
import { showLoading } from './loading';
import { outcomeOf } from './outcomes';
import type { ReplyChance, ReplyOutcome } from './replying';
import { reply } from './replying';
import type { RichMenuCalls } from './rich-menu-calls';
import { richMenuCalls } from './rich-menu-calls';

/** The account itself. */
export interface BotInfo {
  readonly userId: string;
  readonly basicId: string;
  readonly displayName: string;
}

/** All that the bot asks of LINE's Messaging API. Ids are checked before each call. */
export interface Gateway {
  /** Tries until it has arrived, is refused, or the token's minute is nearly over. */
  reply(channel: Channel, chance: ReplyChance, messages: readonly LineMessage[]): Promise<ReplyOutcome>;
  /** `retryKey` is a UUID, the same at every attempt of the same push. */
  push(
    channel: Channel,
    userId: string,
    messages: readonly LineMessage[],
    retryKey: string,
  ): Promise<SendOutcome>;
  /** Shows somebody in their own chat that the bot is at work, until its next message. Never rejects. */
  showLoading(channel: Channel, userId: string, seconds: LoadingSeconds): Promise<void>;
  /** This month's pushes. Throws `line-call-failed`. */
  quota(channel: Channel): Promise<Quota>;
  /**
   * Of somebody's profile the language alone, as BCP 47: name and picture do not leave this call. `undefined`
   * where LINE tells none: for who is no friend or has blocked the account, too. Throws `line-call-failed`.
   */
  languageOf(channel: Channel, userId: string): Promise<string | undefined>;
  /** Throws `line-call-failed`. */
  botInfo(channel: Channel): Promise<BotInfo>;
  /** Fetches what somebody sent; problems are told in words for its sender. */
  fetchContent(channel: Channel, wanted: ToFetch): Promise<FetchedContent>;
  readonly richMenus: RichMenuCalls;
}

export interface GatewayParts {
  readonly apiBaseUrl: string;
  readonly dataApiBaseUrl: string;
  readonly timeoutMs: number;
  readonly log: Log;
  /** Hears which channels LINE serves and which not. */
  readonly alarm?: Pick<ChannelAlarm, 'raise' | 'clear'>;
  /** Tokens age by the machine's time. */
  readonly machineClock?: Clock;
  /** Between tries of a reply, and between questions whether content is ready. */
  readonly wait?: (ms: number) => Promise<unknown>;
  /** 0..1, for the jitter of pauses. */
  readonly random?: () => number;
}

/** A gateway for any number of channels. */
export function createGateway(parts: GatewayParts): Gateway {
  const { machineClock = systemClock, wait = delay, random = Math.random } = parts;
  const calls = createCalls({ ...parts, machineClock });
  const replying = { calls, machineClock, wait, random };
  const heard = <T extends ReplyOutcome>({ orgId }: Channel, outcome: T): T => {
    if (outcome.kind === 'repair') parts.alarm?.raise(orgId, outcome.problem);
    if (outcome.kind === 'sent') parts.alarm?.clear(orgId);
    return outcome;
  };
  return {
    reply: async (channel, chance, messages) =>
      heard(channel, await reply(replying, channel, chance, messages)),
    push: async (channel, userId, messages, retryKey) =>
      heard(channel, await push(calls, channel, { userId, messages, retryKey })),
    showLoading: (channel, userId, seconds) => showLoading(calls, channel, userId, seconds),
    quota: (channel) => quota(calls, channel),
    languageOf: (channel, userId) => languageOf(calls, channel, userId),
    botInfo: async (channel) =>
      valueOf(await calls.call(channel, 'GET /v2/bot/info', ({ api }) => api.getBotInfoWithHttpInfo())),
    fetchContent: (channel, wanted) =>
      fetchContent({ ...parts, tokens: calls.tokens, wait }, channel, wanted),
    richMenus: richMenuCalls(calls),
  };
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
  const result = await calls.post(channel, '/v2/bot/message/push', { to: userId, messages }, retryKey);
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

async function quota(calls: Calls, channel: Channel): Promise<Quota> {
  const [plan, usage] = await Promise.all([
    calls.call(channel, 'GET /v2/bot/message/quota', ({ api }) => api.getMessageQuotaWithHttpInfo()),
    calls.call(channel, 'GET /v2/bot/message/quota/consumption', ({ api }) =>
      api.getMessageQuotaConsumptionWithHttpInfo(),
    ),
  ]);
  const { value: limit } = valueOf(plan);
  return { ...present({ limit }), used: valueOf(usage).totalUsage };
}

/** Source: LINE, get profile: of who is no friend and has not spoken yet, nothing is told. */
const NOT_TOLD = 404;

async function languageOf(calls: Calls, channel: Channel, userId: string): Promise<string | undefined> {
  const id = checked(USER_ID, userId);
  const result = await calls.call(
    channel,
    'GET /v2/bot/profile/{userId}',
    ({ api }) => api.getProfileWithHttpInfo(id),
    NOT_TOLD,
  );
  if (!result.ok && result.status === NOT_TOLD) return undefined;
  return valueOf(result).language;
}
