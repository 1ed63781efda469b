import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../core/clock';
import { asError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Arrival, Inbox, WaitingLane } from './inbox';
import type { Lanes } from './lanes';
import type { Rush } from './rush';
import { Seat } from './seat';
import type { Room } from './turnstile';
import { Turnstile } from './turnstile';
import type { Handling, Work, Worker } from './worker';
import { createWorker } from './worker';

/**
 * Works off the inbox: one event after the other per person, people in parallel and in turn. Nobody waits for
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
  readonly inbox: Inbox;
  readonly lanes: Lanes;
  readonly machineClock: Clock;
  readonly log: Log;
  /** While it is on, storing goes before serving. */
  readonly rush?: Rush;
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
/** Found at each round beyond those that are known here: more than other processes can have begun. */
const FOUND_A_ROUND = 2_000;
/** How long a person is left to another process before it is looked again whether that is done. */
const HELD_PAUSES = [50, 100, 200, 400] as const;

/** The dispatcher of one process. Any number of processes may share one inbox. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  return new LaneDispatcher(parts);
}

class LaneDispatcher implements Dispatcher {
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
    this.worker = createWorker({ ...parts, pause: (ms) => this.pause(ms) });
    // Everybody who waits before their next try listens.
    setMaxListeners(0, this.stopping.signal);
  }

  nudge(arrivals: readonly Arrival[]): void {
    for (const { lane, event } of arrivals) {
      const work = this.known.get(lane) ?? this.begin({ lane, orgId: event.orgId });
      if (work === undefined) continue;
      if (work.atHand.size < MOST_AT_HAND) work.atHand.set(event.id, event);
      else work.more = true;
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
  private begin({ lane, orgId }: WaitingLane): Work | undefined {
    if (this.stopped || this.known.size >= MOST_KNOWN) return undefined;
    const work: Work = { lane, orgId, atHand: new Map(), more: false, held: false, lasting: false };
    this.known.set(lane, work);
    void this.serve(work);
    return work;
  }

  /**
   * Serves somebody until nothing is left, behind all others again after each event. Never rejects: what
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
    this.ended(work);
  }

  private hasMore(work: Work): boolean {
    return (work.more || work.atHand.size > 0) && !this.stopped;
  }

  private ended({ lane }: Work): void {
    this.known.delete(lane);
    if (this.known.size > 0) return;
    const watchers = this.idleWatchers;
    this.idleWatchers = [];
    for (const done of watchers) done();
  }

  private async serveOnce(work: Work): Promise<'served' | 'held elsewhere' | 'failed'> {
    const { lanes, log } = this.parts;
    const seat = new Seat(this.places, work.orgId);
    try {
      await seat.take();
      if (this.stopped) return 'served';
      if (!(await lanes.take(work.lane))) return 'held elsewhere';
      work.held = true;
      try {
        do await this.worker.next(work, seat);
        while (this.hasMore(work) && !this.isCrowded);
      } finally {
        work.held = work.lasting = false;
        await lanes.release(work.lane);
      }
      return 'served';
    } catch (error) {
      log.error('inbox.lane-failed', { error: asError(error) });
      return 'failed';
    } finally {
      seat.leave();
    }
  }

  /** Others wait: whoever has been served makes room. */
  private get isCrowded(): boolean {
    return this.begun.isCrowded || this.places.isCrowded;
  }

  private async sweep(): Promise<void> {
    const { sweepMs = SWEEP_MS } = this.parts;
    while (!this.stopped) {
      await this.round();
      await this.pause(sweepMs);
    }
    // What is under way stays ours until it has ended.
    while (this.known.size > 0) {
      await this.round();
      await Promise.race([this.idle(), wait(sweepMs, undefined, { ref: false })]);
    }
  }

  private async round(): Promise<void> {
    const { inbox, log, machineClock, sweepMs = SWEEP_MS } = this.parts;
    try {
      await this.renewLeases();
      if (this.stopped) return;
      const before = new Date(machineClock.now().getTime() - sweepMs);
      const found = await inbox.waitingLanes(this.known.size + FOUND_A_ROUND, before);
      for (const waiting of found) {
        if (this.known.has(waiting.lane)) continue;
        const work = this.begin(waiting);
        if (work !== undefined) work.more = true;
      }
    } catch (error) {
      log.error('inbox.sweep-failed', { error: asError(error) });
    }
  }

  /** Most people are served between two rounds; the others stay ours. */
  private async renewLeases(): Promise<void> {
    const held = [...this.known.values()].filter((work) => work.held);
    const lasting = held.filter((work) => work.lasting).map(({ lane }) => lane);
    for (const work of held) work.lasting = true;
    if (lasting.length > 0) await this.parts.lanes.renew(lasting);
  }

  /** Waits, but not while the process is asked to end. */
  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
