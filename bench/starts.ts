import { setTimeout as wait } from 'node:timers/promises';
import type { BotMemory } from './processes';
import { cpuOf, memoryOf } from './processes';
import type { Stage } from './stage';
import { endBot } from './stage';
import { median } from './statistics';

export interface StartsResult {
  /** From the start of the process until it says that it is ready, in ms: on an empty folder. */
  readonly firstMs: number;
  /** The same on the folder of an earlier start. */
  readonly againMs: number;
  /** Of a bot as `npm start` runs it, which nobody has spoken to yet. */
  readonly idle: BotMemory;
  /** Share of one core that it uses, its engine included. */
  readonly idleCpu: number;
}

export interface StartsPlan {
  readonly times: number;
  /** After a start, before the bot counts as idle. */
  readonly settleSeconds: number;
  readonly idleSeconds: number;
}

/** Cold starts of the bot as `npm start` runs it after the build: simulator, sample data, embedded database. */
export async function measureStarts(stage: Stage, plan: StartsPlan): Promise<StartsResult> {
  const first: number[] = [];
  const again: number[] = [];
  for (let time = 0; time < plan.times; time += 1) {
    const dataDir = stage.folder();
    for (const times of [first, again]) {
      const begun = performance.now();
      const bot = await stage.bot({ DATA_DIR: dataDir });
      times.push(performance.now() - begun);
      await bot.stop();
    }
  }
  return { firstMs: median(first), againMs: median(again), ...(await measureIdle(stage, plan)) };
}

async function measureIdle(
  stage: Stage,
  { settleSeconds, idleSeconds }: StartsPlan,
): Promise<Pick<StartsResult, 'idle' | 'idleCpu'>> {
  const bot = await stage.bot({ DATA_DIR: stage.folder() });
  await wait(settleSeconds * 1000);
  const [before, begun] = [cpuOf(bot), performance.now()];
  await wait(idleSeconds * 1000);
  const [after, ms] = [cpuOf(bot), performance.now() - begun];
  const idle = memoryOf(bot);
  await endBot(bot);
  return { idle, idleCpu: (after.bot + after.engine - before.bot - before.engine) / ms };
}
