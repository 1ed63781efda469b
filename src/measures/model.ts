import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { ProgressEntry } from './progress';
import { EVIDENCE_KINDS, PROGRESS_STATUSES } from './progress';

/**
 * Collection `progress`: what staff reported, one document per report; never changed but for the
 * level it is endorsed at, only superseded.
 * Owner: the measures room, through `service.ts`, and `import/result-service.ts` for what a file says.
 * Retention: ten years, as official papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ ข้อ 57). Texts may
 * name people; the reporter is a fingerprint.
 * Indexes: `once` (unique: a repeat makes no second entry); organisation + year (the round's
 * state); measure + time (its history).
 */
export type StoredProgress = Omit<ProgressEntry, 'id'> & { _id: string };

export type ProgressModel = Model<StoredProgress>;

const part = { _id: false };

const evidence = new Schema(
  {
    fileId: String,
    mediaType: String,
    caption: String,
    kind: { type: String, enum: EVIDENCE_KINDS },
    title: String,
    docNo: String,
    dateText: String,
    from: String,
    to: String,
    url: String,
    line: Number,
    step: Number,
  },
  part,
);

const step = new Schema(
  {
    no: { type: Number, required: true },
    status: { type: String, enum: PROGRESS_STATUSES },
    result: String,
  },
  part,
);

const count = new Schema({ times: { type: Number, required: true }, every: String }, part);
const money = { type: new Schema({ spent: { type: Number, required: true }, budget: Number }, part) };
const remark = { type: new Schema({ none: Boolean, text: String }, part) };

const schema = new Schema<StoredProgress>(
  {
    _id: String,
    once: { type: String, required: true },
    orgId: { type: String, required: true },
    measureId: { type: String, required: true },
    planId: { type: String, required: true },
    planVersion: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    round: { type: String, required: true },
    status: { type: String, required: true, enum: PROGRESS_STATUSES },
    // A string of no letters is none to `required`, and the steps may say it all.
    result: { type: String, default: '' },
    output: remark,
    outcome: remark,
    problem: remark,
    recommendation: remark,
    remark,
    steps: { type: [step], default: undefined },
    counts: { type: [count], default: undefined },
    money,
    evidence: { type: [evidence], required: true },
    links: { type: [String], default: undefined },
    by: { type: String, required: true },
    unitKey: String,
    recordedAt: { type: Date, required: true },
    asOf: { type: String, required: true },
    corrects: String,
    imported: {
      type: new Schema(
        { by: { type: String, required: true }, fileName: { type: String, required: true } },
        part,
      ),
      default: undefined,
    },
    endorsedLevel: Number,
  },
  { collection: 'progress', versionKey: false },
);
schema.index({ once: 1 }, { unique: true });
schema.index({ orgId: 1, fiscalYear: 1 });
schema.index({ measureId: 1, recordedAt: 1 });

/** The model of collection `progress` on this connection. */
export function progressModel(connection: Connection): ProgressModel {
  return modelOn(connection, 'Progress', schema);
}

/** What the state of a round needs of an entry, see `EntryState`: no texts. */
export const ENTRY_STATE = {
  measureId: 1,
  fiscalYear: 1,
  round: 1,
  status: 1,
  recordedAt: 1,
  by: 1,
} as const;
export type StoredState = Pick<StoredProgress, '_id' | keyof typeof ENTRY_STATE>;

/** An entry as the rules know it. */
export function entryOf({ _id, ...rest }: StoredProgress): ProgressEntry {
  return { id: _id, ...rest };
}

/** An entry as the collection keeps it. */
export function storedOf({ id, ...rest }: ProgressEntry): StoredProgress {
  return { _id: id, ...rest };
}
