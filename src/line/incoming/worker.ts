import type { Clock } from '../../core/clock';
import { AppError, asError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Ending, Taken, ThreadStore, WaitingEvent } from '../../threads/store';
import type { BurstTimes } from './bursts';
import { wholeBurst } from './bursts';
import type { Patience, Seat } from './seat';
import type { Together, Work } from './work';

/** What a turn has come to, and what may be done when that is kept. */
export interface Effect extends Ending {
  readonly afterwards?: () => Promise<void>;
}

/** What is done with events. */
export interface Handling {
  /**
   * Lets events take effect, from the oldest on as many as belong together; the ending says which. Must be
   * harmless to repeat. Throws: they are tried again, one by one.
   */
  readonly handle: (together: Together, patience: Patience) => Promise<Effect>;
  /** True when more may be on its way that belongs to these; absent: never. */
  readonly mayHaveMore?: (together: Together, patience: Patience) => Promise<boolean>;
  /** Called once for an event that is given up: tell its sender so. */
  readonly giveUp: (event: WaitingEvent, patience: Patience) => Promise<void>;
}

export interface WorkerParts extends Handling {
  readonly threads: Pick<ThreadStore, 'take' | 'save' | 'count' | 'failed'>;
  readonly machineClock: Clock;
  /** How long more is waited for; absent: not at all. */
  readonly burst?: BurstTimes;
  readonly isEnding: () => boolean;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<void>;
  readonly pauses?: readonly number[];
}

/** Works on what waits of somebody who is taken. */
export interface Worker {
  /** One turn, until it is kept, given up, or to be tried again. True: the person is free again. */
  turn(work: Work, taken: Taken, seat: Seat): Promise<boolean>;
}

/** Waiting times between tries, in ms: all of them within the life of a reply token. */
const PAUSES = [200, 1_000, 4_000, 12_000] as const;
/** A process that died over an event this often died of it. */
const MOST_CLAIMS = 25;
/** Taken up more often than other processes and one crash explain: from then on by itself. */
const FEW_CLAIMS = 3;

/** See `Worker`. */
export function createWorker(parts: WorkerParts): Worker {
  return {
    turn: async (work, found, seat) => {
      const taken = await whole(parts, work, found, seat);
      const { unreadable } = taken;
      const [first] = taken.events;
      // A key is gone; whatever these say must not silence their sender for good.
      for (const eventId of unreadable)
        parts.log.error('event.set-aside', { eventId, orgId: work.orgId, problem: UNREADABLE });
      if (unreadable.length > 0 || first === undefined) {
        const aside = unreadable.map((id) => ({ id, problem: UNREADABLE }));
        work.more = taken.events.length > 0 || taken.hasMore;
        return end(parts, work, taken, { drafts: taken.drafts, done: [], aside });
      }
      const together = { taken, events: isDoubtful(first) ? [first] : taken.events };
      return tryOnce(parts, work, together, seat);
    },
  };
}

/** All that comes together; what has failed before is tried again at once. */
async function whole(parts: WorkerParts, work: Work, taken: Taken, seat: Seat): Promise<Taken> {
  const { burst: times, mayHaveMore } = parts;
  const [first] = taken.events;
  if (times === undefined || mayHaveMore === undefined || first === undefined || isDoubtful(first))
    return taken;
  return wholeBurst({ ...parts, times, mayHaveMore }, work, taken, seat);
}

const UNREADABLE = 'sealed-unreadable';

/** Something may be wrong with it: then it must not take others with it. */
function isDoubtful({ failures, claims }: WaitingEvent): boolean {
  return failures > 0 || claims > FEW_CLAIMS;
}

async function tryOnce(
  parts: WorkerParts,
  work: Work,
  { taken, events }: Together,
  seat: Seat,
): Promise<boolean> {
  const again = events.filter(({ id }) => !work.atHand.delete(id)).map(({ id }) => id);
  const counted = events.map((event) =>
    again.includes(event.id) ? { ...event, claims: event.claims + 1 } : event,
  );
  const [first] = counted;
  if (first === undefined) return false;
  try {
    if (first.claims > MOST_CLAIMS)
      throw new AppError('process-died-over-it', 'no process survives this event');
    if (again.length > 0) await parts.threads.count(taken, again);
    const effect = await parts.handle({ taken, events: counted }, seat);
    work.more = taken.hasMore || taken.events.some(({ id }) => !effect.done.includes(id));
    return await end(parts, work, taken, effect);
  } catch (error) {
    work.more = true;
    return afterFailure(parts, { taken, event: first }, asError(error), seat);
  }
}

async function end(
  { threads, log }: WorkerParts,
  work: Work,
  taken: Taken,
  effect: Effect,
): Promise<boolean> {
  const isKept = await threads.save(taken, effect);
  if (!isKept) {
    // See `StoredTurns.save`: another process does all of it again, to the same effect.
    log.warn('turn.overtaken', { orgId: work.orgId });
    work.more = true;
    return true;
  }
  for (const id of [...effect.done, ...taken.late]) work.atHand.delete(id);
  await effect.afterwards?.();
  return true;
}

async function afterFailure(
  { threads, log, giveUp, pause, pauses = PAUSES }: WorkerParts,
  { taken, event }: { taken: Taken; event: WaitingEvent },
  error: Error,
  seat: Patience,
): Promise<boolean> {
  const after = event.claims > MOST_CLAIMS ? undefined : pauses[event.failures];
  const problem = codeOf(error).code ?? error.name;
  const fields = { eventId: event.id, orgId: event.orgId, problem, error };
  if (after === undefined) {
    log.error('event.set-aside', fields);
    await threads.save(taken, { drafts: taken.drafts, done: [], aside: [{ id: event.id, problem }] });
    await giveUp(event, seat);
    return true;
  }
  log.warn('event.failed', { ...fields, failures: event.failures + 1 });
  await threads.failed(taken, event.id, problem);
  seat.leave();
  await pause(after);
  return false;
}

function codeOf(error: unknown): { code?: string } {
  return error instanceof Error && 'code' in error ? { code: String(error.code) } : {};
}
