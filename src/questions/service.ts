import type { Actor } from '../conversation/actor';
import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Log } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import { understand } from '../understanding/understand';
import type { StoredQuestion } from './model';
import { questionModel } from './model';
import type { Question } from './rules';
import { purgedOn, seen } from './rules';

export type { Question } from './rules';

/** What citizens ask, and what becomes of it. Nothing here says who asked. */
export interface Questions {
  /**
   * Notes a question for the officers and gives its id, which nobody can guess: it is the asker's way back to it.
   * Of the asker nothing is kept. Repeating it with the same `once` changes nothing.
   */
  ask(text: string, actor: Actor, once: string): Promise<string>;
  /** What was asked under an id, as long as it is kept; `undefined`: nothing in this organisation. */
  read(actor: Actor, id: string): Promise<string | undefined>;
  /** Takes a question back that was none. Repeating it is harmless, and so is one that is answered or gone. */
  withdraw(actor: Actor, id: string): Promise<void>;
  /** The open questions this colleague may see, the oldest first. */
  open(actor: Actor): Promise<readonly Question[]>;
  /** Marks one as answered. Repeating it is harmless. Error, explainable: `question-unknown`. */
  markAnswered(actor: Actor, id: string): Promise<void>;
  /** Deletes what has served its time; returns how many that were. */
  sweep(now: Date): Promise<number>;
}

/** More than anybody reads in one list; the oldest come first. */
const MOST_LISTED = 100;
/** As long as the ids of `core/ids.ts`: they travel in buttons. */
const ID_LENGTH = 24;

/** The only code that reads and writes questions. */
export function createQuestions(parts: {
  readonly connection: Connection;
  readonly sealer: Pick<Sealer, 'seal' | 'open' | 'fingerprint'>;
  readonly clock: Clock;
  readonly log: Log;
}): Questions {
  const { sealer, clock, log } = parts;
  const questions = questionModel(parts.connection);
  const textOf = ({ _id, sealedText }: StoredQuestion): string => sealer.open(sealedText, contextOf(_id));

  const visible = (actor: Actor) => {
    const { general, delicate } = seen(actor);
    const kinds = [...(general ? [false] : []), ...(delicate ? [true] : [])];
    return { orgId: actor.orgId, delicate: { $in: kinds } };
  };

  return {
    ask: async (text, { orgId }, once) => {
      const _id = sealer.fingerprint(once, 'question').slice(0, ID_LENGTH);
      const askedOn = bangkokDay(clock.now());
      const question: Omit<StoredQuestion, '_id'> = {
        orgId,
        sealedText: sealer.seal(text, contextOf(_id)),
        delicate: understand(text).delicate,
        state: 'open',
        askedOn,
        purgeOn: purgedOn('open', askedOn),
      };
      try {
        await questions.updateOne({ _id }, { $setOnInsert: question }, { upsert: true });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      // No id: beside it in the log stand the events of the person who is writing.
      log.info('question.noted', { org: orgId });
      return _id;
    },
    read: async ({ orgId }, id) => {
      const found = await questions.findById(id).lean<StoredQuestion>();
      return found?.orgId === orgId ? textOf(found) : undefined;
    },
    withdraw: async ({ orgId }, id) => {
      const purgeOn = purgedOn('withdrawn', bangkokDay(clock.now()));
      await questions.updateOne({ _id: id, orgId, state: 'open' }, { $set: { state: 'withdrawn', purgeOn } });
    },
    open: async (actor) => {
      const found = await questions
        .find({ ...visible(actor), state: 'open' })
        .sort({ askedOn: 1 })
        .limit(MOST_LISTED)
        .lean<StoredQuestion[]>();
      return found.map((each) => ({ id: each._id, text: textOf(each), askedOn: each.askedOn }));
    },
    markAnswered: async (actor, id) => {
      const purgeOn = purgedOn('answered', bangkokDay(clock.now()));
      const answered = { state: 'answered', answeredBy: actor.personId, purgeOn } as const;
      const { matchedCount } = await questions.updateOne(
        { _id: id, ...visible(actor), state: 'open' },
        { $set: answered },
      );
      if (matchedCount > 0) return;
      const known = await questions.exists({ _id: id, ...visible(actor), state: 'answered' });
      if (known === null) throw new Explainable('question-unknown', 'questions.problem.unknown');
    },
    sweep: async (now) => (await questions.deleteMany({ purgeOn: { $lte: bangkokDay(now) } })).deletedCount,
  };
}

function contextOf(id: string): string {
  return `question:${id}`;
}
