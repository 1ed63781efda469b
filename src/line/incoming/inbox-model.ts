import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { modelOn } from '../../mongo/schema';

/**
 * Collection `inbox`: every webhook event until it has taken effect, and its bare id for thirty days
 * after, so that a late copy is recognised. Owner: line. The event is sealed, the person a fingerprint;
 * both are removed the moment the event is done. What is set aside keeps its sealed payload.
 * Indexes: lane + state + time (the next of a person), state + time (the sweep), message (to unsend),
 * doneAt (retention).
 */
export interface InboxItem {
  /** LINE's `webhookEventId`: the same on every redelivery. */
  _id: string;
  orgId: string;
  /** Whose events must not overtake each other: a fingerprint of the person. */
  lane?: string;
  /** LINE's own time of the event, ms. */
  timestamp: number;
  receivedAt: Date;
  sealedEvent?: string;
  messageId?: string;
  state: 'waiting' | 'done' | 'aside';
  /** How often work on it began; more than failures when a process died over it. */
  claims: number;
  failures: number;
  problem?: string;
  doneAt?: Date;
}

const inboxSchema = new Schema<InboxItem>(
  {
    _id: String,
    orgId: { type: String, required: true },
    lane: String,
    timestamp: { type: Number, required: true },
    receivedAt: { type: Date, required: true },
    sealedEvent: String,
    messageId: String,
    state: { type: String, required: true },
    claims: { type: Number, required: true },
    failures: { type: Number, required: true },
    problem: String,
    doneAt: Date,
  },
  { collection: 'inbox', versionKey: false },
);
inboxSchema.index({ lane: 1, state: 1, timestamp: 1, _id: 1 });
inboxSchema.index({ state: 1, timestamp: 1 });
inboxSchema.index({ orgId: 1, messageId: 1 }, { partialFilterExpression: { messageId: { $exists: true } } });
inboxSchema.index({ doneAt: 1 }, { partialFilterExpression: { doneAt: { $exists: true } } });

/**
 * Collection `lanes`: who is working off a person's events just now. Owner: line. One small document per
 * person that ever wrote; a lost one means a free lane, so these writes need not reach the disk.
 */
export interface Lane {
  _id: string;
  owner: string;
  until: Date;
}

const laneSchema = new Schema<Lane>(
  { _id: String, owner: { type: String, required: true }, until: { type: Date, required: true } },
  { collection: 'lanes', versionKey: false, writeConcern: { w: 1, journal: false } },
);
laneSchema.index({ until: 1 });

export function inboxModel(connection: Connection): Model<InboxItem> {
  return modelOn(connection, 'InboxItem', inboxSchema);
}

export function laneModel(connection: Connection): Model<Lane> {
  return modelOn(connection, 'Lane', laneSchema);
}
