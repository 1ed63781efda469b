import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';

/** An event that is stored and has not taken effect. */
export interface StoredEvent {
  /** Fingerprint of organisation and LINE's `webhookEventId`, the same on every redelivery. */
  id: string;
  orgId: string;
  /** LINE's own time of the event, ms. */
  timestamp: number;
  /** Machine time. */
  receivedAt: Date;
  /** The event as it came; context `inbox:<id>`. */
  sealed: Buffer;
  /** How often work on it began again; more than failures when a process died over it. */
  claims?: number;
  failures?: number;
  problem?: string;
  /** An operator lets it wait again: that it is known as done does not count. */
  isAgain?: true;
}

/** An event that was given up, its payload kept for the operator. */
export type StoredAside = Pick<StoredEvent, 'id' | 'orgId' | 'sealed' | 'problem' | 'failures'> & {
  /** The day it was given up. */
  on: Date;
};

/**
 * Collection `overflow`: events of people whose document is full of events that wait, each as it waits there.
 * Owner: this room. `_id` is the event's fingerprint; `place` orders what one process stored in one millisecond.
 * Retention: until the document has room, which is a matter of turns; `conversations` says what is left then.
 * Indexes: `_id`; `thread` with the order of events (who is next).
 */
export interface StoredOverflow extends Pick<StoredEvent, 'orgId' | 'timestamp' | 'receivedAt' | 'sealed'> {
  _id: string;
  /** The document that it waits for. */
  thread: string;
  place: number;
}

/**
 * Collection `conversations`: all that waits of one person and all that is open with them, one document each.
 * Owner: this room. `_id` is a fingerprint made for this collection: without the key it leads to no person and
 * to nothing else that is stored. Events wait in `waiting`, each sealed, with its times, and go from there with
 * the one write that keeps what they led to. What is open, at which question and since when, and which events of
 * the last thirty days are done, is sealed in `sealed` (context `conversation:<id>`) and filled up to a common
 * size: neither the number nor the length of drafts or events shows, but of whoever wrote hundreds within two
 * days. What waits beyond some fifty events lies in `overflow`. So neither a time finer than a day nor an
 * order nor a count outlives the events: they would tell who wrote when.
 * Retention: drafts for a week after the person's last word (`purgeOn`, the same for all that people do), inside
 * it open as long as `Flow.idleMinutes` says; one that is cancelled, or found to have waited longer, can be brought
 * back for a day and is gone at any write after that; ids of
 * done events for thirty days, so that a late copy is recognised; with the last of them the document. What is set
 * aside keeps its payload for thirty days.
 * Indexes: `_id`; `waiting.receivedAt` and `more.mark` (what a crash left, only of those who wait), `aside.id` and `aside.on` (for
 * the operator, only where there is any), `purgeOn` (retention).
 */
export interface StoredThread {
  _id: string;
  waiting?: StoredEvent[];
  aside?: StoredAside[];
  /** The process that works off what waits, until its lease ends. */
  owner?: string;
  until?: Date;
  /** More waits in `overflow`, of this organisation; the mark is new with all that comes there. Random. */
  more?: { orgId: string; mark: string };
  /** New whenever what is known of the person elsewhere has changed; random, and written nowhere else. */
  stamp: string;
  /** Absent until the first turn is over. */
  sealed?: Buffer;
  /** New with every turn that ends: who remembers how it was left knows by it that it still is so. Random. */
  mark?: string;
  purgeOn: Day;
}

const bytes = { type: Schema.Types.Buffer, required: true };
const event = new Schema<StoredEvent>(
  {
    id: { type: String, required: true },
    orgId: { type: String, required: true },
    timestamp: { type: Number, required: true },
    receivedAt: { type: Date, required: true },
    sealed: bytes,
    claims: Number,
    failures: Number,
    problem: String,
    isAgain: Boolean,
  },
  { _id: false, id: false },
);
const aside = new Schema<StoredAside>(
  {
    id: { type: String, required: true },
    orgId: { type: String, required: true },
    sealed: bytes,
    problem: String,
    failures: Number,
    on: { type: Date, required: true },
  },
  { _id: false, id: false },
);
const thread = new Schema<StoredThread>(
  {
    _id: String,
    waiting: { type: [event], default: undefined },
    aside: { type: [aside], default: undefined },
    owner: String,
    until: Date,
    more: { type: { orgId: String, mark: String }, default: undefined, _id: false },
    stamp: { type: String, required: true },
    sealed: Schema.Types.Buffer,
    mark: String,
    purgeOn: { type: String, required: true },
  },
  { collection: 'conversations', versionKey: false, ...WITHOUT_ORDER },
);
const where = (path: string) => ({ partialFilterExpression: { [path]: { $exists: true } } });
thread.index({ 'waiting.receivedAt': 1 }, where('waiting.receivedAt'));
thread.index({ 'more.mark': 1 }, where('more.mark'));
thread.index({ 'aside.id': 1 }, where('aside.id'));
thread.index({ 'aside.on': 1 }, where('aside.on'));
thread.index({ purgeOn: 1 });

const overflow = new Schema<StoredOverflow>(
  {
    _id: String,
    thread: { type: String, required: true },
    place: { type: Number, required: true },
    orgId: { type: String, required: true },
    timestamp: { type: Number, required: true },
    receivedAt: { type: Date, required: true },
    sealed: bytes,
  },
  { collection: 'overflow', versionKey: false, ...WITHOUT_ORDER },
);
overflow.index({ thread: 1, timestamp: 1, receivedAt: 1, place: 1 });

/** The model of what is beyond it, on this connection. */
export function overflowModel(connection: Connection): Model<StoredOverflow> {
  return modelOn(connection, 'Overflow', overflow);
}

/** The model on this connection. */
export function threadModel(connection: Connection): Model<StoredThread> {
  return modelOn(connection, 'Thread', thread);
}
