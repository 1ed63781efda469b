import type { Sealer } from '../../core/sealing';
import type { Model } from '../../mongo/connection';
import type { InboxItem } from './inbox-model';

/** Remembered without the database: those of the last minutes. */
const MOST_AT_HAND = 1_000;

/** Messages that their senders took back: a copy that comes after that is not to be taken for an answer. */
export class UnsentMessages {
  private readonly atHand = new Set<string>();

  constructor(
    private readonly items: Model<InboxItem>,
    private readonly sealer: Sealer,
  ) {}

  /** How the inbox names a message. */
  nameOf(orgId: string, messageId: string): string {
    return this.sealer.fingerprint(`${orgId}:${messageId}`, 'message');
  }

  /** Leaves a mark among what is done, for as long as that is kept. */
  async mark(message: string, doneOn: Date): Promise<void> {
    if (this.atHand.size >= MOST_AT_HAND) this.atHand.clear();
    this.atHand.add(message);
    await this.items.updateOne({ _id: message }, { $set: { doneOn } }, { upsert: true });
  }

  /** One that came at once is looked for at hand; in the database only when it came late. */
  async has(message: string, isLate: boolean): Promise<boolean> {
    if (this.atHand.has(message)) return true;
    return isLate && (await this.items.exists({ _id: message })) !== null;
  }
}
