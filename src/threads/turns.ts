import type { Drafts } from '../conversation/drafts';
import { addDays, bangkokDay, dayStart } from '../core/bangkok-day';
import { DURABLE } from '../mongo/connection';
import { SharedCalls } from '../mongo/shared-calls';
import type { Earlier } from './earlier';
import type { WaitingEvent } from './events';
import type { Kept } from './kept';
import { NOTHING_KEPT, openKept, sealKept } from './kept';
import type { Leases } from './leases';
import type { StoredAside, StoredEvent, StoredThread } from './model';
import type { ThreadParts, Threads } from './parts';
import { KEPT_DAYS, QUICK } from './parts';
import { isOver, withOver } from './past';
import type { Opened } from './sorting';
import { readable, sorted } from './sorting';

/** Everything of a person whose turn has come: what waits, and what was kept. */
export interface Taken extends Opened {
  readonly thread: string;
  /** What is known of the person elsewhere holds as long as this stays the same. */
  readonly stamp: string;
  readonly drafts: Drafts;
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

interface Save {
  readonly id: string;
  readonly sealed: Buffer;
  readonly done: readonly string[];
  readonly aside: readonly StoredAside[];
  readonly dropped: readonly string[];
}

/** The turns of people: taken with one command, and ended with one that is shared. */
export class StoredTurns {
  private readonly saves = new SharedCalls<Save, boolean>((batch) => this.write(batch));

  constructor(
    private readonly parts: ThreadParts,
    private readonly threads: Threads,
    private readonly leases: Leases,
    private readonly earlier: Earlier,
  ) {}

  /**
   * Takes the person for this process and reads all there is of them, in one command. `held`: another process
   * works on them; `nothing`: nothing waits. Events `atHand` need not be opened again.
   */
  async take(
    thread: string,
    atHand: ReadonlyMap<string, WaitingEvent> = new Map(),
  ): Promise<Taken | 'held' | 'nothing'> {
    const { filter, update } = this.leases.taking;
    const found = await this.threads.findOneAndUpdate(
      { _id: thread, 'waiting.0': { $exists: true }, ...filter },
      update,
      { returnDocument: 'after', promoteBuffers: true, writeConcern: QUICK },
    );
    if (found !== null) return this.taken(found, atHand, await this.earlier.doneOf(found.waiting ?? []));
    const waits = await this.threads.findOne(
      { _id: thread, 'waiting.0': { $exists: true } },
      { projection: { _id: 1 } },
    );
    return waits === null ? 'nothing' : 'held';
  }

  /**
   * Ends a turn in one durable write: keeps what is open now, lets the events go and the person free. False: the
   * lease had run out and another process has taken the person; nothing is changed, and that process does all of
   * it again. What both have done is the same and done once: both took the same events with the same seeds, what a
   * turn makes is made under an id that comes from these or from the drafts, files are kept under the message's
   * id, and of two replies with one token LINE takes the first. So nothing is lost when a lease is, nor doubled.
   */
  save({ thread, kept, late, stored }: Taken, ending: Ending): Promise<boolean> {
    const { sealer, machineClock } = this.parts;
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
    const gone = [...ending.done, ...late, ...given];
    return this.saves.one({
      id: thread,
      sealed: sealKept(sealer, thread, next),
      done: gone,
      aside: aside.flatMap(({ id, problem }) => asideOf(stored, id, problem, dayStart(today))),
      dropped: ending.dropped ?? [],
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
    return {
      ...sorted(sealer, found.waiting ?? [], { atHand, isDone }),
      thread: found._id,
      stamp: found.stamp,
      drafts: kept.drafts,
      isLost: opened === undefined,
      isUnsent: (orgId, messageId) =>
        Object.keys(kept.unsent).length > 0 && isOver(kept.unsent, this.nameOf(orgId, messageId)),
      asides: () => (found.aside ?? []).flatMap((each) => readable(sealer, each) ?? []),
      kept,
    };
  }

  private async write(batch: readonly Save[]): Promise<boolean[]> {
    const purgeOn = addDays(bangkokDay(this.parts.clock.now()), KEPT_DAYS);
    const { matchedCount } = await this.threads.bulkWrite(
      batch.map(({ id, sealed, done, aside, dropped }) => ({
        updateOne: {
          filter: this.leases.held(id),
          update: {
            $set: { sealed, purgeOn },
            $unset: { owner: 1, until: 1 },
            $pull: {
              waiting: { id: { $in: [...done] } },
              ...(dropped.length > 0 && { aside: { id: { $in: [...dropped] } } }),
            },
            ...(aside.length > 0 && { $push: { aside: { $each: [...aside] } } }),
          },
        },
      })),
      { ordered: false, writeConcern: DURABLE },
    );
    if (matchedCount === batch.length) return batch.map(() => true);
    // Some were overtaken: whose own seal is there now was not.
    return Promise.all(batch.map((save) => this.isThere(save)));
  }

  private async isThere({ id, sealed }: Save): Promise<boolean> {
    const found = await this.threads.findOne(
      { _id: id },
      { projection: { sealed: 1 }, promoteBuffers: true },
    );
    return found?.sealed?.equals(sealed) === true;
  }

  /** How a message is named among those that were taken back. */
  private nameOf(orgId: string, messageId: string): string {
    return this.parts.sealer.fingerprint(`${orgId}:${messageId}`, 'message');
  }
}

function asideOf(stored: readonly StoredEvent[], id: string, problem: string, on: Date): StoredAside[] {
  const event = stored.find((each) => each.id === id);
  if (event === undefined) return [];
  const { orgId, sealed, failures = 0 } = event;
  return [{ id, orgId, sealed, failures, problem, on }];
}
