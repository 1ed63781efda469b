import { setTimeout as wait } from 'node:timers/promises';
import { COMPLAINT, COMPLAINT_WITH_PHOTO, Talker } from './conversation';
import type { Felt, Question } from './felt';
import { feltIn } from './felt';
import { openHall } from './hall';
import type { Stage } from './stage';
import { talk } from './turns';

export interface OfferedPlan {
  readonly people: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Shares of what the bot can do, 1 being all of it. */
  readonly loads: readonly number[];
}

/** What people feel at one offered load. */
export interface OfferedLoad {
  /** Share of the capacity. */
  readonly load: number;
  readonly perSecond: number;
  readonly felt: Felt;
}

/** A photo on a slow network. */
const DOWNLOAD_MS = 5_000;
/** Of conversations: a conversation with a photo has eight turns, so this makes one turn in twenty a photo. */
const WITH_PHOTO = 0.37;

/**
 * People write at their own pace, whether or not the bot keeps up: so many questions a second, at random
 * moments, one turn in twenty a photo that LINE hands out slowly.
 */
export async function measureOffered(
  stage: Stage,
  capacity: number,
  plan: OfferedPlan,
): Promise<OfferedLoad[]> {
  const results: OfferedLoad[] = [];
  for (const load of plan.loads) {
    const hall = await openHall(stage, stage.folder(), { people: plan.people, downloadMs: DOWNLOAD_MS });
    await talk({ ...hall, people: hall.people.slice(0, 50) }, plan.warmUpSeconds);
    const random = seeded(1 + Math.round(load * 100));
    const talkers = hall.people.map(
      (person) => new Talker(person, () => (random() < WITH_PHOTO ? COMPLAINT_WITH_PHOTO : COMPLAINT)),
    );
    const questions = await offer(talkers, capacity * load, plan.seconds, random);
    results.push({ load, perSecond: capacity * load, felt: feltIn(questions) });
    await hall.bot.kill();
  }
  return results;
}

/** Asks `perSecond` questions a second for `seconds` and waits for the answers. */
async function offer(
  talkers: readonly Talker[],
  perSecond: number,
  seconds: number,
  random: () => number,
): Promise<Question[]> {
  const questions: Question[] = [];
  const free = talkers.map((talker, who) => ({ talker, who }));
  const underWay: Promise<void>[] = [];
  const begun = performance.now();
  for (let at = 0; at < seconds * 1000; at += (-Math.log(1 - random()) / perSecond) * 1000) {
    const meant = begun + at;
    await wait(Math.max(0, meant - performance.now()));
    // Where everybody still waits for an answer, the next one writes later than they meant to: that counts too.
    while (free.length === 0) await wait(5);
    const one = free.shift();
    if (one === undefined) continue;
    const lateMs = performance.now() - meant;
    underWay.push(
      one.talker.next().then((heard) => {
        questions.push({ ...heard, ms: heard.ms + lateMs, who: one.who });
        if (heard.texts !== undefined) free.push(one);
      }),
    );
  }
  await Promise.all(underWay);
  return questions;
}

/** Random numbers that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
