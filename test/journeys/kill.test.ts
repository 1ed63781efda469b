import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import { Seals } from '../../src/complaints/seals';
import { Sealer } from '../../src/core/sealing';
import { silentLog } from '../../src/core/log';
import { keysInFolder } from '../../src/key-file';
import { connect } from '../../src/mongo/connection';
import { textsIn } from '../../src/simulator/actions-in-chat';
import type { Phone } from '../../src/simulator/phone';
import { createSimulator } from '../../src/simulator/simulator';
import type { Simulator } from '../../src/simulator/simulator';
import { freePort, startBot } from '../helpers/bot-process';
import type { BotProcess } from '../helpers/bot-process';

const PEOPLE = 63;
const KILLS = 8;
const TICKET = /\d\d-\d{5}-\d/g;

/** What everybody writes: a whole complaint by typing alone, and a look at the help. 8 × 63 = 504 events. */
const scriptOf = (person: number): string[] => [
  'ร้องเรียน',
  'ไฟฟ้าสาธารณะ',
  detailOf(person),
  'ข้าม',
  'ข้าม',
  'ไม่เปิดเผยชื่อ',
  'ส่ง',
  'ช่วยเหลือ',
];
const detailOf = (person: number): string => `ไฟหน้าบ้านเลขที่ ${person} ดับมาสามคืนแล้ว`;

describe('a bot that is killed at any moment', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-kill-'));
  const bot = { channelId: '1999999999', channelSecret: 'c'.repeat(32), accessToken: 'a-long-lived-token' };
  const botUserId = `U${'0'.repeat(31)}1`;
  let line: Server;
  let simulator: Simulator;
  let process_: BotProcess;
  let environment: Record<string, string>;
  let phones: Phone[];

  beforeAll(async () => {
    const port = await freePort();
    const app = express();
    line = createServer(app).listen(0, '127.0.0.1');
    await once(line, 'listening');
    simulator = createSimulator({
      channels: [
        {
          ...bot,
          botUserId,
          basicId: '@kill',
          displayName: 'Bot',
          webhookUrl: `http://127.0.0.1:${port}/webhook`,
          users: [],
        },
      ],
    });
    app.use(simulator.router);
    environment = {
      PORT: String(port),
      DATA_DIR: dataDir,
      SAMPLE_DATA: 'on',
      LOG_LEVEL: 'info',
      LINE_CHANNEL_ID: bot.channelId,
      LINE_CHANNEL_SECRET: bot.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: bot.accessToken,
      LINE_API_BASE_URL: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    };
    phones = Array.from({ length: PEOPLE }, () =>
      simulator.platform.phone(botUserId, simulator.platform.addUser(botUserId).userId),
    );
    process_ = await startBot(environment);
  }, 60_000);

  afterAll(async () => {
    await process_.kill();
    await simulator.close();
    line.closeAllConnections();
    line.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('lets every one of 504 events, each delivered three times, take effect exactly once', async () => {
    // LINE's part: every event twice more, and again until somebody answers 200.
    const redeliverAfterMs = Array.from({ length: 120 }, () => 250);
    simulator.platform.setFaults({ webhook: { copies: 3, redeliverAfterMs } });
    const written = new AbortController();
    const killer = (async () => {
      for (let kill = 1; kill <= KILLS && !written.signal.aborted; kill++) {
        await wait(randomInt(100, 1_200));
        const engine = process_.enginePid();
        await process_.kill();
        // Every other time the engine dies with it: nothing acknowledged may be lost by that either.
        if (kill % 2 === 0 && engine !== undefined) process.kill(engine, 'SIGKILL');
        process_ = await startBot(environment);
      }
    })();
    for (const step of scriptOf(0).keys()) {
      await Promise.all(phones.map((phone, person) => phone.says(scriptOf(person)[step] ?? '')));
      await simulator.platform.whenIdle({ timeoutMs: 60_000 });
    }
    written.abort();
    await killer;
    await untilWorkedOff(process_.url);

    for (const phone of phones) {
      const said = phone.chat.items.flatMap((item) => (item.from === 'bot' ? textsIn(item.message) : []));
      const tickets = new Set(said.flatMap((text) => text.match(TICKET) ?? []));
      expect(tickets.size).toBe(1);
    }
    expect(await process_.stop()).toBe(0);
    expect(await keptDetails(dataDir)).toEqual(phones.map((_phone, person) => detailOf(person)).sort());
  }, 170_000);
});

async function untilWorkedOff(url: string): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^prongsai_inbox_aside 0$/m);
    expect(metrics).toMatch(/^prongsai_outbox_dead 0$/m);
    if (/^prongsai_inbox_waiting 0$/m.test(metrics) && /^prongsai_outbox_waiting 0$/m.test(metrics)) return;
    await wait(100);
  }
}

/** The words of all complaints in the folder; checks besides that no draft is left over. */
async function keptDetails(dataDir: string): Promise<string[]> {
  const database = await connect({ dataDir, log: silentLog });
  try {
    const seals = new Seals(new Sealer(keysInFolder(dataDir)));
    const complaints = await database.connection
      .collection<{ _id: string; sealedDetail: string }>('complaints')
      .find()
      .toArray();
    expect(await database.connection.collection('conversations').countDocuments()).toBe(0);
    return complaints.map(({ _id, sealedDetail }) => seals.openText(_id, sealedDetail)).sort();
  } finally {
    await database.close();
  }
}
