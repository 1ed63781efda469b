import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { Measure, Plan } from './plan';

/**
 * Collection `plans`: one document per organisation and fiscal year.
 * Owner: the measures room, through `plan-service.ts` alone.
 * Retention: ten years, as official papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ ข้อ 57). No personal data.
 * Indexes: organisation + year. The id is `<organisation>:<year>`: saving again replaces.
 * `measureIds` says which measures the plan has, in their order: it is written last, so a plan is whole or
 * as it was before, and a measure that was taken out stays readable for its history.
 */
export type StoredPlan = Omit<Plan, 'id'> & { _id: string; measureIds: string[]; savedAt: Date };

/**
 * Collection `measures`: the measures of all plans, one document each; owner and retention as `plans`.
 * Indexes: plan. The id is `<organisation>:<year>:<key>`: saving again replaces.
 */
export type StoredMeasure = Omit<Measure, 'id'> & { _id: string };

export type PlanModel = Model<StoredPlan>;
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
  },
  part,
);

const plans = new Schema<StoredPlan>(
  {
    _id: String,
    orgId: { type: String, required: true },
    fiscalYear: { type: Number, required: true },
    title: { type: String, required: true },
    basedOnAssessmentYear: Number,
    intro: String,
    status: { type: String, required: true, enum: ['draft', 'approved'] },
    source: { type: new Schema({ name: String, note: String, sample: String }, part), required: true },
    measureIds: { type: [String], required: true },
    savedAt: { type: Date, required: true },
  },
  { collection: 'plans', versionKey: false },
);
plans.index({ orgId: 1, fiscalYear: 1 });

const measures = new Schema<StoredMeasure>(
  {
    _id: String,
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
measures.index({ planId: 1 });

/** The model of collection `plans` on this connection. */
export function planModel(connection: Connection): PlanModel {
  return modelOn(connection, 'Plan', plans);
}

/** The model of collection `measures` on this connection. */
export function measureModel(connection: Connection): MeasureModel {
  return modelOn(connection, 'Measure', measures);
}
