import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';

/**
 * Collection `job-runs`: which planned minutes have been run, one document per job and minute.
 * Owner: jobs, through `runner.ts` alone.
 * Retention: 400 days, so that a clock set back does not run again what was run; no personal data.
 * Indexes: `_id` (the claim), claimedAt (retention).
 */
export interface JobRun {
  /** `<job>@<planned minute>` */
  _id: string;
  name: string;
  /** Business time. */
  planned: Date;
  attempts: number;
  /** Machine time from which somebody else may run it: the end of the lease, or of the pause after a failure. */
  freeAt: Date;
  /** Machine time of the last claim. */
  claimedAt: Date;
  /** Token of the process that runs it. */
  claim: string;
  /** Machine time. */
  finishedAt?: Date;
  lastProblem?: string;
}

const schema = new Schema<JobRun>(
  {
    _id: String,
    name: { type: String, required: true },
    planned: { type: Date, required: true },
    attempts: { type: Number, required: true },
    freeAt: { type: Date, required: true },
    claimedAt: { type: Date, required: true },
    claim: { type: String, required: true },
    finishedAt: Date,
    lastProblem: String,
  },
  { collection: 'job-runs', versionKey: false },
);
schema.index({ claimedAt: 1 });

/** The model of collection `job-runs` on this connection. */
export function jobRunModel(connection: Connection): Model<JobRun> {
  return modelOn(connection, 'JobRun', schema);
}
