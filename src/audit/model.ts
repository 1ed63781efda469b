import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';

/**
 * Collection `audit-trail`: who looked at what is protected, one document per look. Owner: the audit room.
 * Retention: ten years, as the records it is about. Names staff and records, never content, and nobody who
 * is protected. Indexes: organisation + time (to read it), record + time (all looks at one).
 */
export interface StoredLook {
  _id: string;
  orgId: string;
  at: Date;
  /** Fingerprint of the staff member. */
  by: string;
  what: string;
  /** `complaint:<id>`. */
  record: string;
  purpose: string;
}

const look = new Schema<StoredLook>(
  {
    _id: String,
    orgId: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    what: { type: String, required: true },
    record: { type: String, required: true },
    purpose: { type: String, required: true },
  },
  { collection: 'audit-trail', versionKey: false },
);
look.index({ orgId: 1, at: 1 });
look.index({ record: 1, at: 1 });

/**
 * Collection `audit-counts`: how often the bot itself opened something sealed, per day and purpose: a number
 * that jumps is looked into. Owner: the audit room. Retention: ten years. No person, no record. Index: `_id`.
 */
export interface StoredCount {
  /** `<what>:<purpose>:<day>`. */
  _id: string;
  what: string;
  purpose: string;
  on: Day;
  count: number;
}

const count = new Schema<StoredCount>(
  {
    _id: String,
    what: { type: String, required: true },
    purpose: { type: String, required: true },
    on: { type: String, required: true },
    count: { type: Number, required: true },
  },
  { collection: 'audit-counts', versionKey: false, ...WITHOUT_ORDER },
);

/** The model of collection `audit-trail` on this connection. */
export function lookModel(connection: Connection): Model<StoredLook> {
  return modelOn(connection, 'AuditLook', look);
}

/** The model of collection `audit-counts` on this connection. */
export function countModel(connection: Connection): Model<StoredCount> {
  return modelOn(connection, 'AuditCount', count);
}
