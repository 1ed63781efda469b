import { setTimeout as wait } from 'node:timers/promises';
import type { BotProcess } from '../test/helpers/bot-process';
import { environmentFor } from './line-channel';
import type { Measured } from './load';
import { applyLoad } from './load';
import type { BotMemory } from './processes';
import { memoryOf } from './processes';
import type { Stage } from './stage';
import { endBot } from './stage';
import { median } from './statistics';
import type { Deed } from './webhooks';
import { signedWebhooks } from './webhooks';

/** How fast webhooks are acknowledged, each durably stored before. */
export interface AckResult {
  readonly bot: Measured;
  /** The bot, with events that need no conversation and no answer. */
  readonly botLight: Measured;
  /** Events worked off per second after the load, from the backlog it left. */
  readonly workedOffPerSecond: number;
  readonly memory: BotMemory;
}

export interface AckPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
}

/** Every round has a fresh bot, so that no backlog weighs on the next. */
export async function measureAck(stage: Stage, plan: AckPlan): Promise<AckResult> {
  const line = await stage.serve((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"sentMessages":[{"id":"1"}]}');
    });
  });
  const bot: (BotRound & Measured)[] = [];
  const botLight: Measured[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    bot.push(await botRound(stage, plan, line.port, 'thanks'));
    botLight.push(await botRound(stage, plan, line.port, 'block'));
  }
  await line.close();
  return {
    bot: middle(bot),
    botLight: middle(botLight),
    workedOffPerSecond: median(bot.map((each) => each.workedOffPerSecond)),
    memory: bot.reduce((one, other) => (one.memory.bot.highest > other.memory.bot.highest ? one : other))
      .memory,
  };
}

interface BotRound {
  readonly workedOffPerSecond: number;
  readonly memory: BotMemory;
}

async function botRound(
  stage: Stage,
  plan: AckPlan,
  linePort: number,
  deed: Deed,
): Promise<Measured & BotRound> {
  const bot = await stage.bot(environmentFor(stage.folder(), linePort));
  const measured = await load(plan, Number(new URL(bot.url).port), deed);
  const workedOffPerSecond = await workedOff(bot, plan.warmUpSeconds);
  const memory = memoryOf(bot);
  await endBot(bot);
  return { ...measured, workedOffPerSecond, memory };
}

/** A warm-up, then the measured load; all requests are signed beforehand, and some are left over. */
async function load(
  { connections, seconds, warmUpSeconds }: AckPlan,
  port: number,
  deed: Deed,
): Promise<Measured> {
  const warmUp = signedWebhooks(warmUpSeconds * MOST_PER_SECOND, deed);
  const { perSecond } = await applyLoad({ port, connections, seconds: warmUpSeconds, requests: warmUp });
  const requests = signedWebhooks(Math.ceil(2 * perSecond * seconds), deed);
  return applyLoad({ port, connections, seconds, requests });
}

/** More than one fast core acknowledges. */
const MOST_PER_SECOND = 5_000;

async function workedOff(bot: BotProcess, seconds: number): Promise<number> {
  const before = await waiting(bot);
  const begun = performance.now();
  await wait(seconds * 1000);
  const after = await waiting(bot);
  return (before - after) / ((performance.now() - begun) / 1000);
}

async function waiting(bot: BotProcess): Promise<number> {
  const metrics = await (await fetch(`${bot.url}/metrics`)).text();
  return Number(/^prongsai_inbox_waiting (\d+)/m.exec(metrics)?.[1] ?? NaN);
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (read: (one: Measured) => number): number => median(rounds.map(read));
  return {
    perSecond: of((one) => one.perSecond),
    p50Ms: of((one) => one.p50Ms),
    p99Ms: of((one) => one.p99Ms),
    answered: of((one) => one.answered),
  };
}
