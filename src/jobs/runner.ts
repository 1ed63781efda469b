import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Connection, Model } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import type { Minutes } from './minutes';
import { everyMinute } from './minutes';
import type { JobRun } from './model';
import { jobRunModel } from './model';
import type { JobName, PlannedJob } from './schedule';
import { schedule as wholeSchedule } from './schedule';
import { dueSlot, nextSlot, slotId } from './slots';

/** What a job does for its planned minute. It may be run again after a crash: repeating must be harmless. */
export type Job = (planned: Date) => Promise<void>;

export interface Runner {
  /** Runs what was missed, then wakes every minute. */
  start(): Promise<void>;
  /** Resolves when no job is running any more. */
  stop(): Promise<void>;
  /**
   * Runs the latest planned minute of each job unless it has been run, here or elsewhere. To be called
   * after every move of the time machine. Never rejects.
   */
  tick(): Promise<void>;
}

export interface RunnerParts {
  readonly connection: Connection;
  /** The time people live in: decides which minute it is. */
  readonly clock: Clock;
  /** The machine's time: leases and pauses. */
  readonly machineClock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly jobs: Readonly<Record<JobName, Job>>;
}

/** A job that runs longer is taken for dead, and run by somebody else. */
const LEASE_MS = 10 * 60_000;
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_HOLD_MS = Math.max(LEASE_MS, FIRST_PAUSE_MS * 2 ** (MOST_ATTEMPTS - 1));

/** The runner of this process; any number of processes may have one. */
export function createRunner(parts: RunnerParts): Runner {
  return new ClaimingRunner(parts);
}

class ClaimingRunner implements Runner {
  private readonly runs: Model<JobRun>;
  private minutes: Minutes | undefined;
  private last: Promise<void> = Promise.resolve();
  private queued: Promise<void> | undefined;
  /** Slots known to be over, so that most ticks need no query. */
  private readonly over = new Map<string, string>();

  constructor(private readonly parts: RunnerParts) {
    this.runs = jobRunModel(parts.connection);
  }

  async start(): Promise<void> {
    const { clock, machineClock, log } = this.parts;
    this.minutes ??= everyMinute(machineClock, () => this.tick());
    for (const job of wholeSchedule) {
      log.info('job.planned', { job: job.name, next: nextSlot(job, clock.now()).toISOString() });
    }
    await this.tick();
  }

  async stop(): Promise<void> {
    await this.minutes?.stop();
    this.minutes = undefined;
    await this.last;
  }

  tick(): Promise<void> {
    // One round at a time. A round that has not begun yet will see the newest time anyway.
    this.queued ??= this.last.then(async () => {
      this.queued = undefined;
      await Promise.all(wholeSchedule.map((job) => this.runIfDue(job)));
    });
    this.last = this.queued;
    return this.queued;
  }

  private async runIfDue(job: PlannedJob & { readonly name: JobName }): Promise<void> {
    const slot = dueSlot(job, this.parts.clock.now());
    if (slot === undefined || this.over.get(job.name) === slotId(job.name, slot)) return;
    try {
      const run = await this.claim(job.name, slot);
      if (run !== undefined) await this.run(job.name, run);
    } catch (error) {
      // The database does not answer; the next tick tries again.
      this.parts.log.error('job.stuck', { job: job.name, error: error instanceof Error ? error : undefined });
    }
  }

  /** One conditional upsert: whoever makes the document, or finds its lease over, has the slot. */
  private async claim(name: JobName, planned: Date): Promise<JobRun | undefined> {
    const now = this.parts.machineClock.now();
    const _id = slotId(name, planned);
    const free = {
      _id,
      finishedAt: { $exists: false },
      attempts: { $lt: MOST_ATTEMPTS },
      // What is kept longer than anything is kept was claimed before the clock was set back.
      $or: [{ freeAt: { $lte: now } }, { freeAt: { $gt: new Date(now.getTime() + LONGEST_HOLD_MS) } }],
    };
    const mine = { freeAt: new Date(now.getTime() + LEASE_MS), claimedAt: now, claim: this.parts.ids.next() };
    try {
      return await this.runs
        .findOneAndUpdate(
          free,
          { $set: mine, $inc: { attempts: 1 }, $setOnInsert: { name, planned } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean<JobRun>();
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      await this.rememberIfOver(_id, name);
      return undefined;
    }
  }

  private async rememberIfOver(id: string, name: JobName): Promise<void> {
    const run = await this.runs.findById(id).lean<JobRun | null>();
    const exhausted = (run?.attempts ?? 0) >= MOST_ATTEMPTS;
    if (run?.finishedAt !== undefined || exhausted) this.over.set(name, id);
  }

  private async run(name: JobName, run: JobRun): Promise<void> {
    const { machineClock, log, jobs } = this.parts;
    const began = machineClock.now().getTime();
    const mine = { _id: run._id, claim: run.claim };
    try {
      await jobs[name](run.planned);
    } catch (error) {
      const pause = FIRST_PAUSE_MS * 2 ** (run.attempts - 1);
      const freeAt = new Date(machineClock.now().getTime() + pause);
      const lastProblem = error instanceof AppError ? error.code : 'failed';
      await this.runs.updateOne(mine, { $set: { freeAt, lastProblem } });
      const event = run.attempts >= MOST_ATTEMPTS ? 'job.given-up' : 'job.failed';
      log.error(event, {
        run: run._id,
        attempts: run.attempts,
        error: error instanceof Error ? error : undefined,
      });
      return;
    }
    await this.runs.updateOne(mine, { $set: { finishedAt: machineClock.now() } });
    this.over.set(name, run._id);
    log.info('job.done', { run: run._id, attempts: run.attempts, ms: machineClock.now().getTime() - began });
  }
}
