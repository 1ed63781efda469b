import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { Measure } from './plan';

/**
 * Collection `measures`: the measures of every version of every plan, one document each, never changed.
 * Owner: the measures room, through `plan-service.ts` alone; retention as `plan-versions`. No personal data.
 * Indexes: version. The id is `<version>:<key>`; `measureId` names the measure across all versions.
 */
export type StoredMeasure = Omit<Measure, 'id'> & { _id: string; versionId: string; measureId: string };

export type MeasureModel = Model<StoredMeasure>;

const part = { _id: false };
const texts = { type: [String], default: undefined };

const responsible = new Schema(
  {
    unitKey: String,
    everyUnit: Boolean,
    everyone: Boolean,
    lead: { type: Boolean, required: true },
    name: { type: String, required: true },
  },
  part,
);

const period = new Schema(
  {
    text: { type: String, required: true },
    kind: { type: String, required: true },
    start: String,
    end: String,
    every: String,
    times: { type: new Schema({ from: Number, to: Number }, part) },
    on: texts,
    within: String,
    former: Boolean,
    months: Number,
  },
  part,
);

const step = new Schema(
  {
    no: { type: Number, required: true },
    text: { type: String, required: true },
    responsible: { type: [responsible], default: undefined },
    responsibleText: String,
    periodText: String,
    periods: { type: [period], default: undefined },
    result: String,
  },
  part,
);

const printedStep = new Schema(
  { text: { type: String, required: true }, responsibleText: String, periodText: String, result: String },
  part,
);

const row = new Schema(
  {
    form: { type: String, required: true },
    order: { type: Number, required: true },
    group: String,
    title: { type: String, required: true },
    sourceText: String,
    subItems: texts,
    analysis: String,
    approach: texts,
    steps: { type: [printedStep], default: undefined },
    responsibleText: String,
    periodText: String,
    monitoring: texts,
    status: String,
    result: String,
    output: String,
    outcome: String,
    recommendation: String,
    remark: String,
    extra: {
      type: [
        new Schema(
          { heading: { type: String, required: true }, text: { type: String, required: true } },
          part,
        ),
      ],
      default: undefined,
    },
  },
  part,
);

const measures = new Schema<StoredMeasure>(
  {
    _id: String,
    versionId: { type: String, required: true },
    measureId: { type: String, required: true },
    planId: { type: String, required: true },
    orgId: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    key: { type: String, required: true },
    order: { type: Number, required: true },
    title: { type: String, required: true },
    shortTitle: { type: String, required: true },
    group: {
      type: new Schema({ kind: { type: String, required: true }, value: String }, part),
      required: true,
    },
    indicatorNo: Number,
    indicatorName: String,
    instrument: String,
    score: Number,
    scoreNote: String,
    analysis: String,
    purpose: String,
    subItems: [String],
    approach: [String],
    steps: [step],
    responsible: [responsible],
    responsibleText: String,
    periodText: String,
    periods: [period],
    monitoring: [String],
    oitItems: [String],
    rows: [row],
  },
  { collection: 'measures', versionKey: false },
);
measures.index({ versionId: 1 });

/** The model of collection `measures` on this connection. */
export function measureModel(connection: Connection): MeasureModel {
  return modelOn(connection, 'Measure', measures);
}

/** A measure without the words that place it in its version. */
export type MeasureRecord = Omit<StoredMeasure, '_id' | 'versionId'>;

/** Leaves those words out of what is read. */
export const AS_RECORD = { _id: 0, versionId: 0 } as const;

/** A measure as the rules know it. */
export function measureFrom({ measureId: id, ...rest }: MeasureRecord): Measure {
  return { id, ...rest };
}

/** A measure as the collection keeps it for one version. */
export function measureOfVersion({ id: measureId, ...rest }: Measure, versionId: string): StoredMeasure {
  return { _id: `${versionId}:${rest.key}`, versionId, measureId, ...rest };
}
