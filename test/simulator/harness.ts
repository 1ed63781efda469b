import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { SimulatedChannel, SimulatorOptions } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import type { Platform } from '../../simulator/platform';
import { createSimulator } from '../../simulator/simulator';

export const BOT = `U${'b'.repeat(32)}`;
export const SOMSRI = `U${'1'.repeat(32)}`;
export const SOMCHAI = `U${'2'.repeat(32)}`;
export const NOBODY = `U${'9'.repeat(32)}`;
export const TOKEN = 'long-lived-token';
export const SECRET = '8c570fa6dd201bb328f1c1eac23a96d8';
const NOON = new Date('2026-02-16T05:00:00Z');

/** JSON as it came: tests look into it without asking. */
export type Loose = ReturnType<typeof JSON.parse>;

/** A clock that stands still until it is told. */
class StillClock {
  private at = NOON;

  now(): Date {
    return this.at;
  }

  set(at: Date | undefined): void {
    this.at = at ?? NOON;
  }

  forward(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }
}

/** A webhook as the bot of a test received it. */
export interface Received {
  raw: Buffer;
  headers: Record<string, unknown>;
  body: { destination: string; events: Loose[] };
}

export interface Answered {
  status: number;
  headers: Headers;
  body: Loose;
}

export interface Stage {
  origin: string;
  clock: StillClock;
  platform: Platform;
  somsri: Phone;
  received: Received[];
  /** How the bot answers its webhooks. */
  bot: { answer: (received: Received) => number | Promise<number> };
  /** Calls the API with the bot's token; `body` as JSON, or raw bytes with their type. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** The newest event the bot got. */
  lastEvent(): Loose;
  close(): Promise<void>;
}

function channel(webhookUrl: string, more: Partial<SimulatedChannel> = {}): SimulatedChannel {
  return {
    botUserId: BOT,
    channelId: '1234567890',
    channelSecret: SECRET,
    accessToken: TOKEN,
    basicId: '@simulated',
    displayName: 'อบต. ตัวอย่าง',
    webhookUrl,
    users: [
      { userId: SOMSRI, displayName: 'สมศรี', hint: 'เจ้าหน้าที่', language: 'th' },
      { userId: SOMCHAI, displayName: 'Somchai', hint: 'citizen', language: 'en' },
    ],
    ...more,
  };
}

async function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** A platform, and a bot that writes down what it gets, on one origin of their own. */
export async function setStage(
  more: Partial<SimulatedChannel> = {},
  options: Partial<SimulatorOptions> = {},
): Promise<Stage> {
  const app = express();
  const server = await listen(app);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = new StillClock();
  const received: Received[] = [];
  const bot: Stage['bot'] = { answer: () => 200 };
  const simulator = createSimulator({ channels: [channel(`${origin}/webhook`, more)], clock, ...options });
  app.post('/webhook', express.raw({ type: () => true }), async (req, res) => {
    const raw = req.body as Buffer;
    const one = { raw, headers: req.headers, body: JSON.parse(raw.toString()) as Received['body'] };
    received.push(one);
    res.status(await bot.answer(one)).end();
  });
  app.use(simulator.router);
  const call: Stage['call'] = async (method, path, body, headers = {}) => {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body !== undefined && !isBytes && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : { text },
    };
  };
  return {
    origin,
    clock,
    platform: simulator.platform,
    somsri: simulator.platform.phone(BOT, SOMSRI),
    received,
    bot,
    call,
    lastEvent: (): Loose => received.at(-1)?.body.events.at(-1) ?? {},
    close: async () => {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A text message. */
export const text = (words: string) => ({ type: 'text', text: words });

/** A PNG's head: enough for whoever looks at type and size only. */
export function png(width: number, height: number, bytes = 200): Buffer {
  const image = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(
    image,
  );
  image.writeUInt32BE(width, 16);
  image.writeUInt32BE(height, 20);
  return image;
}

/** What the bot has said to Somsri so far. */
export function heardFrom({ somsri }: Stage): Stage['somsri']['chat']['items'][number]['message'][] {
  return somsri.chat.items.filter((item) => item.from === 'bot').map((item) => item.message);
}
