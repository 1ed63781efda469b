import { addDays, bangkokDay } from '../core/bangkok-day';
import { AppError } from '../core/errors';
import { keepLatest } from '../core/latest';
import { DUPLICATE } from '../mongo/schema';
import type { NewEvent, WaitingEvent } from './events';
import { sealEvent, threadIdOf, waitingEvent } from './events';
import type { Leases } from './leases';
import type { Coming, Fate, Overflow } from './overflow';
import { LAST_PLACE } from './overflow';
import type { ThreadParts } from './parts';
import { KEPT_DAYS } from './parts';
import type { Left, Remembered } from './remembered';
import type { Write, Writes } from './writes';

/** An event that was not known before, and whose it is. */
export interface Arrival {
  readonly thread: string;
  readonly event: WaitingEvent;
}

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
    private readonly overflow: Overflow,
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

  /** What finds its document full goes beside it: nobody's write waits for a document with much in it. */
  private async write(coming: readonly Coming[]): Promise<Fate[]> {
    const usual = coming.filter(({ thread }) => !this.overflow.isFull(thread));
    const pushed = usual.length === 0 ? [] : await this.push(usual);
    const fates = new Map(usual.map((each, place) => [each, pushed[place]]));
    const beyond = coming.filter((each) => fates.get(each) === undefined);
    const stored = beyond.length === 0 ? [] : await this.overflow.store(beyond);
    return coming.map((each) => fates.get(each) ?? stored[beyond.indexOf(each)] ?? 'failed');
  }

  /**
   * Who is as a turn of this process has left them is taken with the same write. A document that is there and not
   * found so, or has the event already, cannot be made a second time: that tells another state, and a copy. So does
   * one that another process makes at the same moment; the second try finds it, and only a copy is left over, and
   * what there is no room for: `undefined`.
   */
  private async push(coming: readonly Coming[]): Promise<(Fate | undefined)[]> {
    const left = coming.map(({ thread }, place) =>
      isAlone(coming, place) ? this.remembered.recall(thread) : undefined,
    );
    const first = await this.writes.all(coming.map((each, place) => this.pushOf(each, left[place])));
    const doubtful = coming.filter((_each, place) => first[place]?.code === DUPLICATE);
    const again = doubtful.map((each) => this.pushOf(each));
    const second = again.length === 0 ? [] : await this.writes.all(again);
    const refused = doubtful.filter((_each, place) => second[place]?.code === DUPLICATE);
    const known = refused.length === 0 ? undefined : await this.overflow.knownOf(refused);
    return coming.map((each, place) => {
      const before = left[place];
      const code = first[place]?.code;
      if (before !== undefined && code === undefined) this.remembered.begin(before, each.stored);
      if (refused.includes(each)) return known?.has(each) === true ? 'known' : undefined;
      const last = code === DUPLICATE ? second[doubtful.indexOf(each)]?.code : code;
      return last === undefined ? 'new' : 'failed';
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
            filter: { _id: thread, 'waiting.id': { $ne: stored.id }, ...HAS_ROOM },
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

/** Where more waits beside the document, what comes waits behind that. */
const HAS_ROOM = { more: { $exists: false }, [LAST_PLACE]: { $exists: false } } as const;

/** What finds a document only as it was left. */
function asLeft({ _id, stamp, mark }: Left) {
  const free = { owner: { $exists: false }, more: { $exists: false } };
  return { _id, mark, stamp, ...free, 'waiting.0': { $exists: false } };
}
