import type { Actor } from '../conversation/actor';
import type { Day } from '../core/bangkok-day';
import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { AppError, Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import { hasDuty, may } from '../duties/duties';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import type { ProgressModel, StoredProgress, StoredState } from './model';
import { ENTRY_STATE, entryOf, progressModel, storedOf } from './model';
import type { ProgressEntry } from './progress';
import type { NewProgress, Request } from './recording';
import { entryFrom } from './recording';
import type { Place, PlansAround, Reporting } from './reporting';
import { placesOf, reportingOf } from './reporting';
import type { RoundBoard } from './round-board';
import { boardOf } from './round-board';
import type { Round } from './round-rules';
import { countingIn, currentRound, roundId, roundInWriting } from './round-rules';

export type { NewProgress } from './recording';
export type { Reporting } from './reporting';

/** What the progress half needs to know of plans; `plan-service.ts` provides it. */
export interface PlansInForce {
  around(orgId: string, day: Day): Promise<PlansAround>;
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
   * Records a report in the round it names, else in the one proposed by the day. The same `once` again, even
   * at the same moment, returns the entry already made. Errors, explainable: `measure-unknown`,
   * `measure-not-yours`, `round-closed`, `as-of-unfit`, `entry-endorsed`: what has been endorsed for a measure in
   * a round is neither corrected nor superseded. Others: `entry-invalid`, see `problemsOf`; `entry-unknown`
   * when it corrects none of this measure.
   */
  record(entry: NewProgress, actor: Actor, once: string): Promise<ProgressEntry>;
  /** For reminders alone. `undefined` when no plan is in force. */
  missing(orgId: string, day: Day): Promise<MissingProgress | undefined>;
  /**
   * The measures of the actor's organisation and how they stand in the round that runs on `day`, or in the one
   * named (see `roundId`); `undefined` when no plan is in force, when there is no such round, and for whom the
   * plan is none of their business.
   */
  board(actor: Actor, day: Day, round?: string): Promise<RoundBoard | undefined>;
  /** The same for those who answer for the report of the whole organisation; `undefined` for all others. */
  readiness(actor: Actor, day: Day, round?: string): Promise<RoundBoard | undefined>;
  /**
   * What a report on the measure may count for on `day`; `undefined`: no plan has it, nothing is open, or the
   * actor reports on nothing.
   */
  reporting(actor: Actor, day: Day, measureId: string): Promise<Reporting | undefined>;
  /** Whether this person may see an entry and its evidence: the staff of its organisation. */
  maySee(actor: Actor, entryId: string): Promise<boolean>;
  /** All entries of a measure, newest first; none for whom the plan is none of their business. */
  historyOf(actor: Actor, measureId: string): Promise<ProgressEntry[]>;
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

  const boardIn = async (orgId: string, day: Day, wanted?: string): Promise<RoundBoard | undefined> => {
    const around = await plans.around(orgId, day);
    const round =
      wanted === undefined
        ? currentRound(around.rounds, day)
        : around.rounds.find((each) => roundId(each) === wanted);
    const version = round && (await around.planOf(round.fiscalYear));
    if (round === undefined || version === undefined) return undefined;
    const { fiscalYear } = round;
    const entries = await model.find({ orgId, fiscalYear }, ENTRY_STATE).lean<StoredState[]>();
    const ended = roundInWriting(around.rounds, day);
    const writing = ended && (await around.planOf(ended.fiscalYear)) && ended;
    const states = entries.map(({ _id: id, ...state }) => ({ id, ...state }));
    const latest = countingIn(round, around.rounds, states);
    return boardOf({ ...version, round, rounds: around.rounds, writing, day, latest });
  };

  return {
    record: async (draft, actor, once) => {
      const entry = (await madeBy(model, once)) ?? (await make(services, model, { draft, actor, once }));
      const fileIds = entry.evidence.flatMap((each) => each.fileId ?? []);
      // Also on a repeat: a crash may have come between the entry and its files.
      await files.attach(fileIds, `progress:${entry.id}`);
      return entry;
    },
    missing: async (orgId, day) => {
      const found = await boardIn(orgId, day);
      return found && missingOf(found);
    },
    board: async (actor, day, wanted) =>
      hasDuty(actor, 'see-measures') ? boardIn(actor.orgId, day, wanted) : undefined,
    readiness: async (actor, day, wanted) =>
      hasDuty(actor, 'see-round-status') ? boardIn(actor.orgId, day, wanted) : undefined,
    reporting: async (actor, day, measureId) => {
      if (!hasDuty(actor, 'log-progress')) return undefined;
      const around = await plans.around(actor.orgId, day);
      const places = await placesOf(measureId, around);
      return reportingOf(places, around, day, (round) => hasEntry(model, measureId, round));
    },
    maySee: async (actor, entryId) => {
      const entry = await model.findById(entryId, { orgId: 1 }).lean<Pick<StoredProgress, 'orgId'>>();
      return entry !== null && may(actor, 'see-measures', { orgId: entry.orgId });
    },
    historyOf: async (actor, measureId) => {
      if (!hasDuty(actor, 'see-measures')) return [];
      const history = model.find({ measureId, orgId: actor.orgId }).sort({ recordedAt: -1 });
      return (await history.lean<StoredProgress[]>()).map(entryOf);
    },
  };
}

/** Writes the entry; if somebody (a second tap at the same moment) was quicker, returns theirs. */
async function make(
  { plans, clock, ids, log }: ProgressServices,
  model: ProgressModel,
  request: Request,
): Promise<ProgressEntry> {
  const now = clock.now();
  const wanted = await roundWanted(model, request);
  const place = await placeFor(plans, model, { ...request, wanted }, bangkokDay(now));
  if (await isEndorsed(model, place)) throw new Explainable('entry-endorsed', 'measures.problem.endorsed');
  const entry = entryFrom(request, place, { id: ids.next(), now });
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

/** Where the report belongs: the round it names, or the one that is proposed. */
async function placeFor(
  plans: PlansInForce,
  model: ProgressModel,
  { draft: { measureId }, actor, wanted }: Request & { wanted: string | undefined },
  day: Day,
): Promise<Place> {
  const around = await plans.around(actor.orgId, day);
  const places = (await placesOf(measureId, around)).filter(({ measure }) => measure.orgId === actor.orgId);
  if (places.length === 0) throw new Explainable('measure-unknown', 'measures.problem.unknown');
  const found = await reportingOf(places, around, day, (round) => hasEntry(model, measureId, round));
  const id = wanted ?? (found && roundId(found.proposed));
  const place = found?.open.find(({ round }) => roundId(round) === id);
  if (place === undefined) throw new Explainable('round-closed', 'measures.problem.roundClosed');
  return place;
}

/** The round the report names; a correction stays in the round of what it corrects. Error `entry-unknown`. */
async function roundWanted(
  model: ProgressModel,
  { draft: { measureId, round, corrects }, actor: { orgId } }: Request,
): Promise<string | undefined> {
  if (corrects === undefined) return round;
  const wrong = await model.findOne({ _id: corrects, orgId, measureId }).lean<StoredProgress>();
  const id = wrong === null ? undefined : roundId({ ...wrong, key: wrong.round });
  if (id === undefined || (round !== undefined && round !== id)) {
    throw new AppError('entry-unknown', `there is no entry ${corrects} of this measure and round to correct`);
  }
  return id;
}

async function isEndorsed(model: ProgressModel, { measure, round }: Place): Promise<boolean> {
  const inRound = { measureId: measure.id, fiscalYear: round.fiscalYear, round: round.key };
  return (await model.exists({ ...inRound, endorsedLevel: { $gt: 0 } })) !== null;
}

async function madeBy(model: ProgressModel, once: string): Promise<ProgressEntry | undefined> {
  const stored = await model.findOne({ once }).lean<StoredProgress>();
  return stored === null ? undefined : entryOf(stored);
}

async function hasEntry(model: ProgressModel, measureId: string, round: Round): Promise<boolean> {
  const { fiscalYear, key } = round;
  return (await model.exists({ measureId, fiscalYear, round: key })) !== null;
}

function missingOf({ round, deadline, total, without }: RoundBoard): MissingProgress {
  const missing = without.map((measure) => ({
    id: measure.id,
    title: measure.title,
    unitNames: measure.responsible.map((each) => each.name),
  }));
  return { round, deadline, total, missing };
}
