import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { Plan } from './plan';
import type { PlanYear, VersionEvent } from './plan-versions';

/**
 * Collection `plans`: one document per organisation and fiscal year, which points to the version that holds.
 * Owner: the measures room, through `plan-service.ts` alone.
 * Retention: ten years, as official papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ ข้อ 57). Who drafted
 * and approved is a fingerprint.
 * Indexes: organisation + year. The id is `<organisation>:<year>`.
 */
export type StoredYear = Omit<PlanYear, 'id'> & { _id: string; history: VersionEvent[] };

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

const years = new Schema<StoredYear>(
  {
    _id: String,
    orgId: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    approvedVersion: String,
    draftVersion: String,
    history: { type: [event], required: true },
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
