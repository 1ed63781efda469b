import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/clock';
import { asError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Arrival, ThreadStore, WaitingThread } from '../../threads/store';
import type { BurstTimes } from './bursts';
import type { Rush } from './rush';
import { Seat } from './seat';
import type { Room } from './turnstile';
import { Turnstile } from './turnstile';
import type { Work } from './work';
import { lastingIn } from './work';
import type { Handling, Worker } from './worker';
import { createWorker } from './worker';

/**
 * Works off what waits: one turn after the other per person, people in parallel and in turn. Nobody waits for
 * another person's download, retry or reply, and no organisation takes all the places.
 */
export interface Dispatcher {
  /** These have come in here and are on disk. Returns at once. */
  nudge(arrivals: readonly Arrival[]): void;
  /** Holds what is worked on here, and looks for what a crash or another process left, until `stop`. */
  start(): void;
  /** Begins nothing new and resolves when what is under way has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is running or queued here. */
  idle(): Promise<void>;
}

export interface DispatcherParts extends Handling {
  readonly threads: Pick<
    ThreadStore,
    'take' | 'save' | 'count' | 'failed' | 'renew' | 'release' | 'abandon' | 'waiting'
  >;
  readonly machineClock: Clock;
  readonly log: Log;
  /** While it is on, storing goes before serving. */
  readonly rush?: Rush;
  /** How long more is waited for that may belong to what has come; absent: not at all. */
  readonly burst?: BurstTimes;
  /** Waiting times between tries of an event, in ms. */
  readonly pauses?: readonly number[];
  /** People whose events are worked on at a time. */
  readonly places?: Room;
  /** People whose events are begun, those who wait for LINE or for another try among them. */
  readonly begun?: Room;
  readonly sweepMs?: number;
}

/** Enough to keep the database busy; more would only make every answer later. */
const PLACES: Room = { places: 24, share: 18 };
/** What is begun holds a lease and perhaps a photo: bounded, and far above what a slow LINE makes wait. */
const BEGUN: Room = { places: 600, share: 400 };
/** People known here whose turn has not come. More wait in the database alone, where the sweep finds them. */
const MOST_KNOWN = 5_000;
/** Events of one person that are kept at hand; more are read when their turn comes. */
const MOST_AT_HAND = 20;
const SWEEP_MS = 1_000;
/** While there is nothing to do it is looked for less and less often, so many times less at last. */
const MOST_QUIET = 5;
/** Found at each round beyond those that are known here: more than other processes can have begun. */
const FOUND_A_ROUND = 2_000;
/** How long a person is left to another process before it is looked again whether that is done. */
const HELD_PAUSES = [50, 100, 200, 400] as const;

/** The dispatcher of one process. Any number of processes may share one database. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  return new ThreadDispatcher(parts);
}

class ThreadDispatcher implements Dispatcher {
  private readonly known = new Map<string, Work>();
  private readonly stopping = new AbortController();
  private readonly begun: Turnstile;
  private readonly places: Turnstile;
  private readonly worker: Worker;
  private idleWatchers: (() => void)[] = [];
  private sweeping: Promise<void> | undefined;

  constructor(private readonly parts: DispatcherParts) {
    this.begun = new Turnstile(parts.begun ?? BEGUN);
    this.places = new Turnstile(parts.places ?? PLACES, parts.rush);
    const waiting = { pause: (ms: number) => this.pause(ms), isEnding: () => this.stopped };
    this.worker = createWorker({ ...parts, ...waiting });
    // Everybody who waits before their next try listens.
    setMaxListeners(0, this.stopping.signal);
  }

  nudge(arrivals: readonly Arrival[]): void {
    for (const { thread, event } of arrivals) {
      const work = this.known.get(thread) ?? this.begin({ thread, orgId: event.orgId });
      if (work === undefined) continue;
      if (work.atHand.size < MOST_AT_HAND) work.atHand.set(event.id, event);
      else work.more = true;
      work.wake?.();
    }
  }

  start(): void {
    this.sweeping ??= this.sweep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.begun.close();
    await Promise.all([this.sweeping, this.idle()]);
  }

  idle(): Promise<void> {
    if (this.known.size === 0) return Promise.resolve();
    return new Promise((done) => this.idleWatchers.push(done));
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Lets somebody wait for their turn; `undefined` when too many do. */
  private begin({ thread, orgId }: WaitingThread): Work | undefined {
    if (this.stopped || this.known.size >= MOST_KNOWN) return undefined;
    const work: Work = { thread, orgId, atHand: new Map(), more: false, held: false, lasting: false };
    this.known.set(thread, work);
    void this.serve(work);
    return work;
  }

  /**
   * Serves somebody until nothing is left, behind all others again after each turn. Never rejects: what
   * fails here waits in the database, and the sweep comes back to it.
   */
  private async serve(work: Work): Promise<void> {
    // Those that came in the same body are all at hand before the first is looked at.
    await Promise.resolve();
    const pauses = [...HELD_PAUSES];
    while (this.hasMore(work) && (await this.begun.enter(work.orgId))) {
      const served = await this.serveOnce(work);
      this.begun.leave(work.orgId);
      if (served === 'served') continue;
      // Another process has this person just now, and may not know of what has come in here.
      const pause = served === 'held elsewhere' ? pauses.shift() : undefined;
      if (pause === undefined) break;
      await this.pause(pause);
    }
    // Whoever goes on need not wait for a lease that nobody uses.
    if (this.stopped) await this.parts.threads.abandon(work.thread);
    this.ended(work);
  }

  private hasMore(work: Work): boolean {
    return (work.more || work.atHand.size > 0) && !this.stopped;
  }

  private ended({ thread }: Work): void {
    this.known.delete(thread);
    if (this.known.size > 0) return;
    const watchers = this.idleWatchers;
    this.idleWatchers = [];
    for (const done of watchers) done();
  }

  private async serveOnce(work: Work): Promise<'served' | 'held elsewhere' | 'failed'> {
    const { threads, log } = this.parts;
    const seat = new Seat(this.places, work.orgId);
    try {
      await seat.take();
      if (this.stopped) return 'served';
      try {
        do {
          await seat.take();
          if ((await this.turn(work, seat)) === 'held') return 'held elsewhere';
        } while (this.hasMore(work) && !this.isCrowded);
      } finally {
        if (work.held) await threads.release(work.thread);
        work.held = work.lasting = false;
      }
      return 'served';
    } catch (error) {
      log.error('inbox.lane-failed', { error: asError(error) });
      return 'failed';
    } finally {
      seat.leave();
    }
  }

  private async turn(work: Work, seat: Seat): Promise<'held' | 'over'> {
    const atHand = [...work.atHand.keys()];
    work.more = false;
    const taken = await this.parts.threads.take(work.thread, work.atHand);
    if (taken === 'held') {
      work.more = true;
      return taken;
    }
    // What is at hand and does not wait any more was done by others, or taken back.
    const waiting = taken === 'nothing' ? [] : taken.stored.map(({ id }) => id);
    for (const id of atHand) if (!waiting.includes(id)) work.atHand.delete(id);
    if (taken === 'nothing') return 'over';
    work.held = true;
    const isFree = await this.worker.turn(work, taken, seat);
    if (isFree) work.held = work.lasting = false;
    return 'over';
  }

  /** Others wait: whoever has been served makes room. */
  private get isCrowded(): boolean {
    return this.begun.isCrowded || this.places.isCrowded;
  }

  private async sweep(): Promise<void> {
    const { sweepMs = SWEEP_MS } = this.parts;
    for (let quiet = 1; !this.stopped;) {
      quiet = (await this.round()) || this.known.size > 0 ? 1 : Math.min(quiet + 1, MOST_QUIET);
      await this.pause(sweepMs * quiet);
    }
    // What is under way stays ours until it has ended.
    while (this.known.size > 0) {
      await this.round();
      await Promise.race([this.idle(), wait(sweepMs, undefined, { ref: false })]);
    }
  }

  /** True when somebody was found. */
  private async round(): Promise<boolean> {
    const { threads, log, machineClock, sweepMs = SWEEP_MS } = this.parts;
    try {
      const lasting = lastingIn(this.known.values());
      if (lasting.length > 0) await threads.renew(lasting);
      if (this.stopped) return false;
      const before = new Date(machineClock.now().getTime() - sweepMs);
      const found = await threads.waiting(this.known.size + FOUND_A_ROUND, before);
      for (const waiting of found) {
        if (this.known.has(waiting.thread)) continue;
        const work = this.begin(waiting);
        if (work !== undefined) work.more = true;
      }
      return found.length > 0;
    } catch (error) {
      log.error('inbox.sweep-failed', { error: asError(error) });
      return false;
    }
  }

  /** Waits, but not while the process is asked to end. */
  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
