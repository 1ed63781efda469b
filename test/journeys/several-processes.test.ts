import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSealingKeys } from '../../src/core/sealing';
import type { BotProcess } from '../helpers/bot-process';
import { startBot, untilWorkedOff } from '../helpers/bot-process';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import type { LineStandIn } from '../helpers/line-stand-in';
import { complaintScript, detailOf, keptDetails, startLine, ticketsOf } from '../helpers/line-stand-in';

const PEOPLE = 20;

describe('several processes on one database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-several-'));
  const SEALING_KEYS = `k1:${randomBytes(32).toString('base64')}`;
  let db: TestDatabase;
  let line: LineStandIn;
  let bots: BotProcess[];

  beforeAll(async () => {
    db = await connectTestDatabase();
    line = await startLine();
    const shared = {
      ...line.environment,
      MONGODB_URI: db.uri,
      SEALING_KEYS,
      DATA_DIR: dataDir,
      SAMPLE_DATA: 'on',
    };
    const first = await startBot({ ...shared, ROLE: 'all' });
    bots = [first, await startBot({ ...shared, ROLE: 'web' })];
  }, 60_000);

  afterAll(async () => {
    for (const bot of bots) await bot.kill();
    await line.close();
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('take turns in every conversation and do nothing twice', async () => {
    const phones = line.newPhones(PEOPLE);
    for (const step of complaintScript(0).keys()) {
      await line.sendTo(bots[step % bots.length]?.url ?? '');
      await Promise.all(phones.map((phone, person) => phone.says(complaintScript(person)[step] ?? '')));
    }
    for (const bot of bots) await untilWorkedOff(bot.url);

    expect(phones.map((phone) => ticketsOf(phone).length)).toEqual(phones.map(() => 1));
    const kept = await keptDetails(db.connection, parseSealingKeys(SEALING_KEYS).keys);
    expect(kept).toEqual(phones.map((_phone, person) => detailOf(person)).sort());
    for (const bot of bots) expect(await bot.stop()).toBe(0);
  }, 120_000);
});
