import type { Connection, Model, QueryFilter } from 'mongoose';
import { Schema } from 'mongoose';
import type { Locale } from '../core/texts';
import { modelOn } from '../mongo/schema';
import type { OutboxStatus, Recipient } from './rules';

/**
 * Collection `outbox`: everything that is pushed, one document per message and recipient.
 * Owner: the outbox, through `service.ts` alone.
 * Retention: prompts (they may hold personal texts) are sealed, and gone once sent or cancelled; the bare id
 * stays 400 days, longer than any round, so that nothing is ever sent twice; dead letters stay 90 days.
 * Indexes: status + freeAt + notBefore (claims), status + createdAt (age), status + settledAt (retention).
 */
export interface OutboxItem {
  /** Says what it is (`reminder:…`): the same thing is never enqueued twice. */
  _id: string;
  orgId: string;
  to: Recipient;
  /** Prompts as JSON, sealed for `outbox:<_id>`. */
  sealedPrompts?: string;
  locale: Locale;
  /** UUID made of the id. */
  retryKey: string;
  status: OutboxStatus;
  /** Attempts whose outcome counts; pauses do not. */
  attempts: number;
  /** Business time from which it is due. */
  notBefore: Date;
  /** Business time after which it would say something untrue. */
  validUntil?: Date;
  /** Machine time from which somebody may take it: the end of a lease, of a back-off or of a pause. */
  freeAt: Date;
  /** Token of the worker that took it last; only that one may settle it. */
  claim?: string;
  /** Machine time: LINE forgets the retry key then. */
  giveUpAt?: Date;
  /** Machine time. */
  createdAt: Date;
  sentAt?: Date;
  settledAt?: Date;
  lastProblem?: string;
  /** LINE's, of the last answer, to ask LINE about it. */
  requestId?: string;
}

const schema = new Schema<OutboxItem>(
  {
    _id: String,
    orgId: { type: String, required: true },
    to: {
      type: new Schema(
        { kind: { type: String, required: true }, personId: String, mailboxId: String },
        { _id: false },
      ),
      required: true,
    },
    sealedPrompts: String,
    locale: { type: String, required: true },
    retryKey: { type: String, required: true },
    status: { type: String, required: true, enum: ['waiting', 'sent', 'dead', 'cancelled'] },
    attempts: { type: Number, required: true },
    notBefore: { type: Date, required: true },
    validUntil: Date,
    freeAt: { type: Date, required: true },
    claim: String,
    giveUpAt: Date,
    createdAt: { type: Date, required: true },
    sentAt: Date,
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

/** Items that may be taken now: due in business time, free in machine time. Sort by `freeAt`. */
export function claimable(businessNow: Date, machineNow: Date): QueryFilter<OutboxItem> {
  return { status: 'waiting', freeAt: { $lte: machineNow }, notBefore: { $lte: businessNow } };
}
