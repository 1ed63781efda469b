import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Phone } from '../../simulator/phone';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import { connect } from '../../src/mongo/connection';
import { keysInFolder } from '../../src/mongo/key-file';
import type { BotProcess } from '../helpers/bot-process';
import { freePort, startBot, untilWorkedOff } from '../helpers/bot-process';
import { countDrafts } from '../helpers/drafts';
import type { LineStandIn } from '../helpers/line-stand-in';
import { complaintScript, detailOf, keptDetails, startLine, ticketsOf } from '../helpers/line-stand-in';

const PEOPLE = 63;
const KILLS = 8;

describe('a bot that is killed at any moment', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-kill-'));
  let line: LineStandIn;
  let bot: BotProcess;
  let environment: Record<string, string>;
  let phones: Phone[];

  beforeAll(async () => {
    line = await startLine();
    const PORT = String(await freePort());
    environment = { ...line.environment, PORT, DATA_DIR: dataDir, SAMPLE_DATA: 'on' };
    bot = await startBot(environment);
    await line.sendTo(bot.url);
    phones = line.newPhones(PEOPLE);
  }, 60_000);

  afterAll(async () => {
    await bot.kill();
    await line.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('lets every one of 504 events, each delivered three times, take effect exactly once', async () => {
    // LINE's part: every event twice more, and again until somebody answers 200.
    const redeliverAfterMs = Array.from({ length: 240 }, () => 250);
    line.simulator.platform.setFaults({ webhook: { copies: 3, redeliverAfterMs } });
    const written = new AbortController();
    const killer = (async () => {
      for (let kill = 1; kill <= KILLS && !written.signal.aborted; kill++) {
        await wait(randomInt(100, 1_200));
        const engine = bot.enginePid();
        await bot.kill();
        // Every other time the engine dies with it: nothing acknowledged may be lost by that either.
        if (kill % 2 === 0 && engine !== undefined) process.kill(engine, 'SIGKILL');
        bot = await startBot(environment);
      }
    })();
    for (const step of complaintScript(0).keys()) {
      await Promise.all(phones.map((phone, person) => phone.says(complaintScript(person)[step] ?? '')));
      await line.simulator.platform.whenIdle({ timeoutMs: 90_000 });
    }
    written.abort();
    await killer;
    await untilWorkedOff(bot.url);

    expect(phones.map((phone) => ticketsOf(phone).length)).toEqual(phones.map(() => 1));
    expect(await bot.stop()).toBe(0);
    const database = await connect({ dataDir, log: silentLog });
    const kept = await keptDetails(database.connection, keysInFolder(dataDir));
    const drafts = await countDrafts(database.connection, new Sealer(keysInFolder(dataDir)));
    await database.close();
    expect(kept).toEqual(phones.map((_phone, person) => detailOf(person)).sort());
    expect(drafts).toBe(0);
  }, 240_000);
});
