import type { Connection, Model, QueryFilter, UpdateQuery } from 'mongoose';
import { Schema } from 'mongoose';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Locale } from '../core/texts';
import { modelOn } from '../mongo/schema';
import type { Prompt } from '../speech/prompt';
import type { Hold, OutboxStatus, Recipient } from './rules';

/**
 * Collection `outbox`: everything that is pushed, one document per message and recipient.
 * Owner: the outbox, through this room alone.
 * Retention: what an item says (it may be personal) is sealed, its language included. Once sent or cancelled,
 * nothing is left but id, organisation and day, for 400 days, longer than any round, so that nothing is ever
 * sent twice. A dead letter stays 90 days with what is needed to revive it; a confidential one keeps nothing.
 * Indexes: status + freeAt + notBefore (claims), status + createdAt (age), status + settledAt (retention).
 */
export interface OutboxItem {
  /** Says what it is (`reminder:…`): the same thing is never enqueued twice. */
  _id: string;
  orgId: string;
  status: OutboxStatus;
  /** Gone once it is settled for good. */
  to?: Recipient;
  /** `Content` as JSON, sealed for `outbox:<_id>`; gone once it is settled for good. */
  sealed?: string;
  /** It holds a secret of its recipient (a PIN): given up, nothing of it is kept. */
  confidential?: true;
  /** UUID made of the id when it was first enqueued. */
  retryKey?: string;
  /** Attempts whose outcome counts; those that LINE did not take do not. */
  attempts: number;
  /** Business time from which it is due. */
  notBefore?: Date;
  /** Business time after which it would say something untrue. */
  validUntil?: Date;
  /** Machine time from which somebody may take it: the end of a lease, of a back-off or of a pause. */
  freeAt?: Date;
  /** Token of the worker that took it last; only that one may settle it. */
  claim?: string;
  /** Machine time: LINE forgets the retry key then. */
  giveUpAt?: Date;
  /** What keeps it from being tried. */
  held?: Hold;
  /** Machine time. */
  createdAt?: Date;
  /** The day, by machine time, on which it was settled: the minute could be laid beside other records. */
  settledAt?: Date;
  lastProblem?: string;
  /** LINE's, of the answer that made it a dead letter, to ask LINE about it. */
  requestId?: string;
}

/** Something to be pushed. */
export interface NewItem {
  /** Says what it is, e.g. `reminder:<org>:<round>:<stage>:<person>`. */
  readonly id: string;
  readonly orgId: string;
  readonly to: Recipient;
  /** At least one; one push holds five messages, see `Prompt`. */
  readonly prompts: readonly Prompt[];
  readonly locale: Locale;
  /** Business time from which it is due; absent: now. */
  readonly notBefore?: Date;
  /** Business time after which it would be untrue and is cancelled. */
  readonly validUntil?: Date;
  /** It holds a secret of its recipient: if it has to be given up, nothing of it is kept. */
  readonly confidential?: boolean;
}

/** What an item says, before it is sealed. */
export interface Content {
  readonly locale: Locale;
  readonly prompts: readonly Prompt[];
}

const to = new Schema<Recipient>(
  { kind: { type: String, required: true }, personId: String, mailboxId: String },
  { _id: false },
);
const held = new Schema<Hold>(
  { by: { type: String, required: true }, since: { type: Date, required: true } },
  { _id: false },
);

const schema = new Schema<OutboxItem>(
  {
    _id: String,
    orgId: { type: String, required: true },
    status: { type: String, required: true, enum: ['waiting', 'sent', 'dead', 'cancelled'] },
    to,
    sealed: String,
    confidential: Boolean,
    retryKey: String,
    attempts: { type: Number, required: true },
    notBefore: Date,
    validUntil: Date,
    freeAt: Date,
    claim: String,
    giveUpAt: Date,
    held,
    createdAt: Date,
    settledAt: Date,
    lastProblem: String,
    requestId: String,
  },
  { collection: 'outbox', versionKey: false },
);
schema.index({ status: 1, freeAt: 1, notBefore: 1 });
schema.index({ status: 1, createdAt: 1 });
schema.index({ status: 1, settledAt: 1 });

/** The model of collection `outbox` on this connection. */
export function outboxModel(connection: Connection): Model<OutboxItem> {
  return modelOn(connection, 'OutboxItem', schema);
}

/** Longer than any pause or lease: who waits for a time beyond it was paused before the clock was set back. */
const LONGEST_WAIT_MS = 2 * 60 * 60 * 1000;

/** Items that may be taken now: due in business time, free in machine time. Sort by `freeAt`. */
export function claimable(businessNow: Date, machineNow: Date): QueryFilter<OutboxItem> {
  const never = new Date(machineNow.getTime() + LONGEST_WAIT_MS);
  const free = [{ freeAt: { $lte: machineNow } }, { freeAt: { $gt: never } }];
  return { status: 'waiting', $or: free, notBefore: { $lte: businessNow } };
}

/** Everything but id, organisation, state, number of attempts and day. */
const DETAILS = {
  ...{ to: 1, sealed: 1, confidential: 1, retryKey: 1, notBefore: 1, validUntil: 1 },
  ...{ freeAt: 1, claim: 1, giveUpAt: 1, held: 1, createdAt: 1, requestId: 1 },
} as const;

/** Settles an item for good: what it said and to whom is not needed any more. */
export function closed(
  status: 'sent' | 'cancelled' | 'dead',
  now: Date,
  problem?: string,
): UpdateQuery<OutboxItem> {
  const settledAt = dayStart(bangkokDay(now));
  return problem === undefined
    ? { $set: { status, settledAt }, $unset: { ...DETAILS, lastProblem: 1 } }
    : { $set: { status, settledAt, lastProblem: problem }, $unset: DETAILS };
}

/** The context an item's content is sealed for. */
export function contextOf(id: string): string {
  return `outbox:${id}`;
}
