import { addDays, bangkokDay } from '../core/bangkok-day';
import { AppError } from '../core/errors';
import { keepLatest } from '../core/latest';
import { DURABLE } from '../mongo/connection';
import { DUPLICATE, failuresOf } from '../mongo/schema';
import { SharedCalls } from '../mongo/shared-calls';
import type { NewEvent, WaitingEvent } from './events';
import { sealEvent, threadIdOf, waitingEvent } from './events';
import type { StoredEvent } from './model';
import type { ThreadParts, Threads } from './parts';
import { KEPT_DAYS } from './parts';

/** An event that was not known before, and whose it is. */
export interface Arrival {
  readonly thread: string;
  readonly event: WaitingEvent;
}

/** One event that is to be stored. */
interface Coming {
  readonly thread: string;
  readonly stored: StoredEvent;
}

type Fate = 'new' | 'known' | 'failed';

/** Ids of the last events stored here: a copy that LINE sends soon after costs nothing. */
const MOST_RECENT = 10_000;

/** Stores what comes, for those who come at the same time in one durable write. */
export class Arrivals {
  private readonly recent = new Set<string>();
  private readonly writes = new SharedCalls<Coming, Fate>((batch) => this.write(batch));

  constructor(
    private readonly parts: ThreadParts,
    private readonly threads: Threads,
  ) {}

  /**
   * Resolves, when they are on disk, with those that are new. Rejects when any of them could not be stored: sent
   * again, nothing is stored twice.
   */
  async store(events: readonly NewEvent[]): Promise<Arrival[]> {
    const { sealer, machineClock } = this.parts;
    const coming = events.map((event) => {
      const thread = threadIdOf(sealer, event.personId);
      return { thread, event: event.event, stored: sealEvent(sealer, event, machineClock.now()) };
    });
    const unknown = coming.filter(({ stored }) => !this.recent.has(stored.id));
    if (unknown.length === 0) return [];
    const fates = await this.writes.all(unknown);
    if (fates.includes('failed')) throw new AppError('event-not-stored', 'the database refused an event');
    for (const { stored } of unknown) this.recent.add(stored.id);
    keepLatest(this.recent, MOST_RECENT);
    return unknown.flatMap(({ thread, stored, event }, place) =>
      fates[place] === 'new' ? [{ thread, event: waitingEvent(sealer, stored, event) }] : [],
    );
  }

  /**
   * A document that is there and has the event already cannot be made a second time: that tells a copy. So does
   * one that another process makes at the same moment; the second try finds it, and only a copy is left over.
   */
  private async write(batch: readonly Coming[]): Promise<Fate[]> {
    const first = await this.push(batch);
    const doubtful = batch.filter((_each, place) => first.get(place) === DUPLICATE);
    const second = doubtful.length === 0 ? new Map<number, number>() : await this.push(doubtful);
    return batch.map((each, place) => {
      const code = first.get(place) === DUPLICATE ? second.get(doubtful.indexOf(each)) : first.get(place);
      return code === undefined ? 'new' : code === DUPLICATE ? 'known' : 'failed';
    });
  }

  /** Codes of what failed, by its place. */
  private async push(batch: readonly Coming[]): Promise<ReadonlyMap<number, number>> {
    const { ids, clock } = this.parts;
    const purgeOn = addDays(bangkokDay(clock.now()), KEPT_DAYS);
    const writes = batch.map(({ thread, stored }) => ({
      updateOne: {
        filter: { _id: thread, 'waiting.id': { $ne: stored.id } },
        update: { $push: { waiting: stored }, $setOnInsert: { stamp: ids.next(), purgeOn } },
        upsert: true,
      },
    }));
    const options = { ordered: false, writeConcern: DURABLE } as const;
    return failuresOf(() => this.threads.bulkWrite(writes, options));
  }
}
