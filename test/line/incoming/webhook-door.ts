import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createApp } from '../../../src/app';
import { systemClock } from '../../../src/core/clock';
import { randomIds } from '../../../src/core/ids';
import { createLog, silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { Rush } from '../../../src/line/incoming/rush';
import type { WebhookChannel } from '../../../src/line/incoming/webhook';
import { webhookRouter } from '../../../src/line/incoming/webhook';
import type { Connection } from '../../../src/mongo/connection';
import { personIdOf } from '../../../src/people/rules';
import { createHttpServer } from '../../../src/process/http-server';
import { openEvent } from '../../../src/threads/events';
import { threadsOn } from '../../../src/threads/parts';
import { createThreads } from '../../../src/threads/store';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

/** LINE's own example, see "Verify webhook signature". */
export const EXAMPLE = {
  secret: '8c570fa6dd201bb328f1c1eac23a96d8',
  destination: 'U8e742f61d673b39c7fff3cecb7536ef0',
  body: '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}',
  signature: 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=',
};
export const OTHER = { secret: 'another channel entirely', destination: `U${'0'.repeat(32)}` };
const CHANNELS = new Map<string, WebhookChannel>([
  [EXAMPLE.destination, { orgId: 'na-kok', channelSecret: EXAMPLE.secret }],
  [OTHER.destination, { orgId: 'kut-chik', channelSecret: OTHER.secret }],
]);
export const ANA = `U${'a'.repeat(32)}`;

export type Loose = Record<string, unknown>;

export const sign = (body: string | Buffer, secret = EXAMPLE.secret): string =>
  createHmac('sha256', secret).update(body).digest('base64');

export const bodyOf = (events: unknown, destination = EXAMPLE.destination): string =>
  JSON.stringify({ destination, events });

const idOf = ({ webhookEventId }: Loose): string => String(webhookEventId);

/** A message of Ana's, as LINE sends it. */
export function said(id: string, text: string, more: Loose = {}): Loose {
  return {
    type: 'message',
    webhookEventId: id,
    deliveryContext: { isRedelivery: false },
    timestamp: 1_771_200_000_000,
    source: { type: 'user', userId: ANA },
    replyToken: 'b60d432864f44d079f6d8efe86cf404b',
    mode: 'active',
    message: { type: 'text', id: '444573844083572737', text },
    ...more,
  };
}

/** The bot's door for LINE, listening, with a real inbox behind it. */
export interface Door {
  readonly url: string;
  /** People whom somebody was told to look at. */
  readonly nudged: string[];
  readonly logged: string[];
  post(body: string | Buffer, headers: Record<string, string>): Promise<Response>;
  /** Posts a body with the signature of the example's channel. */
  signed(body: string | Buffer): Promise<Response>;
  /** LINE's ids of the events kept, in order. */
  kept(): Promise<string[]>;
  /** The events kept, opened. */
  keptEvents(): Promise<Loose[]>;
  close(): Promise<void>;
}

/** Opens a door on `connection`; what is kept is read from `reader`. */
export async function openDoor(
  connection: Connection,
  reader = connection,
  channelOf = (to: string) => Promise.resolve(CHANNELS.get(to)),
): Promise<Door> {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  const nudged: string[] = [];
  const logged: string[] = [];
  const clocks = { clock: systemClock, machineClock: systemClock };
  const threads = createThreads({
    connection,
    sealer,
    ...clocks,
    ids: randomIds,
    log: silentLog,
    owner: 'door',
  });
  const webhook = webhookRouter({
    store: (kept) =>
      threads.store(
        kept.map(({ userId, ...each }) => ({ ...each, personId: personIdOf(sealer, each.orgId, userId) })),
      ),
    dispatcher: { nudge: (arrivals) => nudged.push(...arrivals.map(({ thread }) => thread)) },
    channelOf,
    log: createLog('debug', (line) => logged.push(line)),
    rush: new Rush(),
  });
  const server = createHttpServer();
  server.on('request', createApp({ webhook, operations: express.Router(), log: silentLog }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  const post = (body: string | Buffer, headers: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const events = async (): Promise<Loose[]> => {
    const found = await threadsOn(reader).find({}, { promoteBuffers: true }).toArray();
    const opened = found.flatMap(({ waiting = [] }) =>
      waiting.map((each) => openEvent(sealer, each) as Loose),
    );
    return opened.sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
  };
  return {
    url,
    nudged,
    logged,
    post,
    signed: (body) => post(body, { 'x-line-signature': sign(body) }),
    kept: async () => (await events()).map(idOf),
    keptEvents: events,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A door on a database of its own, for all tests of a file; both are there once the tests begin. */
export function doorOfOwn(): { db: TestDatabase; door: Door } {
  const own = {} as { db: TestDatabase; door: Door };
  beforeAll(async () => {
    own.db = await connectTestDatabase();
    threadsOn(own.db.connection);
    await own.db.createIndexes();
  });
  beforeEach(async () => {
    own.door = await openDoor(own.db.connection);
  });
  afterEach(() => own.door.close());
  afterAll(() => own.db.close());
  return own;
}
