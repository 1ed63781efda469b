import type { Day } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { AppError, Explainable } from '../core/errors';
import { fiscalYearOf } from '../core/fiscal-year';
import { present } from '../core/present';
import type { Authority } from '../duties/authority';
import { mayOnAuthority } from '../duties/authority';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import type { MeasureModel } from './measure-model';
import { measureModel, measureOfVersion } from './measure-model';
import type { Measure, Plan } from './plan';
import { versionId } from './plan';
import type { VersionModel, YearModel } from './plan-model';
import { versionModel, yearModel } from './plan-model';
import type { PlanVersion } from './plan-reader';
import { contentsOf, createVersionReader } from './plan-reader';
import type { PlanYear, VersionEvent } from './plan-versions';
import { changesBetween, isUnchanged, OPERATOR, planInForce } from './plan-versions';
import type { PlansAround } from './reporting';
import { roundsOf } from './round-rules';

export type { PlanVersion } from './plan-reader';

export interface Plans {
  /**
   * Keeps a plan as a new version and points to it, wholly or not at all: an approved one holds from now on,
   * a draft waits beside the approved one. The same again changes nothing. Returns the version that says it.
   * Errors: `plan-inconsistent` (a measure of another plan, or one id twice), `not-allowed` (explainable).
   */
  save(plan: Plan, measures: readonly Measure[], by?: Authority): Promise<string>;
  /**
   * Puts the waiting draft in force, by one write. Approving it again changes nothing. Errors:
   * `no-such-draft` (another version waits, or none), `not-allowed` (explainable).
   */
  approve(planId: string, version: string, by?: Authority): Promise<void>;
  /** What the organisation reports on around `day`: its rounds, and the plan of each fiscal year. */
  around(orgId: string, day: Day): Promise<PlansAround>;
  /** The plan that holds for the organisation on `day`, see `planInForce`. */
  inForce(orgId: string, day: Day): Promise<PlanVersion | undefined>;
  /** The versions of one year's plan: the one that holds, and the draft that waits. */
  ofYear(planId: string): Promise<{ readonly approved?: PlanVersion; readonly draft?: PlanVersion }>;
  /** Deletes versions saved before `before` that no year has ever pointed to; returns how many. */
  sweep(before: Date): Promise<number>;
}

/** What a turn reads of a year. */
type Pointer = Omit<PlanYear, 'id'>;
const POINTERS = {
  _id: 0,
  orgId: 1,
  fiscalYear: 1,
  approvedVersion: 1,
  draftVersion: 1,
  rounds: 1,
  closed: 1,
} as const;

/** Crashes are swept daily; what is older than this was looked at long ago. */
const SWEPT_MS = 60 * 24 * 60 * 60 * 1000;

/** The only code that writes plans. Versions never change, so they are kept in memory for good. */
export function createPlans({ connection, clock }: { connection: Connection; clock: Clock }): Plans {
  const years = yearModel(connection);
  const versions = versionModel(connection);
  const measures = measureModel(connection);
  const reader = createVersionReader(connection);

  const pointer = (planId: string): Promise<Pointer | null> =>
    years.findById(planId, POINTERS).lean<Pointer>().exec();

  const ofYear: Plans['ofYear'] = async (planId) => {
    const year = await pointer(planId);
    const approved = await reader.version(year?.approvedVersion);
    const draft = await reader.version(year?.draftVersion, 'draft');
    return present({ approved, draft });
  };

  const save: Plans['save'] = async (plan, all, by = 'operator') => {
    const person = allowed(plan.orgId, by);
    check(plan.id, all);
    const { approved, draft } = await ofYear(plan.id);
    const drafts = plan.status === 'draft';
    const same = [draft, drafts && draft !== undefined ? undefined : approved].find(
      (known) => known !== undefined && isUnchanged(changesBetween(known, { plan, measures: all })),
    );
    if (same !== undefined && (drafts || same === approved)) return same.version;
    // In this order: until the last write nobody sees the others, and the sweep takes them if it never comes.
    const version = same?.version ?? (await claimVersion(versions, plan, all, clock.now()));
    if (same === undefined) await measures.insertMany(all.map((each) => measureOfVersion(each, version)));
    await pointTo(version, plan, person, draft?.version);
    return version;
  };

  const pointTo = async (
    version: string,
    { id, orgId, fiscalYear, status }: Pick<Plan, 'id' | 'orgId' | 'fiscalYear' | 'status'>,
    by: string,
    draft: string | undefined,
  ): Promise<void> => {
    const approves = status === 'approved';
    const what = approves ? 'approved' : 'drafted';
    const event: VersionEvent = { version, what, at: clock.now(), by };
    await years.updateOne(
      { _id: id },
      {
        $set: { orgId, fiscalYear, [approves ? 'approvedVersion' : 'draftVersion']: version },
        ...(approves && draft === version ? { $unset: { draftVersion: '' } } : {}),
        $push: { history: event },
      },
      { upsert: true },
    );
  };

  const around: Plans['around'] = async (orgId, day) => {
    const fiscalYear = fiscalYearOf(day);
    const begun = await years.find({ orgId, fiscalYear: { $lte: fiscalYear } }, POINTERS).lean<Pointer[]>();
    return {
      rounds: [fiscalYear - 1, fiscalYear].flatMap((year) =>
        roundsOf(
          year,
          begun.find((each) => each.fiscalYear === year),
        ),
      ),
      planOf: (year) => reader.version(planInForce(begun, year)?.approvedVersion),
    };
  };

  return {
    save,
    approve: async (planId, version, by = 'operator') => {
      const person = allowed((await pointer(planId))?.orgId ?? '', by);
      const event: VersionEvent = { version, what: 'approved', at: clock.now(), by: person };
      const { matchedCount } = await years.updateOne(
        { _id: planId, draftVersion: version },
        { $set: { approvedVersion: version }, $unset: { draftVersion: '' }, $push: { history: event } },
      );
      if (matchedCount === 1 || (await pointer(planId))?.approvedVersion === version) return;
      throw new AppError('no-such-draft', `${version} is not the draft of ${planId} that waits`);
    },
    around,
    inForce: async (orgId, day) => (await around(orgId, day)).planOf(fiscalYearOf(day)),
    ofYear,
    sweep: (before) => sweepUnseen({ years, versions, measures }, before),
  };
}

async function sweepUnseen(
  { years, versions, measures }: { years: YearModel; versions: VersionModel; measures: MeasureModel },
  before: Date,
): Promise<number> {
  const after = new Date(before.getTime() - SWEPT_MS);
  const recent = await versions.find({ savedAt: { $lt: before, $gt: after } }, { planId: 1 }).lean();
  let swept = 0;
  for (const { _id, planId } of recent) {
    if ((await years.exists({ _id: planId, 'history.version': _id })) !== null) continue;
    await measures.deleteMany({ versionId: _id });
    await versions.deleteOne({ _id });
    swept += 1;
  }
  return swept;
}

/** Writes the version under the next free number; of two who save at once each gets its own. */
async function claimVersion(
  model: VersionModel,
  plan: Plan,
  all: readonly Measure[],
  savedAt: Date,
): Promise<string> {
  const planId = plan.id;
  const contents = { ...contentsOf(plan), planId, keys: all.map((each) => each.key), savedAt };
  for (;;) {
    const [last] = await model.find({ planId }, { number: 1 }).sort({ number: -1 }).limit(1).lean();
    const number = (last?.number ?? 0) + 1;
    const _id = versionId(planId, number);
    try {
      await model.create({ ...contents, _id, number });
      return _id;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

/** The fingerprint of whom may bring in plans. Error `not-allowed`, explainable. */
function allowed(orgId: string, by: Authority): string {
  if (!mayOnAuthority(by, 'import-plans', { orgId })) {
    throw new Explainable('not-allowed', 'conversation.notAllowed');
  }
  return by === 'operator' ? OPERATOR : by.personId;
}

function check(planId: string, measures: readonly Measure[]): void {
  const foreign = measures.some((measure) => measure.planId !== planId);
  const repeated = new Set(measures.map((measure) => measure.id)).size < measures.length;
  if (foreign || repeated) {
    throw new AppError('plan-inconsistent', `measures of another plan, or one twice, in ${planId}`);
  }
}
