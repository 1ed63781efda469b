import { addDays, bangkokDay } from '../core/bangkok-day';
import { AppError } from '../core/errors';
import { keepLatest } from '../core/latest';
import { DUPLICATE } from '../mongo/schema';
import type { NewEvent, WaitingEvent } from './events';
import { sealEvent, threadIdOf, waitingEvent } from './events';
import type { Leases } from './leases';
import type { StoredEvent } from './model';
import type { ThreadParts } from './parts';
import { KEPT_DAYS } from './parts';
import type { Left, Remembered } from './remembered';
import type { Write, Writes } from './writes';

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

  constructor(
    private readonly parts: ThreadParts,
    private readonly writes: Writes,
    private readonly leases: Leases,
    private readonly remembered: Remembered,
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
    const fates = await this.write(unknown);
    if (fates.includes('failed')) throw new AppError('event-not-stored', 'the database refused an event');
    for (const { stored } of unknown) this.recent.add(stored.id);
    keepLatest(this.recent, MOST_RECENT);
    return unknown.flatMap(({ thread, stored, event }, place) =>
      fates[place] === 'new' ? [{ thread, event: waitingEvent(sealer, stored, event) }] : [],
    );
  }

  /**
   * Who is as a turn of this process has left them is taken with the same write. A document that is there and not
   * found so, or has the event already, cannot be made a second time: that tells another state, and a copy. So does
   * one that another process makes at the same moment; the second try finds it, and only a copy is left over.
   */
  private async write(coming: readonly Coming[]): Promise<Fate[]> {
    const left = coming.map(({ thread }, place) =>
      isAlone(coming, place) ? this.remembered.recall(thread) : undefined,
    );
    const first = await this.writes.all(coming.map((each, place) => this.pushOf(each, left[place])));
    const doubtful = coming.filter((_each, place) => first[place]?.code === DUPLICATE);
    const again = doubtful.map((each) => this.pushOf(each));
    const second = again.length === 0 ? [] : await this.writes.all(again);
    return coming.map((each, place) => {
      const before = left[place];
      const code = first[place]?.code;
      if (before !== undefined && code === undefined) this.remembered.begin(before, each.stored);
      return fateOf(code === DUPLICATE ? second[doubtful.indexOf(each)]?.code : code);
    });
  }

  /** `left`: how the person is thought to have been left. */
  private pushOf({ thread, stored }: Coming, left?: Left): Write {
    const { ids, clock } = this.parts;
    const $push = { waiting: stored };
    const $setOnInsert = { stamp: ids.next(), purgeOn: addDays(bangkokDay(clock.now()), KEPT_DAYS) };
    const write =
      left === undefined
        ? {
            filter: { _id: thread, 'waiting.id': { $ne: stored.id } },
            update: { $push, $setOnInsert },
          }
        : { filter: asLeft(left), update: { $push, $setOnInsert, $set: this.leases.taken } };
    return { updateOne: { ...write, upsert: true } };
  }
}

/** Of several that came together one must not be tried again behind the others: they would change places. */
function isAlone(coming: readonly Coming[], place: number): boolean {
  return coming.every((other, at) => at === place || other.thread !== coming[place]?.thread);
}

function fateOf(code: number | undefined): Fate {
  return code === undefined ? 'new' : code === DUPLICATE ? 'known' : 'failed';
}

/** What finds a document only as it was left. */
function asLeft({ _id, stamp, mark }: Left) {
  return { _id, mark, stamp, owner: { $exists: false }, 'waiting.0': { $exists: false } };
}
