import type { Hall, Person } from './hall';
import { openHall } from './hall';
import { memoryOf } from './processes';
import type { BotMemory } from './processes';
import type { Stage } from './stage';
import { median, percentile } from './statistics';
import { preload } from './preload';
import type { Stored } from './preload';

/** Turns from a person's message to the answer on their phone. */
export interface Turns {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
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

/** What everybody says, over and over: a whole complaint and a look at the help. */
const CONVERSATION: readonly { readonly says: string; readonly reads: string }[] = [
  { says: 'แจ้งเรื่องร้องเรียน', reads: 'เกี่ยวกับอะไร' },
  { says: 'ไฟฟ้าสาธารณะ', reads: 'กรุณาเล่าเรื่อง' },
  { says: 'ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว ทางมืดมาก', reads: 'เกิดขึ้นที่ใด' },
  { says: 'หน้าโรงเรียน หมู่ที่ 4', reads: 'ภาพถ่าย' },
  { says: 'ข้าม', reads: 'ทราบชื่อหรือไม่' },
  { says: 'ไม่เปิดเผยชื่อ', reads: 'กรุณาตรวจสอบ' },
  { says: 'ส่ง', reads: 'รับเรื่องแล้ว' },
  { says: 'วิธีใช้', reads: '' },
];

/** Two bots, one with an empty and one with a full database, measured in turn. */
export async function measureTurns(stage: Stage, plan: TurnsPlan): Promise<TurnsResult> {
  const fullFolder = stage.folder();
  const stored = await preload(fullFolder, plan.storedEvents);
  const fresh = await openHall(stage, stage.folder(), plan.people);
  const full = await openHall(stage, fullFolder, plan.people);
  const rounds: Record<'fresh' | 'full', number[][]> = { fresh: [], full: [] };
  for (const hall of [fresh, full]) await talk(hall, plan.warmUpSeconds);
  for (let round = 0; round < plan.rounds; round += 1) {
    rounds.fresh.push(await talk(fresh, plan.seconds));
    rounds.full.push(await talk(full, plan.seconds));
  }
  return {
    fresh: turnsOf(rounds.fresh, plan.seconds, fresh),
    full: turnsOf(rounds.full, plan.seconds, full),
    ratio: median(rounds.full.map((times, round) => times.length / (rounds.fresh[round]?.length ?? NaN))),
    stored,
  };
}

function turnsOf(rounds: readonly number[][], seconds: number, { bot }: Hall): Turns {
  return {
    perSecond: median(rounds.map((times) => times.length / seconds)),
    p50Ms: median(rounds.map((times) => percentile(times, 0.5))),
    p95Ms: median(rounds.map((times) => percentile(times, 0.95))),
    memory: memoryOf(bot),
  };
}

/** Everybody talks at once, each waiting for the answer before going on; resolves with the turns' times in ms. */
async function talk({ people }: Hall, seconds: number): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  await Promise.all(people.map((person) => converse(person, until, times)));
  return times;
}

/** Whole conversations only: the next round begins where this one began. Turns after `until` do not count. */
async function converse(person: Person, until: number, times: number[]): Promise<void> {
  while (performance.now() < until) {
    for (const { says, reads } of CONVERSATION) {
      const begun = performance.now();
      const answer = await person.asks(says);
      const ended = performance.now();
      if (ended < until) times.push(ended - begun);
      if (!answer.some((text) => text.includes(reads))) {
        throw new Error(`"${says}" was answered by: ${answer.join(' | ')}`);
      }
    }
  }
}
