import { Talker } from './conversation';
import type { Hall } from './hall';
import { openHall } from './hall';
import type { Stored } from './preload';
import { preload } from './preload';
import type { BotMemory, Cpu } from './processes';
import { cpuOf, memoryOf } from './processes';
import type { Stage } from './stage';
import { median, percentile } from './statistics';

/** Turns from a person's message to the answer on their phone. */
export interface Turns {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Processor time of one turn in ms. */
  readonly cpu: Cpu;
  readonly memory: BotMemory;
}

export interface TurnsResult {
  readonly fresh: Turns;
  /** The same on a database that has seen much. */
  readonly full: Turns;
  /** Turns per second, full ÷ fresh: the middle of the rounds' own ratios. */
  readonly ratio: number;
  readonly stored: Stored;
}

export interface TurnsPlan {
  readonly people: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly storedEvents: number;
}

/** Two bots, one with an empty and one with a full database, measured in turn. */
export async function measureTurns(stage: Stage, plan: TurnsPlan): Promise<TurnsResult> {
  const fullFolder = stage.folder();
  const stored = await preload(fullFolder, plan.storedEvents);
  const fresh = await openHall(stage, stage.folder(), plan);
  const full = await openHall(stage, fullFolder, plan);
  const rounds: Record<'fresh' | 'full', Round[]> = { fresh: [], full: [] };
  for (const hall of [fresh, full]) await talk(hall, plan.warmUpSeconds);
  for (let round = 0; round < plan.rounds; round += 1) {
    rounds.fresh.push(await talk(fresh, plan.seconds));
    rounds.full.push(await talk(full, plan.seconds));
  }
  return {
    fresh: turnsOf(rounds.fresh, plan.seconds, fresh),
    full: turnsOf(rounds.full, plan.seconds, full),
    ratio: median(
      rounds.full.map(({ times }, round) => times.length / (rounds.fresh[round]?.times.length ?? NaN)),
    ),
    stored,
  };
}

/** What one round of talking showed: the turns' times in ms, and the processor time of one turn in ms. */
export interface Round {
  readonly turns: number;
  readonly times: readonly number[];
  readonly cpu: Cpu;
}

function turnsOf(rounds: readonly Round[], seconds: number, { bot }: Hall): Turns {
  return {
    perSecond: median(rounds.map(({ times }) => times.length / seconds)),
    p50Ms: median(rounds.map(({ times }) => percentile(times, 0.5))),
    p95Ms: median(rounds.map(({ times }) => percentile(times, 0.95))),
    cpu: {
      bot: median(rounds.map(({ cpu }) => cpu.bot)),
      engine: median(rounds.map(({ cpu }) => cpu.engine)),
    },
    memory: memoryOf(bot),
  };
}

/**
 * Everybody talks at once, each waiting for the answer before going on. Whole conversations only: the next
 * round begins where this one began. Turns after the time is up do not count among the times.
 */
export async function talk({ bot, people }: Hall, seconds: number): Promise<Round> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let turns = 0;
  const before = cpuOf(bot);
  await Promise.all(
    people.map(async (person) => {
      const talker = new Talker(person);
      while (performance.now() < until || !talker.isAtEnd) {
        const { ms, texts } = await talker.next();
        if (texts === undefined) throw new Error('a question was not answered within a minute');
        turns += 1;
        if (performance.now() < until) times.push(ms);
      }
    }),
  );
  const after = cpuOf(bot);
  const each = (read: (cpu: Cpu) => number): number => (read(after) - read(before)) / turns;
  return { turns, times, cpu: { bot: each(({ bot: ms }) => ms), engine: each(({ engine: ms }) => ms) } };
}
