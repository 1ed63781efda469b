import { DAY_MS } from '../core/bangkok-day';
import type { Connection } from '../mongo/connection';
import type { StoredEvent } from './model';
import { DONE_DAYS } from './past';

/**
 * Collection `inbox`: ids of events that version 0.2 had done, each with the day, without a person. Owner: this
 * room, which writes nothing there any more. Retention: thirty days, so that a late copy is recognised; then it is
 * empty for good. Indexes: `_id`, and `doneOn` from then.
 */
interface DoneEarlier {
  _id: string;
  doneOn: Date;
}

/** What was done before this process began, and may be known from an earlier version alone. */
export class Earlier {
  private readonly items;
  private readonly began: number;
  private some: boolean | undefined;

  constructor(
    connection: Connection,
    private readonly now: () => Date,
  ) {
    this.items = connection.collection<DoneEarlier>('inbox');
    this.began = now().getTime();
  }

  /** Of these events, the ids of those that were done then. Costs nothing for what has just happened. */
  async doneOf(events: readonly StoredEvent[]): Promise<ReadonlySet<string>> {
    const old = events.filter(({ timestamp, isAgain }) => timestamp < this.began && isAgain !== true);
    if (old.length === 0 || !(await this.hasAny())) return new Set();
    const found = await Promise.all(old.map(({ id }) => this.items.findOne({ _id: id })));
    return new Set(found.flatMap((each) => each?._id ?? []));
  }

  async sweep(): Promise<void> {
    const before = new Date(this.now().getTime() - DONE_DAYS * DAY_MS);
    await this.items.deleteMany({ doneOn: { $lt: before } });
  }

  /** None come in any more: what is not there at the beginning never will be. */
  private async hasAny(): Promise<boolean> {
    return (this.some ??=
      (await this.items.findOne({ _id: { $gt: '' } }, { projection: { _id: 1 } })) !== null);
  }
}
