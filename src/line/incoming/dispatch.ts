import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { ClaimedEvent, Inbox } from './inbox';

/** Works off the inbox: one event after the other per person, people in parallel. */
export interface Dispatcher {
  /** These lanes have something to do. Returns at once. */
  nudge(lanes: readonly string[]): void;
  /** Holds what is worked on here, and looks for lanes that a crash or another process left, until `stop`. */
  start(): void;
  /** Begins nothing new and resolves when what is under way has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is running or queued here. */
  idle(): Promise<void>;
}

export interface DispatcherParts {
  readonly inbox: Inbox;
  /**
   * Lets the event take effect; must be harmless to repeat. Throws: the event is tried again. What it
   * resolves to is called once the event is done for good: traces to remove that only a repeat needed.
   */
  readonly handle: (event: ClaimedEvent) => Promise<(() => Promise<void>) | undefined>;
  /** Called once for an event that is given up: tell its sender so. */
  readonly giveUp: (event: ClaimedEvent) => Promise<void>;
  readonly log: Log;
  readonly pauses?: readonly number[];
  /** People served at the same time. */
  readonly parallel?: number;
  readonly sweepMs?: number;
}

/** Waiting times between tries, in ms: all of them within the life of a reply token. */
const PAUSES = [200, 1_000, 4_000, 12_000] as const;
/** A process that died over an event this often died of it. */
const MOST_CLAIMS = 25;
/** This many people in the queue while more keep coming are a rush. */
const RUSH = 100;
/** In a rush so many people are served at a time: answers keep flowing, and every lane more costs storing dear. */
const RUSH_PARALLEL = 1;
/** The rush is over when nothing has come for as long as this. */
const RUSH_MS = 100;

/** The dispatcher of one process. Any number of processes may share one inbox. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  return new LaneDispatcher(parts);
}

/** A lane that is worked off here just now. */
interface Work {
  /** Something came in meanwhile. */
  again: boolean;
  /** Under way since the last round of the sweep or longer. */
  lasting: boolean;
}

class LaneDispatcher implements Dispatcher {
  private readonly queued = new Set<string>();
  private readonly running = new Map<string, Work>();
  private readonly stopping = new AbortController();
  private idleWatchers: (() => void)[] = [];
  private sweeping: Promise<void> | undefined;
  private lastNudge = -Infinity;
  private readonly parallel: number;

  constructor(private readonly parts: DispatcherParts) {
    this.parallel = parts.parallel ?? 24;
    // Every lane that waits before its next try listens.
    setMaxListeners(0, this.stopping.signal);
  }

  nudge(lanes: readonly string[]): void {
    this.lastNudge = performance.now();
    this.enqueue(lanes);
  }

  start(): void {
    this.sweeping ??= this.sweep();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.queued.clear();
    await Promise.all([this.sweeping, this.idle()]);
  }

  idle(): Promise<void> {
    if (this.running.size === 0 && this.queued.size === 0) return Promise.resolve();
    return new Promise((done) => this.idleWatchers.push(done));
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private enqueue(lanes: readonly string[]): void {
    for (const lane of lanes) {
      const current = this.running.get(lane);
      if (current === undefined) this.queued.add(lane);
      else current.again = true;
    }
    this.fill();
  }

  /** Begins the lanes that have waited longest, as many as there is room for. */
  private fill(): void {
    for (const lane of this.queued) {
      if (this.running.size >= this.room || this.stopped) return;
      this.queued.delete(lane);
      const current = { again: false, lasting: false };
      this.running.set(lane, current);
      void this.workOff(lane, current).then(() => this.ended(lane, current));
    }
  }

  /**
   * How many may be served at a time. In a rush fewer: LINE gives a webhook two seconds to be stored and an
   * answer a minute, and serving many at once would serve nobody sooner.
   */
  private get room(): number {
    const isRush = this.queued.size > RUSH && performance.now() - this.lastNudge < RUSH_MS;
    return isRush ? Math.min(RUSH_PARALLEL, this.parallel) : this.parallel;
  }

  private ended(lane: string, current: Work): void {
    this.running.delete(lane);
    if (current.again && !this.stopped) this.queued.add(lane);
    this.fill();
    if (this.running.size > 0 || this.queued.size > 0) return;
    const watchers = this.idleWatchers;
    this.idleWatchers = [];
    for (const done of watchers) done();
  }

  /** Never rejects: what fails here waits in the database, and the sweep comes back to it. */
  private async workOff(lane: string, current: Work): Promise<void> {
    const { inbox, log } = this.parts;
    try {
      if (!(await inbox.takeLane(lane))) return;
      try {
        let more = true;
        while (more && !this.stopped) {
          current.again = false;
          more = (await this.workNext(lane)) || current.again;
        }
      } finally {
        await inbox.releaseLane(lane);
      }
    } catch (error) {
      log.error('inbox.lane-failed', { error: asError(error) });
    }
  }

  private async workNext(lane: string): Promise<boolean> {
    const { inbox, handle } = this.parts;
    const event = await inbox.next(lane);
    if (event === undefined) return false;
    try {
      if (event.claims > MOST_CLAIMS)
        throw new AppError('process-died-over-it', 'no process survives this event');
      const afterwards = await handle(event);
      await inbox.done(event.id);
      await afterwards?.();
    } catch (error) {
      await this.afterFailure(event, asError(error));
    }
    return true;
  }

  private async afterFailure(event: ClaimedEvent, error: Error): Promise<void> {
    const { inbox, log, giveUp, pauses = PAUSES } = this.parts;
    const pause = event.claims > MOST_CLAIMS ? undefined : pauses[event.failures];
    const problem = 'code' in error ? String(error.code) : error.name;
    const fields = { eventId: event.id, orgId: event.orgId, problem, error };
    if (pause === undefined) {
      log.error('event.set-aside', fields);
      await inbox.setAside(event.id, problem);
      await giveUp(event);
      return;
    }
    log.warn('event.failed', { ...fields, failures: event.failures + 1 });
    await inbox.failed(event.id, problem);
    await this.pause(pause);
  }

  private async sweep(): Promise<void> {
    const { sweepMs = 1_000 } = this.parts;
    while (!this.stopped) {
      await this.round();
      await this.pause(sweepMs);
    }
    // What is under way stays ours until it has ended.
    while (this.running.size > 0) {
      await this.round();
      await Promise.race([this.idle(), wait(sweepMs, undefined, { ref: false })]);
    }
  }

  private async round(): Promise<void> {
    const { inbox, log } = this.parts;
    try {
      await this.renewLeases();
      if (this.stopped) return;
      const lanes = await inbox.waitingLanes(this.parallel * 4);
      this.enqueue(lanes.filter((lane) => !this.running.has(lane)));
    } catch (error) {
      log.error('inbox.sweep-failed', { error: asError(error) });
    }
  }

  /** Most lanes are worked off between two rounds; the others stay ours. */
  private async renewLeases(): Promise<void> {
    const lasting = [...this.running].filter(([, work]) => work.lasting).map(([lane]) => lane);
    for (const work of this.running.values()) work.lasting = true;
    if (lasting.length > 0) await this.parts.inbox.renewLanes(lasting);
  }

  /** Waits, but not while the process is asked to end. */
  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
