import type { Clock } from '../../core/clock';
import type { Taken, ThreadStore, WaitingEvent } from '../../threads/store';
import type { Patience } from './seat';
import type { Together, Work } from './work';

/** How long more is waited for, machine time in ms. */
export interface BurstTimes {
  /** After the last message. */
  readonly quiet: number;
  /** After the first. */
  readonly most: number;
}

/**
 * People who send several messages at once send them within a second; nobody waits for an answer for more
 * than three.
 */
export const BURST_TIMES: BurstTimes = { quiet: 1_000, most: 3_000 };

export interface BurstParts {
  readonly threads: Pick<ThreadStore, 'take'>;
  readonly machineClock: Clock;
  readonly times: BurstTimes;
  /** True when more may be on its way that belongs to these. */
  readonly mayHaveMore: (together: Together, patience: Patience) => Promise<boolean>;
  /** Waits, but not while the process is asked to end. */
  readonly pause: (ms: number) => Promise<void>;
  readonly isEnding: () => boolean;
}

/**
 * Waits, in nobody's way, as long as more may be coming that belongs to what somebody has sent, and gives all of
 * it. What comes here meanwhile is looked at at once: a pressed button ends the waiting. What another process has
 * stored is seen at the end, because all is read again then. Nothing of the waiting is kept: after a restart it is
 * known by the times of the events whether it is over.
 */
export async function wholeBurst(
  parts: BurstParts,
  work: Work,
  taken: Taken,
  patience: Patience,
): Promise<Taken> {
  const { machineClock, times, mayHaveMore, pause, isEnding } = parts;
  if (times.quiet === 0 || taken.hasMore) return taken;
  let hasWaited = false;
  while (!isEnding()) {
    const events = known(work, taken);
    const left = timeLeft(events, machineClock.now(), times);
    if (left <= 0 || !(await mayHaveMore({ taken, events }, patience))) break;
    hasWaited = true;
    const came = new Promise<void>((done) => (work.wake = done));
    await patience.outside(() => Promise.race([pause(left), came]));
  }
  if (!hasWaited) return taken;
  const again = await parts.threads.take(work.thread, work.atHand);
  return typeof again === 'string' ? taken : again;
}

/** What waited when it was read, and what has come here since. */
function known({ atHand }: Work, { events }: Taken): readonly WaitingEvent[] {
  const later = [...atHand.values()].filter(({ id }) => events.every((each) => each.id !== id));
  return [...events, ...later].sort((one, other) => one.timestamp - other.timestamp);
}

function timeLeft(events: readonly WaitingEvent[], now: Date, { quiet, most }: BurstTimes): number {
  const times = events.map(({ receivedAt }) => receivedAt.getTime());
  // The clock has been set back since: how long they have waited is not known, and they must not wait for ever.
  if (Math.max(...times) > now.getTime() + most) return 0;
  const end = Math.min(Math.max(...times) + quiet, Math.min(...times) + most);
  return Math.min(end - now.getTime(), quiet);
}
