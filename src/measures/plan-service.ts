import type { Day } from '../core/bangkok-day';
import { systemClock } from '../core/clock';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import { fiscalYearOf } from '../core/fiscal-year';
import type { Connection } from '../mongo/connection';
import { planInForce } from './plan';
import type { Measure, Plan } from './plan';
import { measureModel, planModel } from './plan-model';
import type { StoredMeasure, StoredPlan } from './plan-model';
import { isOfEveryone, isOfUnit } from './rules';

/** A plan with its measures in their order. */
export interface PlanWithMeasures {
  readonly plan: Plan;
  readonly measures: readonly Measure[];
}

export interface Plans {
  /**
   * Puts a plan in place, wholly or not at all; the same again changes nothing. Measures the plan no longer
   * has stay readable by their id. Error `plan-inconsistent`: a measure of another plan, or one id twice.
   */
  save(plan: Plan, measures: readonly Measure[]): Promise<void>;
  /** The plan that holds for the organisation on `day`, see `planInForce`. */
  inForce(orgId: string, day: Day): Promise<PlanWithMeasures | undefined>;
  /** Whatever its status. */
  plan(id: string): Promise<Plan | undefined>;
  /** Also one that its plan no longer has: history refers to it. */
  measure(id: string): Promise<Measure | undefined>;
  /**
   * The measures in force on `day`, those the unit answers for first (measures of all units or of everybody
   * count), then the others, both in the plan's order.
   */
  measuresOf(orgId: string, day: Day, unitKey?: string): Promise<readonly Measure[]>;
}

/** Another process may save a plan: what was read is believed for this long. */
const BELIEVED_MS = 30_000;

interface Believed {
  readonly at: number;
  readonly found: Promise<PlanWithMeasures | undefined>;
}

/** The only code that writes plans. `clock` dates the saving; `machine` times the memory. */
export function createPlans(parts: { connection: Connection; clock: Clock; machine?: Clock }): Plans {
  const { clock, machine = systemClock } = parts;
  const plans = planModel(parts.connection);
  const measures = measureModel(parts.connection);
  /** By organisation and fiscal year. */
  const believed = new Map<string, Believed>();

  const read = async (orgId: string, day: Day): Promise<PlanWithMeasures | undefined> => {
    const stored = await plans.find({ orgId, fiscalYear: { $lte: fiscalYearOf(day) } }).lean<StoredPlan[]>();
    const chosen = planInForce(stored, day);
    if (chosen === undefined) return undefined;
    const ofPlan = await measures.find({ planId: chosen._id }).lean<StoredMeasure[]>();
    const byId = new Map(ofPlan.map((each) => [each._id, measureFrom(each)]));
    return { plan: planFrom(chosen), measures: chosen.measureIds.flatMap((id) => byId.get(id) ?? []) };
  };

  const inForce: Plans['inForce'] = async (orgId, day) => {
    const key = `${orgId}:${fiscalYearOf(day)}`;
    const now = machine.now().getTime();
    const known = believed.get(key);
    if (known !== undefined && now - known.at < BELIEVED_MS) return known.found;
    const found = read(orgId, day);
    believed.set(key, { at: now, found });
    // A failed reading is not to be remembered; who asked gets the error itself.
    found.catch(() => believed.delete(key));
    return found;
  };

  const save: Plans['save'] = async ({ id, ...plan }, all) => {
    check(id, all);
    if (all.length > 0) {
      await measures.bulkWrite(
        all.map(({ id: _id, ...measure }) => ({
          replaceOne: { filter: { _id }, replacement: measure, upsert: true },
        })),
        { ordered: false },
      );
    }
    const measureIds = all.map((measure) => measure.id);
    await plans.replaceOne({ _id: id }, { ...plan, measureIds, savedAt: clock.now() }, { upsert: true });
    believed.clear();
  };

  return {
    save,
    inForce,
    plan: async (id) => {
      const stored = await plans.findById(id).lean<StoredPlan>();
      return stored === null ? undefined : planFrom(stored);
    },
    measure: async (id) => {
      const stored = await measures.findById(id).lean<StoredMeasure>();
      return stored === null ? undefined : measureFrom(stored);
    },
    measuresOf: async (orgId, day, unitKey) => {
      const all = (await inForce(orgId, day))?.measures ?? [];
      const isOwn = (measure: Measure) => isOfUnit(measure, unitKey) || isOfEveryone(measure);
      return [...all.filter(isOwn), ...all.filter((measure) => !isOwn(measure))];
    },
  };
}

function check(planId: string, measures: readonly Measure[]): void {
  const foreign = measures.some((measure) => measure.planId !== planId);
  const repeated = new Set(measures.map((measure) => measure.id)).size < measures.length;
  if (foreign || repeated) {
    throw new AppError('plan-inconsistent', `measures of another plan, or one twice, in ${planId}`);
  }
}

function planFrom({ _id, ...stored }: StoredPlan): Plan {
  const { orgId, fiscalYear, title, status, source, basedOnAssessmentYear, intro } = stored;
  return {
    id: _id,
    orgId,
    fiscalYear,
    title,
    status,
    source,
    ...(basedOnAssessmentYear === undefined ? {} : { basedOnAssessmentYear }),
    ...(intro === undefined ? {} : { intro }),
  };
}

function measureFrom({ _id, ...rest }: StoredMeasure): Measure {
  return { id: _id, ...rest };
}
