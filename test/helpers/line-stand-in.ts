import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { textsIn } from '../../simulator/actions-in-chat';
import type { Phone } from '../../simulator/phone';
import type { Simulator } from '../../simulator/simulator';
import { createSimulator } from '../../simulator/simulator';
import { Seals } from '../../src/complaints/seals';
import type { SealingKey } from '../../src/core/sealing';
import { Sealer } from '../../src/core/sealing';
import type { Connection } from '../../src/mongo/connection';

/** LINE on an origin of its own, with one channel, for bots in processes of their own. */
export interface LineStandIn {
  readonly simulator: Simulator;
  /** What a bot needs to know of it. */
  readonly environment: Record<string, string>;
  /** So many people nobody has seen before. */
  newPhones(count: number): Phone[];
  /** Where webhooks go from now on. */
  sendTo(botUrl: string): Promise<void>;
  close(): Promise<void>;
}

const BOT_USER_ID = `U${'0'.repeat(31)}1`;
const CHANNEL = { channelId: '1999999999', channelSecret: 'c'.repeat(32), accessToken: 'a-long-lived-token' };

export async function startLine(): Promise<LineStandIn> {
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { botUserId: BOT_USER_ID, basicId: '@bot', displayName: 'Bot', users: [] };
  const simulator = createSimulator({
    channels: [{ ...CHANNEL, ...account, webhookUrl: `${origin}/nobody` }],
  });
  app.use(simulator.router);
  return {
    simulator,
    environment: {
      LINE_CHANNEL_ID: CHANNEL.channelId,
      LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.accessToken,
      LINE_API_BASE_URL: origin,
    },
    newPhones: (count) =>
      Array.from({ length: count }, () =>
        simulator.platform.phone(BOT_USER_ID, simulator.platform.addUser(BOT_USER_ID).userId),
      ),
    sendTo: async (botUrl) => {
      const answer = await fetch(`${origin}/v2/bot/channel/webhook/endpoint`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${CHANNEL.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ endpoint: `${botUrl}/webhook` }),
      });
      if (!answer.ok) throw new Error(`the webhook address was refused: ${await answer.text()}`);
    },
    close: async () => {
      await simulator.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A whole anonymous complaint by typing alone, and a look at the help: eight events. */
export const complaintScript = (person: number): string[] => [
  'ร้องเรียน',
  detailOf(person),
  'ไฟฟ้าสาธารณะ',
  'ข้าม',
  'ไม่เปิดเผยชื่อ',
  'ส่ง',
  'ช่วยเหลือ',
];

/** What that complaint says. */
export const detailOf = (person: number): string => `เดือดร้อนมาหลายคืน ช่วยมาดูหน่อย จากผู้แจ้งคนที่ ${person}`;

/** The different ticket numbers somebody was given. */
export function ticketsOf(phone: Phone): string[] {
  const said = phone.chat.items.flatMap((item) => (item.from === 'bot' ? textsIn(item.message) : []));
  return [...new Set(said.flatMap((text) => text.match(/\d\d-\d{5}-\d/g) ?? []))];
}

/** The words of all complaints in a database, sorted. */
export async function keptDetails(connection: Connection, keys: readonly SealingKey[]): Promise<string[]> {
  const seals = new Seals(new Sealer(keys));
  const complaints = connection.collection<{ _id: string; sealedDetail: string }>('complaints');
  const kept = await complaints.find().toArray();
  return kept.map(({ _id, sealedDetail }) => seals.openText(_id, sealedDetail)).sort();
}
