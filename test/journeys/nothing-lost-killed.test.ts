import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { readConfig } from '../../src/config';
import { silentLog } from '../../src/core/log';
import { fileIdOf } from '../../src/files/names';
import { openRooms } from '../../src/rooms';
import { simulatedUserId } from '../../src/try-out/try-out';
import type { BotProcess } from '../helpers/bot-process';
import { freePort, startBot, untilWorkedOff } from '../helpers/bot-process';
import type { LineStandIn } from '../helpers/line-stand-in';
import { startLine, ticketsOf } from '../helpers/line-stand-in';
import { Reader } from '../messy/archive';
import { CLOSING_STEPS } from '../messy/crowd';
import { lossesOf } from '../messy/losses';
import { talkOf } from '../messy/outcome';
import { Person } from '../messy/person';
import type { Stage } from '../messy/playing';
import { play } from '../messy/playing';
import { anybody, FINAL } from '../messy/sequences';

const PEOPLE = 4;
const KILLS = 2;
/** The first of the sample organisations, whose channel this is. */
const ORG = 'pho-kao-ton';
const COORDINATOR = simulatedUserId('pkt-coordinator');
const seed = Number(process.env.SEED ?? 7);

describe('any sequence of inputs to a bot that is killed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-lost-'));
  let line: LineStandIn;
  let bot: BotProcess;
  let environment: Record<string, string>;

  beforeAll(async () => {
    line = await startLine();
    environment = {
      ...line.environment,
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      SAMPLE_DATA: 'on',
    };
    bot = await startBot(environment);
    await line.sendTo(bot.url);
  }, 60_000);

  afterAll(async () => {
    await bot.kill();
    await line.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Kills it at any moment, every other time with its engine, and starts it again. */
  const killing = async (until: AbortSignal): Promise<void> => {
    for (let kill = 1; kill <= KILLS && !until.aborted; kill++) {
      await wait(randomInt(500, 3_000));
      const engine = bot.enginePid();
      await bot.kill();
      if (kill % 2 === 0 && engine !== undefined) process.kill(engine, 'SIGKILL');
      bot = await startBot(environment);
    }
  };

  const stage: Stage = {
    settled: async () => {
      await line.simulator.platform.whenIdle({ timeoutMs: 60_000 });
      while (!(await isWorkedOff(bot.url))) await wait(100);
    },
    pass: () => undefined,
    answers: () => Promise.resolve(),
  };

  test('lets everybody get on by typing, and loses nothing without a word', async () => {
    line.simulator.platform.setFaults({
      webhook: { copies: 2, redeliverAfterMs: Array.from({ length: 240 }, () => 250) },
    });
    const scripts = fc.sample(anybody('citizen', 5), { numRuns: PEOPLE, seed });
    const phones = line.newPhones(PEOPLE);
    const people = scripts.map((script, index) => new Person(script, phones[index]!, CLOSING_STEPS));
    const played = new AbortController();
    const killer = killing(played.signal);
    await play(stage, people);
    played.abort();
    await killer;
    await stage.settled();
    await untilWorkedOff(bot.url);
    expect(await bot.stop()).toBe(0);

    const rooms = await openRooms(readConfig({ ...environment }), { log: silentLog });
    const { connection } = rooms.database;
    const reader = new Reader({ rooms, connection, now: new Date() }, () => COORDINATOR);
    const lost: { losses: readonly string[]; talk: readonly string[] }[] = [];
    for (const person of people) {
      const owner = { orgId: ORG, lineUserId: person.phone.chat.userId, tickets: ticketsOf(person.phone) };
      const kept = await reader.keptFor(owner);
      const losses = lossesOf(person, kept, (id) => fileIdOf(rooms.sealer, ORG, id));
      if (losses.length > 0) lost.push({ losses, talk: talkOf(person) });
    }
    await rooms.database.close();
    // Whatever came before, a new complaint can be filed by typing alone.
    expect(lost.filter(({ losses }) => losses.includes(FINAL))).toEqual([]);
    expect(lost).toEqual([]);
  }, 180_000);
});

/** False as long as something waits, and between a kill and the next start, when nobody can say. */
async function isWorkedOff(url: string): Promise<boolean> {
  const metrics = await fetch(`${url}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  );
  return ['inbox', 'outbox'].every((box) => new RegExp(`^prongsai_${box}_waiting 0$`, 'm').test(metrics));
}
