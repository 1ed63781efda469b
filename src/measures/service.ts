import type { Actor } from '../conversation/actor';
import { bangkokDay } from '../core/bangkok-day';
import type { Day } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import { roundDeadline, roundOf } from '../core/fiscal-year';
import type { Round } from '../core/fiscal-year';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import { may } from '../duties/duties';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import { entryOf, progressModel, storedOf } from './model';
import type { ProgressModel, StoredProgress } from './model';
import type { Measure, Plan } from './plan';
import { boardOf } from './round-board';
import type { RoundBoard } from './round-board';
import { grantToLog, latestByMeasure, linksIn, withoutProgress } from './rules';
import type { Evidence, ProgressEntry, ProgressStatus } from './progress';

/** What the progress half needs to know of plans; `plan-service.ts` provides it. */
export interface PlansInForce {
  inForce(orgId: string, day: Day): Promise<{ plan: Plan; measures: readonly Measure[] } | undefined>;
}

/** What a person reports; everything else the service knows. */
export interface NewProgress {
  readonly measureId: string;
  readonly status: ProgressStatus;
  readonly result: string;
  readonly problem?: string;
  readonly recommendation?: string;
  readonly evidence: readonly Evidence[];
}

/** What reminders need: exactly the measures nobody has reported on in the round of a day. */
export interface MissingProgress {
  readonly round: Round;
  /** The last day of the round. */
  readonly deadline: Day;
  readonly total: number;
  readonly missing: readonly { id: string; title: string; unitNames: readonly string[] }[];
}

export interface Progress {
  /**
   * Records a report in the round of today. The same `once` again, even at the same moment, returns the
   * entry already made. Errors, explainable: `measure-unknown`, `measure-not-yours`.
   */
  record(entry: NewProgress, actor: Actor, once: string): Promise<ProgressEntry>;
  /** The newest entry per measure id. */
  progressOfRound(orgId: string, round: Round): Promise<Map<string, ProgressEntry>>;
  /** `undefined` when no plan is in force. */
  missing(orgId: string, day: Day): Promise<MissingProgress | undefined>;
  /** How the organisation stands in the round of `day`; `undefined` when no plan is in force. */
  board(orgId: string, day: Day): Promise<RoundBoard | undefined>;
  /** Whether this person may see an entry and its evidence: the staff of its organisation. */
  maySee(actor: Actor, entryId: string): Promise<boolean>;
  /** All entries of a measure, newest first. */
  historyOf(measureId: string): Promise<ProgressEntry[]>;
}

export interface ProgressServices {
  readonly connection: Connection;
  readonly plans: PlansInForce;
  /** Makes files part of a record; attaching again changes nothing. */
  readonly files: { attach(ids: readonly string[], owner: string): Promise<void> };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** The only code that writes progress. */
export function createProgress(services: ProgressServices): Progress {
  const { plans, files } = services;
  const model = progressModel(services.connection);

  const progressOfRound = async (orgId: string, { fiscalYear, months }: Round) => {
    const ofRound = model.find({ orgId, fiscalYear, months }).sort({ measureId: 1, recordedAt: 1 });
    return latestByMeasure((await ofRound.lean<StoredProgress[]>()).map(entryOf));
  };

  const standing = async (orgId: string, day: Day) => {
    const inForce = await plans.inForce(orgId, day);
    if (inForce === undefined) return undefined;
    const round = roundOf(day);
    return { ...inForce, day, round, latest: await progressOfRound(orgId, round) };
  };

  return {
    record: async (draft, actor, once) => {
      const entry = (await madeBy(model, once)) ?? (await make(services, model, { draft, actor, once }));
      const fileIds = entry.evidence.map((each) => each.fileId);
      // Also on a repeat: a crash may have come between the entry and its files.
      await files.attach(fileIds, `progress:${entry.id}`);
      return entry;
    },
    progressOfRound,
    missing: async (orgId, day) => {
      const now = await standing(orgId, day);
      return now === undefined ? undefined : missingOf(now);
    },
    board: async (orgId, day) => {
      const now = await standing(orgId, day);
      return now === undefined ? undefined : boardOf(now);
    },
    maySee: async (actor, entryId) => {
      const entry = await model.findById(entryId, { orgId: 1 }).lean<Pick<StoredProgress, 'orgId'>>();
      return entry !== null && may(actor, 'see-measures', { orgId: entry.orgId });
    },
    historyOf: async (measureId) => {
      const history = model.find({ measureId }).sort({ recordedAt: -1 });
      return (await history.lean<StoredProgress[]>()).map(entryOf);
    },
  };
}

interface Request {
  draft: NewProgress;
  actor: Actor;
  once: string;
}

/** Writes the entry; if somebody (a second tap at the same moment) was quicker, returns theirs. */
async function make(
  { plans, clock, ids, log }: ProgressServices,
  model: ProgressModel,
  request: Request,
): Promise<ProgressEntry> {
  const now = clock.now();
  const grant = await grantFor(plans, request, bangkokDay(now));
  const entry = newEntry(request, { id: ids.next(), ...grant, now });
  try {
    await model.create(storedOf(entry));
  } catch (error) {
    const made = isDuplicate(error) ? await madeBy(model, request.once) : undefined;
    if (made === undefined) throw error;
    return made;
  }
  log.info('progress.recorded', { org: entry.orgId, measure: entry.measureId, status: entry.status });
  return entry;
}

async function madeBy(model: ProgressModel, once: string): Promise<ProgressEntry | undefined> {
  const stored = await model.findOne({ once }).lean<StoredProgress>();
  return stored === null ? undefined : entryOf(stored);
}

/** The plan it is logged in, and for which unit. */
async function grantFor(
  plans: PlansInForce,
  { draft, actor }: Request,
  day: Day,
): Promise<{ planId: string; unitKey: string | undefined }> {
  const inForce = await plans.inForce(actor.orgId, day);
  const measure = inForce?.measures.find((each) => each.id === draft.measureId);
  if (inForce === undefined || measure?.orgId !== actor.orgId) {
    throw new Explainable('measure-unknown', 'measures.problem.unknown');
  }
  const post = grantToLog(measure, actor);
  if (post === undefined) throw new Explainable('measure-not-yours', 'measures.problem.notYours');
  return { planId: inForce.plan.id, unitKey: post.unitKey };
}

function newEntry(
  { draft, actor, once }: Request,
  made: { id: string; planId: string; unitKey: string | undefined; now: Date },
): ProgressEntry {
  const links = linksIn([draft.result, draft.problem, draft.recommendation].join('\n'));
  return {
    ...draft,
    id: made.id,
    once,
    orgId: actor.orgId,
    planId: made.planId,
    ...roundOf(bangkokDay(made.now)),
    ...(links.length === 0 ? {} : { links }),
    by: actor.personId,
    ...(made.unitKey === undefined ? {} : { unitKey: made.unitKey }),
    recordedAt: made.now,
  };
}

function missingOf(now: {
  measures: readonly Measure[];
  latest: ReadonlyMap<string, ProgressEntry>;
  round: Round;
}): MissingProgress {
  const missing = withoutProgress(now.measures, now.latest).map((measure) => ({
    id: measure.id,
    title: measure.title,
    unitNames: measure.responsible.map((each) => each.name),
  }));
  return { round: now.round, deadline: roundDeadline(now.round), total: now.measures.length, missing };
}
