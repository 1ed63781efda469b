import { AppError, asError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { ClaimedEvent, Inbox, WaitingLane } from './inbox';
import type { Patience, Seat } from './seat';

/** A person with something to do. */
export interface Work extends WaitingLane {
  /** Events that have just come, by id: they need not be read again. */
  readonly atHand: Map<string, ClaimedEvent>;
  /** There may be more in the database than what is at hand. */
  more: boolean;
  /** The lease is ours just now. */
  held: boolean;
  /** Held since the last round of the sweep or longer. */
  lasting: boolean;
}

/** What is done with events. */
export interface Handling {
  /** Lets the event take effect; must be harmless to repeat. Throws: the event is tried again. */
  readonly handle: (event: ClaimedEvent, patience: Patience) => Promise<void>;
  /** Called once for an event that is given up: tell its sender so. */
  readonly giveUp: (event: ClaimedEvent, patience: Patience) => Promise<void>;
}

export interface WorkerParts extends Handling {
  readonly inbox: Inbox;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<void>;
  readonly pauses?: readonly number[];
}

/** Works on one event at a time, for somebody whose lane is held. */
export interface Worker {
  /** The oldest event, until it is done, given up, or to be tried again. */
  next(work: Work, seat: Seat): Promise<void>;
}

/** Waiting times between tries, in ms: all of them within the life of a reply token. */
const PAUSES = [200, 1_000, 4_000, 12_000] as const;
/** A process that died over an event this often died of it. */
const MOST_CLAIMS = 25;

/** See `Worker`. */
export function createWorker(parts: WorkerParts): Worker {
  return {
    next: async (work, seat) => {
      await seat.take();
      const event = await oldest(parts, work);
      if (event === undefined) return;
      try {
        if (event.claims > MOST_CLAIMS)
          throw new AppError('process-died-over-it', 'no process survives this event');
        await parts.handle(event, seat);
        await parts.inbox.done(event.id);
      } catch (error) {
        work.more = true;
        await afterFailure(parts, event, asError(error), seat);
      }
    },
  };
}

/**
 * The oldest event is asked for even when some are at hand: another process, or a crash, may have left an
 * older one. Those at hand only spare their reading.
 */
async function oldest({ inbox, log }: WorkerParts, work: Work): Promise<ClaimedEvent | undefined> {
  const id = await inbox.oldest(work.lane);
  if (id === undefined) {
    // Others have done what is at hand, or it was taken back.
    work.atHand.clear();
    work.more = false;
    return undefined;
  }
  const atHand = work.atHand.get(id);
  if (work.atHand.delete(id)) return atHand;
  work.more = true;
  try {
    return await inbox.takeUp(id);
  } catch (error) {
    const { code } = codeOf(error);
    if (code !== 'sealed-unreadable') throw error;
    // The key is gone; whatever it says must not silence its sender for good.
    log.error('event.set-aside', { eventId: id, orgId: work.orgId, problem: code });
    await inbox.setAside(id, code);
    return undefined;
  }
}

async function afterFailure(
  { inbox, log, giveUp, pause, pauses = PAUSES }: WorkerParts,
  event: ClaimedEvent,
  error: Error,
  seat: Patience,
): Promise<void> {
  const after = event.claims > MOST_CLAIMS ? undefined : pauses[event.failures];
  const problem = codeOf(error).code ?? error.name;
  const fields = { eventId: event.id, orgId: event.orgId, problem, error };
  if (after === undefined) {
    log.error('event.set-aside', fields);
    await inbox.setAside(event.id, problem);
    await giveUp(event, seat);
    return;
  }
  log.warn('event.failed', { ...fields, failures: event.failures + 1 });
  await inbox.failed(event.id, problem);
  seat.leave();
  await pause(after);
}

function codeOf(error: unknown): { code?: string } {
  return error instanceof Error && 'code' in error ? { code: String(error.code) } : {};
}
