import { filesNamedIn } from '../conversation/stored-drafts';
import { addDays, bangkokDay, DAY_MS, daysBetween, dayStart } from '../core/bangkok-day';
import { DURABLE } from '../mongo/connection';
import type { Kept } from './kept';
import { openKept, sealKept } from './kept';
import type { StoredThread } from './model';
import type { Overflow } from './overflow';
import type { ThreadParts, Threads } from './parts';
import { endOf, inTime } from './past';

/** What is set aside is kept for the operator so long. */
const ASIDE_DAYS = 30;

/** What is kept of people between their turns, looked through now and then. */
export class Keeping {
  constructor(
    private readonly parts: ThreadParts,
    private readonly threads: Threads,
    private readonly overflow: Overflow,
  ) {}

  /** Ids of the files that open drafts name: as long as they do, these files are kept. */
  async namedFiles(): Promise<ReadonlySet<string>> {
    const named = new Set<string>();
    // Every document has its day: this asks for all of them by the index.
    for await (const found of this.threads.find({ purgeOn: { $gt: '' } }, { promoteBuffers: true }))
      for (const id of filesNamedIn(
        openKept(this.parts, found)?.drafts ?? { open: [] },
        this.parts.clock.now(),
      ))
        named.add(id);
    return named;
  }

  /**
   * Lets go what nobody has gone on with for a week: the drafts, and the document with the last id of an event that
   * need not be known any more. What is set aside goes after thirty days. Returns how many people were concerned.
   */
  async sweep(): Promise<number> {
    const { clock, machineClock } = this.parts;
    await this.overflow.sweep();
    const before = new Date(machineClock.now().getTime() - ASIDE_DAYS * DAY_MS);
    const old = { on: { $lt: before } };
    await this.threads.updateMany({ 'aside.on': { $lt: before } }, { $pull: { aside: old } });
    const due = { purgeOn: { $lte: bangkokDay(clock.now()) }, ...NOTHING_WAITS };
    let people = 0;
    for await (const found of this.threads.find(due, { promoteBuffers: true })) {
      await this.letGo(found);
      people += 1;
    }
    return people;
  }

  /** Only what is still as it was read: a turn that has come between keeps everything anew. */
  private async letGo(found: StoredThread): Promise<void> {
    const { sealer, clock, machineClock } = this.parts;
    const { _id, sealed, purgeOn } = found;
    const today = bangkokDay(machineClock.now());
    const kept = openKept(this.parts, found);
    const left: Kept = {
      drafts: { open: [] },
      done: inTime(kept?.done ?? {}, today),
      unsent: inTime(kept?.unsent ?? {}, today),
    };
    const end = [endOf(left.done), endOf(left.unsent), asideEnd(found)]
      .sort()
      .findLast((day) => day !== undefined);
    const same = sealed === undefined ? { _id, purgeOn } : { _id, sealed };
    if (end === undefined || end <= today) {
      await this.threads.deleteOne({ ...same, ...NOTHING_WAITS }, { writeConcern: DURABLE });
      return;
    }
    const next = addDays(bangkokDay(clock.now()), daysBetween(today, end));
    const update = {
      $set: { sealed: sealKept(sealer, _id, left), purgeOn: next },
      $unset: { mark: 1 },
    } as const;
    await this.threads.updateOne(same, update, { writeConcern: DURABLE });
  }

  /** How many events wait, and how many are set aside. */
  async counts(): Promise<{ waiting: number; aside: number }> {
    const [beyond, waiting, aside] = await Promise.all([
      this.overflow.count(),
      this.sizes('waiting', { 'waiting.receivedAt': { $gt: dayStart('1970-01-01') } }),
      this.sizes('aside', { 'aside.id': { $gt: '' } }),
    ]);
    return { waiting: waiting + beyond, aside };
  }

  private async sizes(list: 'waiting' | 'aside', where: object): Promise<number> {
    const [found] = await this.threads
      .aggregate<{ sum: number }>([
        { $match: where },
        { $group: { _id: null, sum: { $sum: { $size: `$${list}` } } } },
      ])
      .toArray();
    return found?.sum ?? 0;
  }
}

const NOTHING_WAITS = { 'waiting.0': { $exists: false }, more: { $exists: false } } as const;

function asideEnd({ aside = [] }: StoredThread): string | undefined {
  const latest = aside
    .map(({ on }) => on.getTime())
    .sort((a, b) => a - b)
    .at(-1);
  return latest === undefined ? undefined : addDays(bangkokDay(new Date(latest)), ASIDE_DAYS);
}
