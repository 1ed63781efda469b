import { DAY_MS } from '../core/bangkok-day';
import type { Outbox } from '../outbox/service';
import type { Foundation, Rooms } from '../rooms';
import type { ThreadStore } from '../threads/store';

/** A save of a plan that a crash cut; nobody has ever seen it. */
const UNSEEN_PLAN_DAYS = 1;

/** Deletes what has served its time, room by room. The rooms' models say why so long and not longer. */
export async function retention(
  { clock, files, plans, questions, log }: Foundation & Rooms,
  kept: {
    threads: ThreadStore;
    outbox: Outbox;
    runs: { sweep(): Promise<number> };
  },
): Promise<void> {
  const ago = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);
  log.info('retention.done', {
    people: await kept.threads.sweep(),
    pushes: await kept.outbox.sweep(),
    runs: await kept.runs.sweep(),
    questions: await questions.sweep(clock.now()),
    plans: await plans.sweep(ago(clock.now(), UNSEEN_PLAN_DAYS)),
    files: await files.sweepLoose(await kept.threads.namedFiles()),
  });
}
