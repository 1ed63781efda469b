import { systemClock } from '../core/clock';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import { isDuplicate } from '../mongo/schema';
import type { TriesModel } from './model';
import { MOST_PIN_TRIES, PIN_WINDOW_MINUTES } from './rules';

const PURGED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Bounds how often a PIN can be guessed. Tries are counted before they are looked at. */
export class PinTries {
  constructor(
    private readonly model: TriesModel,
    private readonly clock: Clock,
  ) {}

  /** Counts a try under every name. Throws `pin-locked`, explainable, when one of them has no try left. */
  async take(names: readonly string[]): Promise<void> {
    for (const name of names) {
      if (!(await this.takeOne(name))) throw new Explainable('pin-locked', 'complaints.problem.pinLocked');
    }
  }

  /** Takes the last try back: it was no guess. */
  async giveBack(names: readonly string[]): Promise<void> {
    await this.model.updateMany({ _id: { $in: [...names] } }, { $pop: { at: 1 } });
  }

  private async takeOne(name: string): Promise<boolean> {
    try {
      return await this.push(name);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Either all tries are used, or two first ones came at once; the second attempt tells which.
      return this.push(name).catch((again: unknown) => {
        if (isDuplicate(again)) return false;
        throw again;
      });
    }
  }

  /** Inserting beside an existing document fails as a duplicate: that is how a used-up name shows. */
  private async push(name: string): Promise<boolean> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - PIN_WINDOW_MINUTES * 60_000);
    const purgeAt = new Date(systemClock.now().getTime() + PURGED_AFTER_MS);
    await this.model.updateOne(
      {
        _id: name,
        // A try that lies ahead was made before the clock was set back.
        $or: [
          { [`at.${MOST_PIN_TRIES - 1}`]: { $exists: false } },
          { 'at.0': { $lte: since } },
          { 'at.0': { $gt: now } },
        ],
      },
      { $push: { at: { $each: [now], $slice: -MOST_PIN_TRIES } }, $set: { purgeAt } },
      { upsert: true },
    );
    return true;
  }
}
