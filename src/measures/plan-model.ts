import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { Plan } from './plan';
import type { PlanYear, VersionEvent } from './plan-versions';
import type { Closing, RoundRule } from './round-rules';

/**
 * Collection `plans`: one document per organisation and fiscal year. It points to the version of the plan that
 * holds, and says how the year's rounds stand: all that a turn has to read anew.
 * Owner: the measures room; versions through `plan-service.ts` alone, rounds through `round-service.ts` alone.
 * Retention: ten years, as official papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ ข้อ 57). Who drafted,
 * approved and closed is a fingerprint.
 * Indexes: organisation + year. The id is `<organisation>:<year>`.
 */
export type StoredYear = Omit<PlanYear, 'id'> & {
  _id: string;
  history: VersionEvent[];
  /** What happened to its rounds. */
  roundHistory?: RoundEvent[];
};

/**
 * Collection `plan-versions`: a plan as it was once saved; never changed. Its measures are in `measures`.
 * Owner: the measures room, through `plan-service.ts` alone.
 * Retention: as `plans`; a version that no year has ever pointed to is the rest of a crash and swept after a
 * day. No personal data.
 * Indexes: plan + number (the next one); time (the sweep). The id is `<organisation>:<year>:v<number>`.
 */
export type StoredVersion = Omit<Plan, 'id' | 'status'> & {
  _id: string;
  planId: string;
  number: number;
  /** The keys of its measures, in their order. */
  keys: string[];
  savedAt: Date;
};

/** Who did what to the rounds of a year, in the order in which it happened. */
export interface RoundEvent {
  readonly what: 'closed' | 'reopened' | 'decided';
  /** Absent where the rounds themselves were decided. */
  readonly key?: string;
  readonly at: Date;
  readonly by: string;
}

export type YearModel = Model<StoredYear>;
export type VersionModel = Model<StoredVersion>;

const part = { _id: false };

const event = new Schema<VersionEvent>(
  {
    version: { type: String, required: true },
    what: { type: String, required: true, enum: ['drafted', 'approved'] },
    at: { type: Date, required: true },
    by: { type: String, required: true },
  },
  part,
);

const rule = new Schema<RoundRule>(
  {
    key: { type: String, required: true },
    kind: { type: String, required: true, enum: ['months', 'quarter'] },
    number: { type: Number, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    reportDue: { type: String, required: true },
  },
  part,
);

const closing = new Schema<Closing & { key: string }>(
  {
    key: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
  },
  part,
);

const roundEvent = new Schema<RoundEvent>(
  {
    what: { type: String, required: true, enum: ['closed', 'reopened', 'decided'] },
    key: String,
    at: { type: Date, required: true },
    by: { type: String, required: true },
  },
  part,
);

const years = new Schema<StoredYear>(
  {
    _id: String,
    orgId: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    approvedVersion: String,
    draftVersion: String,
    history: { type: [event], required: true },
    rounds: { type: [rule], default: undefined },
    closed: { type: [closing], default: undefined },
    roundHistory: { type: [roundEvent], default: undefined },
  },
  { collection: 'plans', versionKey: false },
);
years.index({ orgId: 1, fiscalYear: 1 });

const versions = new Schema<StoredVersion>(
  {
    _id: String,
    planId: { type: String, required: true },
    number: { type: Number, required: true },
    orgId: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    title: { type: String, required: true },
    basedOnAssessmentYear: Number,
    intro: String,
    source: { type: new Schema({ name: String, note: String, sample: String }, part), required: true },
    keys: { type: [String], required: true },
    savedAt: { type: Date, required: true },
  },
  { collection: 'plan-versions', versionKey: false },
);
versions.index({ planId: 1, number: 1 });
versions.index({ savedAt: 1 });

/** The model of collection `plans` on this connection. */
export function yearModel(connection: Connection): YearModel {
  return modelOn(connection, 'PlanYear', years);
}

/** The model of collection `plan-versions` on this connection. */
export function versionModel(connection: Connection): VersionModel {
  return modelOn(connection, 'PlanVersion', versions);
}
