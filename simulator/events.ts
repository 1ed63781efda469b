import { newWebhookEventId } from './ids';
import { issueReplyToken } from './reply-tokens';
import type { Channel } from './state';

/** An event of a webhook, with the fields every event has. */
export type WebhookEvent = Record<string, unknown> & {
  type: string;
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  replyToken?: string;
};

const REPLIABLE = new Set([
  'message',
  'messageEdited',
  'follow',
  'join',
  'memberJoined',
  'postback',
  'videoPlayComplete',
  'beacon',
  'accountLink',
  'membership',
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Makes an event of its own fields (`type`, `message`, `postback` …): fills whatever common field is missing, in
 * the order the platform writes them, and issues the reply token where the type has one (line-platform.md §2.5, §2.9).
 */
export function makeEvent(
  channel: Channel,
  userId: string,
  fields: Record<string, unknown> & { type: string },
  now: Date,
): WebhookEvent {
  const { webhookEventId, deliveryContext, timestamp, source, replyToken, mode, ...own } = fields;
  const event: WebhookEvent = {
    ...own,
    type: fields.type,
    webhookEventId: typeof webhookEventId === 'string' ? webhookEventId : newWebhookEventId(now),
    deliveryContext: {
      isRedelivery: isRecord(deliveryContext) && deliveryContext.isRedelivery === true,
    },
    timestamp: timestamp ?? now.getTime(),
    source: source ?? { type: 'user', userId },
  };
  if (typeof replyToken === 'string') event.replyToken = replyToken;
  else if (REPLIABLE.has(event.type) && mode !== 'standby')
    event.replyToken = issueReplyToken(channel, userId, now);
  event.mode = mode ?? 'active';
  return event;
}

/**
 * The body of a webhook. Characters beyond the BMP are escaped, as they were seen to arrive: a bot that signs
 * re-serialised JSON instead of the raw bytes fails here as it would there (line-platform.md §2.1).
 */
export function webhookBody(destination: string, events: readonly WebhookEvent[]): Buffer {
  const json = JSON.stringify({ destination, events }).replaceAll(/[\u{10000}-\u{10FFFF}]/gu, (character) =>
    [0, 1].map((unit) => `\\u${character.charCodeAt(unit).toString(16).toUpperCase()}`).join(''),
  );
  return Buffer.from(json, 'utf8');
}
