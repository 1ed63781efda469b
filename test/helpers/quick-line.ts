import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const SECRET = 'c'.repeat(32);
const BOT = `U${'0'.repeat(31)}1`;

/** Something a person does; the smallest event LINE sends for it. */
export type Deed = { readonly kind: 'follow' } | { readonly says: string } | { readonly sends: Buffer };

/**
 * The least that a bot takes for LINE: it says yes to everything at once. For crowds of people of whom only
 * what they leave in the database is looked at; the simulator is for everything else.
 */
export class QuickLine {
  private readonly server = createServer((request, response) => {
    request.resume();
    const content = /message\/(\d+)\/content$/.exec(request.url ?? '')?.[1];
    const body = content === undefined ? JSON.stringify(ANSWER) : this.contents.get(content);
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  private readonly contents = new Map<string, Buffer>();
  private count = 0;
  private origin = '';

  async start(): Promise<Record<string, string>> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      LINE_CHANNEL_ID: '1999999999',
      LINE_CHANNEL_SECRET: SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: 'a-long-lived-token',
      LINE_API_BASE_URL: this.origin,
    };
  }

  /** Delivers what people do, in this order, in one body. */
  async deliver(botUrl: string, deeds: readonly { userId: string; deed: Deed }[]): Promise<void> {
    const events = deeds.map(({ userId, deed }) => this.eventOf(userId, deed));
    const body = JSON.stringify({ destination: BOT, events });
    const signature = createHmac('sha256', SECRET).update(body).digest('base64');
    const answer = await fetch(`${botUrl}/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-line-signature': signature },
      body,
    });
    if (!answer.ok) throw new Error(`the webhook was refused: ${answer.status} ${await answer.text()}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private eventOf(userId: string, deed: Deed): Record<string, unknown> {
    this.count += 1;
    const id = String(this.count).padStart(12, '0');
    const common = {
      webhookEventId: `01QUICKLINE${id}`,
      deliveryContext: { isRedelivery: false },
      timestamp: 1_795_400_000_000 + this.count * 7,
      source: { type: 'user', userId },
      mode: 'active',
    };
    if ('kind' in deed)
      return { ...common, type: 'follow', follow: { isUnblocked: false }, replyToken: id.padStart(32, '7') };
    if ('sends' in deed) this.contents.set(`5${id}`, deed.sends);
    const message =
      'says' in deed
        ? { type: 'text', text: deed.says }
        : { type: 'image', contentProvider: { type: 'line' } };
    return {
      ...common,
      type: 'message',
      replyToken: id.padStart(32, '7'),
      message: { ...message, id: `5${id}` },
    };
  }
}

const ANSWER = { userId: BOT, displayName: 'somebody', language: 'th', sentMessages: [] };
