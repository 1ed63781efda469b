import type { ConversationStore } from '../conversation/store';
import { DAY_MS } from '../core/bangkok-day';
import type { Inbox } from '../line/incoming/inbox';
import type { Lanes } from '../line/incoming/lanes';
import type { Outbox } from '../outbox/service';
import type { Foundation, Rooms } from '../rooms';

/** LINE does not say how long it redelivers; a copy later than this is not recognised any more. */
const EVENT_ID_DAYS = 30;
/** A save of a plan that a crash cut; nobody has ever seen it. */
const UNSEEN_PLAN_DAYS = 1;

/** Deletes what has served its time, room by room. The rooms' models say why so long and not longer. */
export async function retention(
  { clock, machineClock, files, plans, questions, log }: Foundation & Rooms,
  kept: {
    store: ConversationStore;
    outbox: Outbox;
    inbox: Inbox;
    lanes: Lanes;
    runs: { sweep(): Promise<number> };
  },
): Promise<void> {
  const ago = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);
  await kept.lanes.sweep(ago(machineClock.now(), 1));
  log.info('retention.done', {
    drafts: await kept.store.sweepExpired(clock.now()),
    events: await kept.inbox.sweep(ago(machineClock.now(), EVENT_ID_DAYS)),
    pushes: await kept.outbox.sweep(),
    runs: await kept.runs.sweep(),
    questions: await questions.sweep(clock.now()),
    plans: await plans.sweep(ago(clock.now(), UNSEEN_PLAN_DAYS)),
    files: await files.sweepLoose(await kept.store.namedFiles()),
  });
}
