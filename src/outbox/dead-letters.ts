import type { Clock } from '../core/clock';
import type { Connection } from '../mongo/connection';
import type { OutboxItem } from './model';
import { outboxModel } from './model';

/** Something that did not arrive, as an operator may see it: nothing of what it says. */
export interface DeadLetter {
  readonly id: string;
  readonly orgId: string;
  /** Why it was given up: LINE's status and the property it dislikes, or a word of ours. */
  readonly problem: string;
  readonly attempts: number;
  /** The day on which it was given up. */
  readonly on?: Date;
  /** False for what was confidential: nothing is left of it. */
  readonly revivable: boolean;
}

/** Which dead letters are meant: these, or all whose problem begins like this (`401`; empty: all). */
export type WhichDead = { readonly ids: readonly string[] } | { readonly problem: string };

/** What was given up, for an operator. */
export interface DeadLetters {
  /** The oldest first. */
  list(): Promise<DeadLetter[]>;
  /**
   * Lets them be sent, with the same retry keys; returns how many. What may have arrived more than a day ago
   * arrives perhaps a second time: LINE has forgotten the key. What is no longer true is cancelled instead.
   */
  revive(which: WhichDead): Promise<number>;
}

/** See `DeadLetters`. The outbox of any process finds within seconds what was revived. */
export function createDeadLetters(parts: {
  readonly connection: Connection;
  readonly machineClock: Clock;
}): DeadLetters {
  const items = outboxModel(parts.connection);
  return {
    list: async () => {
      const dead = await items.find({ status: 'dead' }).sort({ settledAt: 1 }).lean<OutboxItem[]>();
      return dead.map(letterOf);
    },
    revive: async (which) => {
      const chosen =
        'ids' in which
          ? { _id: { $in: [...which.ids] } }
          : { lastProblem: { $regex: `^${literal(which.problem)}` } };
      const revived = await items.updateMany(
        { ...chosen, status: 'dead', sealed: { $exists: true } },
        {
          $set: { status: 'waiting', attempts: 0, freeAt: parts.machineClock.now() },
          $unset: { giveUpAt: 1, settledAt: 1, requestId: 1 },
        },
      );
      return revived.modifiedCount;
    },
  };
}

function letterOf({ _id: id, orgId, lastProblem = '', attempts, settledAt, sealed }: OutboxItem): DeadLetter {
  const on = settledAt === undefined ? {} : { on: settledAt };
  return { id, orgId, problem: lastProblem, attempts, ...on, revivable: sealed !== undefined };
}

function literal(text: string): string {
  return text.replace(/[^\w\s]/g, '\\$&');
}
