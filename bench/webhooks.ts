import { createHmac, randomBytes } from 'node:crypto';
import { CHANNEL, userId } from './line-channel';

/** What the people of a load do: say something short, or block the account (an event without an answer). */
export type Deed = 'thanks' | 'block';

/** Different people a load comes from. */
const PEOPLE = 5_000;

/**
 * Webhooks of one event each, as LINE sends them, signed and ready to be written to a socket. No two have
 * an event id in common, whatever process made them.
 */
export function signedWebhooks(count: number, deed: Deed): Buffer[] {
  const run = randomBytes(6).toString('hex').toUpperCase();
  return Array.from({ length: count }, (_, index) => {
    const body = JSON.stringify({ destination: CHANNEL.botUserId, events: [eventOf(run, index, deed)] });
    return requestOf(Buffer.from(body));
  });
}

function eventOf(run: string, index: number, deed: Deed): object {
  const serial = String(index).padStart(14, '0');
  const common = {
    webhookEventId: `${run}${serial}`,
    deliveryContext: { isRedelivery: false },
    timestamp: Date.now(),
    source: { type: 'user', userId: userId(index % PEOPLE) },
    mode: 'active',
  };
  if (deed === 'block') return { type: 'unfollow', ...common };
  const message = {
    type: 'text',
    id: `5${String(index).padStart(17, '0')}`,
    quoteToken: randomBytes(84).toString('base64url'),
    markAsReadToken: randomBytes(84).toString('base64url'),
    text: 'ขอบคุณ',
  };
  return { type: 'message', message, ...common, replyToken: randomBytes(16).toString('hex') };
}

function requestOf(body: Buffer): Buffer {
  const signature = createHmac('sha256', CHANNEL.channelSecret).update(body).digest('base64');
  const head = [
    'POST /webhook HTTP/1.1',
    'host: 127.0.0.1',
    'user-agent: LineBotWebhook/2.0',
    'content-type: application/json; charset=utf-8',
    `x-line-signature: ${signature}`,
    `content-length: ${body.length}`,
    '\r\n',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head), body]);
}
