import { addDays, bangkokDay } from '../core/bangkok-day';
import { keepLatest } from '../core/latest';
import { DURABLE } from '../mongo/connection';
import { DUPLICATE, updatedBy } from '../mongo/schema';
import { SharedCalls } from '../mongo/shared-calls';
import type { StoredEvent, StoredOverflow, StoredThread } from './model';
import type { ThreadParts, Threads } from './parts';
import { KEPT_DAYS, overflowOn, QUICK } from './parts';
import { MOST_TOGETHER } from './sorting';

/** One event that is to be stored. */
export interface Coming {
  readonly thread: string;
  readonly stored: StoredEvent;
}

export type Fate = 'new' | 'known' | 'failed';

/**
 * Events that wait in the document of a person at most; bodies are 256 KB at most, so that MongoDB's 16 MB are
 * out of reach. Two turns and a half: what is read and written with each stays small however much somebody sends.
 */
const MOST_WAITING = 50;
/** The place of the last event that fits in; a document that has it is full. */
export const LAST_PLACE = `waiting.${MOST_WAITING - 1}`;
/** So long nothing more is tried with a document that was found full. */
const FULL_MS = 5_000;
const MOST_FULL = 1_000;

/**
 * What waits of a person beyond what their document holds, in documents of their own: one person's flood costs
 * everybody else nothing, and themselves no more the longer it lasts. As long as `more` is set in the document,
 * everything new goes here, behind what is here; turns move it into the document as that empties.
 *
 * An event is written here first and then announced by `more`, with a new mark each time: whoever has found
 * nothing left takes `more` away only if it is still the one that was there before they looked. So every event
 * that was acknowledged is announced; what a crash left unannounced is announced by the daily sweep. Moving writes
 * into the document first and then deletes: a crash between leaves copies, which are known as what waits or is done.
 */
export class Overflow {
  private readonly items;
  private readonly full = new Map<string, number>();
  private readonly writes = new SharedCalls<Coming, Fate>((batch) => this.write(batch));
  private stored = 0;

  /** `elapsed`: milliseconds that only ever go forwards. */
  constructor(
    private readonly parts: ThreadParts,
    private readonly threads: Threads,
    private readonly elapsed = (): number => performance.now(),
  ) {
    this.items = overflowOn(parts.connection);
  }

  /** True when the document of this person was full just now: what comes goes here without trying. */
  isFull(thread: string): boolean {
    return (this.full.get(thread) ?? -Infinity) > this.elapsed();
  }

  /** Of events that did not go into their documents, those that wait there already; the others found no room. */
  async knownOf(coming: readonly Coming[]): Promise<ReadonlySet<Coming>> {
    const threads = [...new Set(coming.map(({ thread }) => thread))];
    const each = threads.map((_id) =>
      this.threads.findOne({ _id }, { projection: { 'waiting.id': 1, more: 1 } }),
    );
    const found = (await Promise.all(each)).flatMap((document) => document ?? []);
    const byId = new Map(found.map((document) => [document._id, document]));
    for (const { _id, waiting = [], more } of found)
      if (more !== undefined || waiting.length >= MOST_WAITING) this.full.set(_id, this.elapsed() + FULL_MS);
    keepLatest(this.full, MOST_FULL);
    return new Set(
      coming.filter(({ thread, stored }) => byId.get(thread)?.waiting?.some(({ id }) => id === stored.id)),
    );
  }

  /** Stores events here, those that come at the same time together and apart from everybody else's. */
  store(coming: readonly Coming[]): Promise<readonly Fate[]> {
    return this.writes.all(coming);
  }

  /** Moves what is next into a document that this process holds and in which little waits. */
  async refilled(found: StoredThread, held: object): Promise<StoredThread> {
    const { _id, more, waiting = [] } = found;
    if (more === undefined || waiting.length > MOST_TOGETHER) return found;
    const room = MOST_WAITING - waiting.length;
    const next = await this.items
      .find({ thread: _id }, { promoteBuffers: true })
      .sort({ timestamp: 1, receivedAt: 1, place: 1 })
      .limit(room)
      .toArray();
    const here = new Set(waiting.map(({ id }) => id));
    const moved = next.filter((each) => !here.has(each._id)).map(eventOf);
    if (moved.length > 0) {
      const update = { $push: { waiting: { $each: moved } } };
      const { matchedCount } = await this.threads.updateOne(held, update, { writeConcern: DURABLE });
      // Another process has taken the person: it moves them.
      if (matchedCount === 0) return found;
    }
    await this.remove(next);
    const refilled: StoredThread = { ...found, waiting: [...waiting, ...moved] };
    if (next.length < room && (await this.isOver(_id, more.mark))) delete refilled.more;
    return refilled;
  }

  /** Announces what a crash has left here without. */
  async sweep(): Promise<void> {
    const left = await this.items
      .aggregate<{ _id: string; orgId: string }>([
        { $match: { thread: { $gt: '' } } },
        { $group: { _id: '$thread', orgId: { $first: '$orgId' } } },
      ])
      .toArray();
    await this.announce(new Map(left.map(({ _id, orgId }) => [_id, orgId])));
  }

  /** How many events wait here. */
  count(): Promise<number> {
    return this.items.countDocuments({ thread: { $gt: '' } });
  }

  private async write(batch: readonly Coming[]): Promise<Fate[]> {
    const inserts = batch.map(({ thread, stored: { id, ...event } }) => ({
      insertOne: { document: { _id: id, thread, place: (this.stored += 1), ...event } },
    }));
    const { failures } = await updatedBy(() =>
      this.items.bulkWrite(inserts, { ordered: false, writeConcern: DURABLE }),
    );
    // Copies as well: a crash may have come before their originals were announced.
    const refused = await this.announce(new Map(batch.map(({ thread, stored }) => [thread, stored.orgId])));
    return batch.map(({ thread }, place) => {
      const code = failures.get(place);
      if (refused.has(thread) || (code !== undefined && code !== DUPLICATE)) return 'failed';
      return code === undefined ? 'new' : 'known';
    });
  }

  /** Says in the documents of these people, by their organisation, that more waits; returns of whom it could not. */
  private async announce(people: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
    if (people.size === 0) return new Set();
    const { ids, clock } = this.parts;
    const threads = [...people];
    const purgeOn = addDays(bangkokDay(clock.now()), KEPT_DAYS);
    const { failures } = await updatedBy(() =>
      this.threads.bulkWrite(
        threads.map(([_id, orgId]) => ({
          updateOne: {
            filter: { _id },
            update: {
              $set: { more: { orgId, mark: ids.next() } },
              $setOnInsert: { stamp: ids.next(), purgeOn },
            },
            upsert: true,
          },
        })),
        { ordered: false, writeConcern: DURABLE },
      ),
    );
    return new Set(threads.filter((_each, place) => failures.has(place)).map(([thread]) => thread));
  }

  private async remove(events: readonly StoredOverflow[]): Promise<void> {
    if (events.length === 0) return;
    const deletes = events.map(({ _id }) => ({ deleteOne: { filter: { _id } } }));
    await this.items.bulkWrite(deletes, { ordered: false, writeConcern: QUICK });
  }

  /** True when nothing has come here since `mark` was read. */
  private async isOver(_id: string, mark: string): Promise<boolean> {
    const { matchedCount } = await this.threads.updateOne(
      { _id, 'more.mark': mark },
      { $unset: { more: 1 } },
      { writeConcern: DURABLE },
    );
    if (matchedCount > 0) this.full.delete(_id);
    return matchedCount > 0;
  }
}

function eventOf({ _id: id, orgId, timestamp, receivedAt, sealed }: StoredOverflow): StoredEvent {
  return { id, orgId, timestamp, receivedAt, sealed };
}
