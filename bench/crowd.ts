import { Talker } from './conversation';
import type { Felt, Question } from './felt';
import { feltIn } from './felt';
import { openHall } from './hall';
import type { Stage } from './stage';

export interface CrowdPlan {
  readonly sizes: readonly number[];
  readonly seconds: number;
}

/** What people feel who all write at once and go on as soon as they are answered. */
export interface Crowd {
  readonly people: number;
  readonly felt: Felt;
  /** The longest that anybody waited for the first answer, in ms; Infinity: somebody was not answered. */
  readonly longestFirstMs: number;
}

/** Everybody at once, without a pause, after nobody. */
export async function measureCrowds(stage: Stage, plan: CrowdPlan): Promise<Crowd[]> {
  const crowds: Crowd[] = [];
  for (const people of plan.sizes) {
    const hall = await openHall(stage, stage.folder(), { people });
    const until = performance.now() + plan.seconds * 1000;
    const questions: Question[] = [];
    const firsts: number[] = [];
    await Promise.all(
      hall.people.map(async (person, who) => {
        const talker = new Talker(person);
        for (let first = true; first || performance.now() < until; first = false) {
          const heard = await talker.next();
          questions.push({ ...heard, who });
          if (first) firsts.push(heard.texts === undefined ? Infinity : heard.ms);
          if (heard.texts === undefined) return;
        }
      }),
    );
    crowds.push({ people, felt: feltIn(questions), longestFirstMs: Math.max(...firsts) });
    await hall.bot.kill();
  }
  return crowds;
}
