import { addDays, bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { systemClock } from '../core/clock';
import { Explainable } from '../core/errors';
import { isDuplicate } from '../mongo/schema';
import type { HeatModel, TriesModel } from './model';
import { MOST_PIN_TRIES, PIN_WINDOW_MINUTES, pinTriesFor } from './rules';
import type { Seals } from './seals';

const MINUTE_MS = 60_000;
const WINDOW_MS = PIN_WINDOW_MINUTES * MINUTE_MS;
/** Different, so that a ticket's count and its asker's tries are not purged at the same moment. */
const PURGED_AFTER_DAYS = { asker: 2, ticket: 3 };

export interface PinTriesParts {
  readonly tries: TriesModel;
  readonly heats: HeatModel;
  readonly seals: Seals;
  readonly clock: Clock;
}

/** Whose guess it is, and at which ticket. */
export interface Guess {
  readonly personId: string;
  readonly orgId: string;
  readonly ticketNo: string;
}

/**
 * Bounds how often a PIN can be guessed. Everybody has a few tries of their own, counted before they are looked
 * at. A ticket that many guess at leaves each of them fewer, and never none: its reporter, who knows the PIN,
 * always gets in, whatever strangers do to the ticket. Nothing kept here says who asked for which ticket.
 */
export class PinTries {
  constructor(private readonly parts: PinTriesParts) {}

  /**
   * Counts a try of the asker. Throws `pin-locked`, explainable, when they have none left; the ticket is not
   * touched.
   */
  async take({ personId, orgId, ticketNo }: Guess): Promise<void> {
    const { seals } = this.parts;
    const most = pinTriesFor(await this.heatOf(orgId, ticketNo));
    if (!(await this.taken(seals.asker(personId), most))) {
      throw new Explainable('pin-locked', 'complaints.problem.pinLocked');
    }
  }

  /** The PIN was right: the last try was no guess. */
  async giveBack({ personId }: Guess): Promise<void> {
    await this.parts.tries.updateOne({ _id: this.parts.seals.asker(personId) }, { $pop: { at: -1 } });
  }

  /** The PIN was wrong: the ticket becomes warmer. */
  async wasWrong({ orgId, ticketNo }: Guess): Promise<void> {
    const { heats, seals } = this.parts;
    const _id = seals.guessedAt(orgId, ticketNo, this.hour());
    const warmer = { $inc: { wrong: 1 }, $set: { purgeAt: purgedAt('ticket') } };
    // Two first ones at once: one makes the count, the other finds it.
    await heats.updateOne({ _id }, warmer, { upsert: true }).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return heats.updateOne({ _id }, warmer);
    });
  }

  /** Wrong PINs within this hour of the clock and the one before. */
  private async heatOf(orgId: string, ticketNo: string): Promise<number> {
    const { heats, seals } = this.parts;
    const hours = [this.hour(), this.hour() - 1];
    const _id = { $in: hours.map((hour) => seals.guessedAt(orgId, ticketNo, hour)) };
    return (await heats.find({ _id }).lean()).reduce((sum, { wrong }) => sum + wrong, 0);
  }

  private async taken(name: string, most: number): Promise<boolean> {
    try {
      return await this.push(name, most);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Either all tries are used, or two first ones came at once; the second attempt tells which.
      return this.push(name, most).catch((again: unknown) => {
        if (isDuplicate(again)) return false;
        throw again;
      });
    }
  }

  /** Inserting beside an existing document fails as a duplicate: that is how a used-up name shows. */
  private async push(name: string, most: number): Promise<boolean> {
    // To the minute: the moment would be that of the asker's event.
    const now = new Date(Math.floor(this.parts.clock.now().getTime() / MINUTE_MS) * MINUTE_MS);
    const since = new Date(now.getTime() - WINDOW_MS);
    const last = `at.${most - 1}`;
    await this.parts.tries.updateOne(
      {
        _id: name,
        // The newest comes first. A try that lies ahead was made before the clock was set back.
        $or: [{ [last]: { $exists: false } }, { [last]: { $lte: since } }, { 'at.0': { $gt: now } }],
      },
      {
        $push: { at: { $each: [now], $position: 0, $slice: MOST_PIN_TRIES } },
        $set: { purgeAt: purgedAt('asker') },
      },
      { upsert: true },
    );
    return true;
  }

  private hour(): number {
    return Math.floor(this.parts.clock.now().getTime() / WINDOW_MS);
  }
}

/** By the day, by the machine's time: the database removes by that. */
function purgedAt(what: keyof typeof PURGED_AFTER_DAYS): Date {
  return dayStart(addDays(bangkokDay(systemClock.now()), PURGED_AFTER_DAYS[what]));
}
