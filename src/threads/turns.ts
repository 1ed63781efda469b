import type { Drafts } from '../conversation/drafts';
import { addDays, bangkokDay, dayStart } from '../core/bangkok-day';
import { AppError, asError } from '../core/errors';
import { DURABLE } from '../mongo/connection';
import type { Earlier } from './earlier';
import type { WaitingEvent } from './events';
import type { Kept } from './kept';
import { NOTHING_KEPT, openKept, sealKept } from './kept';
import type { Leases } from './leases';
import type { StoredAside, StoredEvent, StoredThread } from './model';
import type { Overflow } from './overflow';
import type { ThreadParts, Threads } from './parts';
import { KEPT_DAYS, QUICK } from './parts';
import { isOver, withOver } from './past';
import type { Left, Remembered } from './remembered';
import type { Opened } from './sorting';
import { readable, sorted } from './sorting';
import type { Write, Writes } from './writes';

/** Everything of a person whose turn has come: what waits, and what was kept. */
export interface Taken extends Opened {
  readonly thread: string;
  /** What is known of the person elsewhere holds as long as this stays the same. */
  readonly stamp: string;
  readonly drafts: Drafts;
  /** Something of this person is set aside. */
  readonly hasAside: boolean;
  /** More was kept, and its sealing key is missing. */
  readonly isLost: boolean;
  /** True for a message that was taken back before it came. */
  readonly isUnsent: (orgId: string, messageId: string) => boolean;
  /** What was set aside of this person, as far as it can be read. */
  asides(): readonly { readonly id: string; readonly event: unknown }[];
  readonly kept: Kept;
}

/** What a turn has come to. */
export interface Ending {
  readonly drafts: Drafts;
  /** Ids of the events that have taken effect, or need none. */
  readonly done: readonly string[];
  /** Messages that were taken back: a copy that comes later is known by it. */
  readonly unsent?: { readonly orgId: string; readonly messageId: string };
  /** Events that were given up: their payload is kept, so that they block nobody. */
  readonly aside?: readonly { readonly id: string; readonly problem: string }[];
  /** Of what was set aside, what goes. */
  readonly dropped?: readonly string[];
}

/** The turns of people: taken with one command, and ended with one that is shared. */
export class StoredTurns {
  constructor(
    private readonly parts: ThreadParts,
    private readonly threads: Threads,
    private readonly leases: Leases,
    private readonly earlier: Earlier,
    private readonly remembered: Remembered,
    private readonly writes: Writes,
    private readonly overflow: Overflow,
  ) {}

  /**
   * Takes the person for this process and reads all there is of them: in one command, or in none for whom the
   * write that stored their event has taken. `held`: another process works on them; `nothing`: nothing waits.
   * Events `atHand` need not be opened again.
   */
  async take(
    thread: string,
    atHand: ReadonlyMap<string, WaitingEvent> = new Map(),
  ): Promise<Taken | 'held' | 'nothing'> {
    const remembered = this.remembered.take(thread, atHand);
    if (remembered !== undefined) return this.opened(remembered, atHand);
    const { filter, update } = this.leases.taking;
    const found = await this.threads.findOneAndUpdate({ _id: thread, $and: [WAITS, filter] }, update, {
      returnDocument: 'after',
      promoteBuffers: true,
      writeConcern: QUICK,
    });
    if (found !== null)
      return this.opened(await this.overflow.refilled(found, this.leases.held(thread)), atHand);
    const waits = await this.threads.findOne({ _id: thread, ...WAITS }, { projection: { _id: 1 } });
    return waits === null ? 'nothing' : 'held';
  }

  /**
   * Ends a turn in one durable write: keeps what is open now, lets the events go and the person free. False: the
   * lease had run out and another process has taken the person; nothing is changed, and that process does all of
   * it again. What both have done is the same and done once: both took the same events with the same seeds, what a
   * turn makes is made under an id that comes from these or from the drafts, files are kept under the message's
   * id, and of two replies with one token LINE takes the first. So nothing is lost when a lease is, nor doubled.
   */
  async save(taken: Taken, ending: Ending): Promise<boolean> {
    const { thread, stamp, hasAside, hasMore, kept, late, stored } = taken;
    const { sealer, clock, ids, machineClock } = this.parts;
    const today = bangkokDay(machineClock.now());
    const { drafts, unsent, aside = [] } = ending;
    const given = aside.map(({ id }) => id);
    const next: Kept = {
      drafts,
      done: withOver(kept.done, [...ending.done, ...given], today),
      unsent:
        unsent === undefined
          ? kept.unsent
          : withOver(kept.unsent, [this.nameOf(unsent.orgId, unsent.messageId)], today),
    };
    const left: Left = {
      _id: thread,
      stamp,
      mark: ids.next(),
      sealed: sealKept(sealer, thread, next),
      purgeOn: addDays(bangkokDay(clock.now()), KEPT_DAYS),
    };
    const gone = [...ending.done, ...late, ...given];
    const isClear =
      !hasAside && !hasMore && given.length === 0 && stored.every(({ id }) => gone.includes(id));
    // Before it is written: what comes is written behind it, and finds the person as they are left now.
    if (isClear) this.remembered.keep(left);
    const { code, isFound } = await this.writes.one(this.endOf(left, ending, gone, stored));
    if (code !== undefined) throw new AppError('turn-not-kept', `the database refused a turn: ${code}`);
    // Some were overtaken: whose own mark is there now was not.
    return isFound || this.isThere(left);
  }

  /** Frees somebody whose turn is not to be kept. */
  async release(thread: string): Promise<void> {
    this.remembered.drop(thread);
    await this.leases.release(thread);
  }

  /** Frees somebody whom the write that stored their event has taken, when no turn comes of it. Never rejects. */
  async abandon(thread: string): Promise<void> {
    if (!this.remembered.drop(thread)) return;
    await this.leases.release(thread).catch((error: unknown) => {
      // Then the lease runs out.
      this.parts.log.warn('lease.not-released', { error: asError(error) });
    });
  }

  /**
   * Counts that work on these begins again; on disk before anybody works on them, so that an event that kills
   * processes is found out.
   */
  async count({ thread }: Taken, ids: readonly string[]): Promise<void> {
    await this.threads.updateOne(
      this.leases.held(thread),
      { $inc: { 'waiting.$[event].claims': 1 } },
      { arrayFilters: [{ 'event.id': { $in: ids } }], writeConcern: DURABLE },
    );
  }

  async failed({ thread }: Taken, id: string, problem: string): Promise<void> {
    await this.threads.updateOne(
      this.leases.held(thread),
      { $inc: { 'waiting.$[event].failures': 1 }, $set: { 'waiting.$[event].problem': problem } },
      { arrayFilters: [{ 'event.id': id }], writeConcern: DURABLE },
    );
  }

  private async opened(found: StoredThread, atHand: ReadonlyMap<string, WaitingEvent>): Promise<Taken> {
    return this.taken(found, atHand, await this.earlier.doneOf(found.waiting ?? []));
  }

  private taken(
    found: StoredThread,
    atHand: ReadonlyMap<string, WaitingEvent>,
    doneEarlier: ReadonlySet<string>,
  ): Taken {
    const { sealer } = this.parts;
    const opened = openKept(this.parts, found);
    const kept = opened ?? NOTHING_KEPT;
    const isDone = ({ id, isAgain }: StoredEvent): boolean =>
      isAgain !== true && (isOver(kept.done, id) || doneEarlier.has(id));
    const waiting = sorted(sealer, found.waiting ?? [], { atHand, isDone });
    return {
      ...waiting,
      hasMore: waiting.hasMore || found.more !== undefined,
      thread: found._id,
      stamp: found.stamp,
      drafts: kept.drafts,
      hasAside: (found.aside ?? []).length > 0,
      isLost: opened === undefined,
      isUnsent: (orgId, messageId) =>
        Object.keys(kept.unsent).length > 0 && isOver(kept.unsent, this.nameOf(orgId, messageId)),
      asides: () => (found.aside ?? []).flatMap((each) => readable(sealer, each) ?? []),
      kept,
    };
  }

  /** The write that ends a turn, as long as the person is held by this process. */
  private endOf(
    { _id, sealed, mark, purgeOn }: Left,
    { aside = [], dropped = [] }: Ending,
    gone: readonly string[],
    stored: readonly StoredEvent[],
  ): Write {
    const on = dayStart(bangkokDay(this.parts.machineClock.now()));
    const given = aside.flatMap(({ id, problem }) => asideOf(stored, id, problem, on));
    return {
      updateOne: {
        filter: this.leases.held(_id),
        update: {
          $set: { sealed, mark, purgeOn },
          $unset: { owner: 1, until: 1 },
          $pull: {
            waiting: { id: { $in: [...gone] } },
            ...(dropped.length > 0 && { aside: { id: { $in: [...dropped] } } }),
          },
          ...(given.length > 0 && { $push: { aside: { $each: given } } }),
        },
      },
    };
  }

  private async isThere({ _id, mark }: Left): Promise<boolean> {
    return (await this.threads.findOne({ _id, mark }, { projection: { _id: 1 } })) !== null;
  }

  /** How a message is named among those that were taken back. */
  private nameOf(orgId: string, messageId: string): string {
    return this.parts.sealer.fingerprint(`${orgId}:${messageId}`, 'message');
  }
}

/** Something waits, in the document or beside it. */
const WAITS = { $or: [{ 'waiting.0': { $exists: true } }, { more: { $exists: true } }] };

function asideOf(stored: readonly StoredEvent[], id: string, problem: string, on: Date): StoredAside[] {
  const event = stored.find((each) => each.id === id);
  if (event === undefined) return [];
  const { orgId, sealed, failures = 0 } = event;
  return [{ id, orgId, sealed, failures, problem, on }];
}
