import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Phone } from '../../simulator/phone';
import type { Simulator } from '../../simulator/simulator';
import { readConfig } from '../../src/config';
import type { Container } from '../../src/container';
import { SettableClock } from '../../src/core/clock';
import { createLog } from '../../src/core/log';
import { serve } from '../../src/process/serve';
import { readSamplePeople } from '../../src/try-out/sample-people';
import { simulatedUserId } from '../../src/try-out/try-out';
import type { TestDatabase } from './database';
import { connectTestDatabase } from './database';

/** The whole bot as `npm start` runs it, on the test engine, with the simulator and a clock to move. */
export interface TestApp {
  readonly url: string;
  readonly container: Container;
  readonly simulator: Simulator;
  readonly db: TestDatabase;
  readonly clock: SettableClock;
  /** All log lines so far. */
  readonly logged: string[];
  /** The phone of a sample person: `phone('na-kok', 'coordinator')`, `phone('na-kok', 'citizen-1')`. */
  phone(orgId: string, person: string): Phone;
  /** A person nobody has seen before, in an organisation's chat. */
  stranger(orgId: string): Phone;
  close(): Promise<void>;
}

/** A Monday morning in the first half of the fiscal year 2570. */
const MONDAY = '2026-11-23T09:00:00+07:00';

/** What an app is started on instead of an empty database with new keys. */
export interface StartOptions {
  readonly db?: TestDatabase;
  readonly sealingKeys?: string;
  /** How long after a message more is waited for; without it not at all. */
  readonly burstMs?: number;
}

/** Starts the app; the sample data of all five organisations is loaded. */
export async function startApp(at: string = MONDAY, options: StartOptions = {}): Promise<TestApp> {
  const db = options.db ?? (await connectTestDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-app-'));
  const logged: string[] = [];
  const clock = new SettableClock();
  clock.set(new Date(at));
  const config = readConfig({
    PORT: '0',
    MONGODB_URI: db.uri,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'debug',
    BURST_MS: String(options.burstMs ?? 0),
    SEALING_KEYS: options.sealingKeys ?? `t1:${randomBytes(32).toString('base64')}`,
  });
  const log = createLog('debug', (line) => void logged.push(line));
  const bot = await serve(config, { clock, log });
  const { simulator } = bot.container;
  if (simulator === undefined) throw new Error('the simulator is not there');
  const people = readSamplePeople();
  const bots = (orgId: string): string => simulatedUserId(`bot:${orgId}`);
  return {
    url: bot.url,
    container: bot.container,
    simulator,
    db,
    clock,
    logged,
    phone: (orgId, who) => {
      const person = people.find((each) => each.orgId === orgId && each.key.endsWith(`-${who}`));
      if (person === undefined) throw new Error(`there is no ${who} in the sample data of ${orgId}`);
      return simulator.platform.phone(bots(orgId), simulatedUserId(person.key));
    },
    stranger: (orgId) =>
      simulator.platform.phone(bots(orgId), simulator.platform.addUser(bots(orgId)).userId),
    close: async () => {
      await bot.close();
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
