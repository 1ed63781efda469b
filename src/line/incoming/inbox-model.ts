import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn, WITHOUT_ORDER } from '../../mongo/schema';

/**
 * Collection `inbox`: every webhook event until it has taken effect. Owner: line.
 * It waits (`lane`), or is set aside (`asideOn`), or is done (`doneOn`). The event is sealed, its id, its
 * person and its message are fingerprints. Retention: of what is done only the id and the day are left, for
 * thirty days, so that a late copy is recognised; so are marks of messages that were taken back before they
 * came. What is set aside keeps its sealed payload for thirty days, for the operator to replay or drop.
 * Neither a time finer than a day nor an order outlives the event: both would tell who wrote when.
 * Indexes: lane + time (the next of a person, and the lanes that wait), message (to take it back), doneOn and
 * asideOn (retention).
 */
export interface InboxItem {
  /** Fingerprint of organisation and LINE's `webhookEventId`, the same on every redelivery. */
  _id: string;
  orgId?: string;
  /** Whose events must not overtake each other: a fingerprint of the person. Present while it waits. */
  lane?: string;
  /** LINE's own time of the event, ms. */
  timestamp?: number;
  /** Machine time; while it waits, as the time above. */
  receivedAt?: Date;
  sealedEvent?: string;
  /** Fingerprint of the message's id. */
  message?: string;
  /** How often work on it began again; more than failures when a process died over it. */
  claims?: number;
  failures?: number;
  problem?: string;
  /** The day it was given up. */
  asideOn?: Date;
  /** The day it took effect. */
  doneOn?: Date;
}

const inboxSchema = new Schema<InboxItem>(
  {
    _id: String,
    orgId: String,
    lane: String,
    timestamp: Number,
    receivedAt: Date,
    sealedEvent: String,
    message: String,
    claims: Number,
    failures: Number,
    problem: String,
    asideOn: Date,
    doneOn: Date,
  },
  { collection: 'inbox', versionKey: false, ...WITHOUT_ORDER },
);
const where = (field: keyof InboxItem) => ({ partialFilterExpression: { [field]: { $exists: true } } });
inboxSchema.index({ lane: 1, timestamp: 1, _id: 1 }, where('lane'));
inboxSchema.index({ message: 1 }, where('message'));
inboxSchema.index({ asideOn: 1 }, where('asideOn'));
inboxSchema.index({ doneOn: 1 }, where('doneOn'));

/**
 * Collection `lanes`: who is working off a person's events just now. Owner: line. Retention: one small
 * document while that lasts; a lost one means a free lane, so these writes need not reach the disk.
 */
export interface Lane {
  _id: string;
  owner: string;
  until: Date;
}

const laneSchema = new Schema<Lane>(
  { _id: String, owner: { type: String, required: true }, until: { type: Date, required: true } },
  { collection: 'lanes', versionKey: false, ...WITHOUT_ORDER },
);

/** The model of stored events on this connection. */
export function inboxModel(connection: Connection): Model<InboxItem> {
  return modelOn(connection, 'InboxItem', inboxSchema);
}

/** The model of lanes on this connection. */
export function laneModel(connection: Connection): Model<Lane> {
  return modelOn(connection, 'Lane', laneSchema);
}
