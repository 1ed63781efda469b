import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import sharp from 'sharp';
import type { SimulatedUser } from '../../simulator/contract';
import { createSimulator } from '../../simulator/simulator';
import { SettableClock } from '../../src/core/clock';

export const BOT = `U${'b'.repeat(32)}`;
const OTHER_BOT = `U${'c'.repeat(32)}`;
export const SOMSRI = `U${'1'.repeat(32)}`;
export const SOMCHAI = `U${'2'.repeat(32)}`;
const TOKEN = 'token-of-the-page-tests';

type Message = Record<string, unknown> & { type: string };
type Event = Record<string, unknown> & { type: string };

/** What the bot answers; nothing for no answer. */
export type Script = (event: Event) => readonly Message[] | undefined;

/** The simulator with its page, and a bot that plays a script. */
export interface Stage {
  origin: string;
  clock: SettableClock;
  /** Every event the bot was told. */
  events: Event[];
  script: Script;
  /** Calls the Messaging API as the bot. */
  call(path: string, body: unknown, type?: string): Promise<Record<string, unknown>>;
  push(userId: string, ...messages: Message[]): Promise<unknown>;
  /** The newest event of a type, as soon as the bot was told so many of them. */
  heard(type: string, times?: number): Promise<Event>;
  /** Cuts every connection, streams too. */
  cut(): void;
  close(): Promise<void>;
}

const USERS: readonly SimulatedUser[] = [
  {
    userId: SOMSRI,
    displayName: 'สมศรี สมมติ',
    hint: 'เจ้าหน้าที่สำนักปลัด',
    language: 'th',
    inEnglish: { displayName: 'Somsri Sommot', hint: 'An officer' },
  },
  { userId: SOMCHAI, displayName: 'สมชาย สมมติ', hint: 'ประชาชน', language: 'th' },
];

/** The page's policy in the product, without its allowance for style attributes. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'self'";

const common = { channelSecret: '8c570fa6dd201bb328f1c1eac23a96d8', users: USERS };

function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

export async function setStage(): Promise<Stage> {
  if (!existsSync(join(__dirname, '../../dist/page/index.html'))) {
    throw new Error('The chat page is not built. Run: npm run build');
  }
  const app = express();
  const server = await listen(app);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = new SettableClock();
  const simulator = createSimulator({
    clock,
    insecureOrigin: origin,
    limits: { rateScale: 100 },
    channels: [
      {
        ...common,
        botUserId: BOT,
        channelId: '1000000001',
        accessToken: TOKEN,
        basicId: '@one',
        displayName: 'อบต. ตัวอย่าง',
        inEnglish: { displayName: 'Example SAO' },
        webhookUrl: `${origin}/bot/webhook`,
        monthlyQuota: 300,
      },
      {
        ...common,
        botUserId: OTHER_BOT,
        channelId: '1000000002',
        basicId: '@two',
        displayName: 'ทต. ตัวอย่าง',
        webhookUrl: `${origin}/bot/nobody`,
      },
    ],
    suggestions: (now) => [
      { title: 'ลองแจ้งเรื่อง', detail: 'พิมพ์เล่าปัญหา', botUserId: BOT, userId: SOMCHAI, say: 'ไฟถนนดับ' },
      { title: 'ลองย้ายเวลา', detail: 'ไปวันที่ 31 มีนาคม', language: 'th' },
      {
        title: 'Try a complaint',
        detail: 'Write',
        language: 'en',
        botUserId: BOT,
        userId: SOMSRI,
        say: 'Hello',
      },
      {
        title: 'ลองรับการแจ้งเตือน',
        detail: 'พรุ่งนี้',
        botUserId: BOT,
        userId: SOMSRI,
        moveTo: new Date(now.getTime() + 86_400_000).toISOString(),
      },
    ],
  });
  const picture = await sharp({ create: { width: 1040, height: 700, channels: 3, background: '#cfe3c6' } })
    .png()
    .toBuffer();

  const arrivals = new EventEmitter();
  const stage: Stage = {
    origin,
    clock,
    events: [],
    script: () => undefined,
    call: async (path, body, type = 'application/json') => {
      const answer = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type },
        body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    push: (userId, ...messages) => stage.call('/v2/bot/message/push', { to: userId, messages }),
    heard: async (type, times = 1) => {
      for (;;) {
        const found = stage.events.filter((event) => event.type === type);
        const newest = found.at(-1);
        if (newest !== undefined && found.length >= times) return newest;
        await new Promise((told) => arrivals.once('event', told));
      }
    },
    cut: () => server.closeAllConnections(),
    close: async () => {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  app.get(/^\/bot\/picture/, (_req, res) => void res.type('png').send(picture));
  app.post('/bot/webhook', express.json(), (req, res) => {
    res.end();
    for (const event of (req.body as { events: Event[] }).events) {
      stage.events.push(event);
      arrivals.emit('event');
      const messages = stage.script(event);
      if (messages === undefined) continue;
      void stage.call('/v2/bot/message/reply', { replyToken: event.replyToken, messages });
    }
  });
  app.use((_req, res, next) => {
    res.set('content-security-policy', POLICY);
    next();
  });
  app.use(simulator.router);
  return stage;
}

/** A bot that answers a text with the messages of that name. */
export function answering(book: Readonly<Record<string, readonly Message[]>>): Script {
  return (event) => {
    const message = event.message as { text?: string } | undefined;
    return message?.text === undefined ? undefined : book[message.text];
  };
}

export const chatLink = (userId: string, botUserId = BOT): string => `/simulator#/${botUserId}/${userId}`;
