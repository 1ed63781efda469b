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
  /** The same of this process, which plays LINE and the people. */
  readonly loadCpu: number;
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
  readonly loadCpu: number;
  readonly conversations: number;
  /** Turns that were answered with something else than belongs to them, or not at all. */
  readonly wrong: number;
}

/** The middle of each figure of a hall's rounds. */
export function turnsOf(rounds: readonly Round[], seconds: number, { bot }: Hall): Turns {
  const middle = (read: (round: Round) => number): number => median(rounds.map(read));
  return {
    perSecond: middle(({ times }) => times.length / seconds),
    p50Ms: middle(({ times }) => percentile(times, 0.5)),
    p95Ms: middle(({ times }) => percentile(times, 0.95)),
    cpu: { bot: middle(({ cpu }) => cpu.bot), engine: middle(({ cpu }) => cpu.engine) },
    loadCpu: middle(({ loadCpu }) => loadCpu),
    memory: memoryOf(bot),
  };
}

/** How a person takes it that the answer is to something else or does not come: `insist` throws, `bear` goes on. */
export type Manner = 'insist' | 'bear';

/**
 * Everybody talks at once, each waiting for the answer before going on. Whole conversations only: the next
 * round begins where this one began. Turns after the time is up do not count among the times.
 */
export async function talk(
  { bot, people }: Hall,
  seconds: number,
  manner: Manner = 'insist',
): Promise<Round> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  const counts = { turns: 0, conversations: 0, wrong: 0 };
  const before = cpuOf(bot);
  const loadBefore = ownCpu();
  await Promise.all(
    people.map(async (person) => {
      const talker = new Talker(person);
      while (performance.now() < until || !talker.isAtEnd) {
        const { ms, texts, isRight } = await (manner === 'insist' ? talker.next() : talker.goOn());
        if (texts === undefined && manner === 'insist')
          throw new Error('a question was not answered within a minute');
        counts.turns += 1;
        if (!isRight || texts === undefined) counts.wrong += 1;
        if (talker.isAtEnd) counts.conversations += 1;
        if (performance.now() < until) times.push(ms);
      }
    }),
  );
  const after = cpuOf(bot);
  const each = (read: (cpu: Cpu) => number): number => (read(after) - read(before)) / counts.turns;
  const cpu = { bot: each(({ bot: ms }) => ms), engine: each(({ engine: ms }) => ms) };
  return { ...counts, times, cpu, loadCpu: (ownCpu() - loadBefore) / counts.turns };
}

/** Processor time of this process in ms. */
function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
