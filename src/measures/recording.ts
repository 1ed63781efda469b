import type { Actor } from '../conversation/actor';
import { bangkokDay } from '../core/bangkok-day';
import type { Day } from '../core/bangkok-day';
import { Explainable } from '../core/errors';
import type { Evidence, ProgressEntry, ProgressStatus, Remark } from './progress';
import type { Place } from './reporting';
import { grantToLog, linksIn } from './rules';

/** What a person reports; everything else the service knows. */
export interface NewProgress {
  readonly measureId: string;
  /** See `roundId`; without it the round that is proposed by the day. */
  readonly round?: string;
  /** The day the report speaks of; without it today. */
  readonly asOf?: Day;
  readonly status: ProgressStatus;
  readonly result: string;
  readonly problem?: Remark;
  readonly recommendation?: Remark;
  readonly evidence: readonly Evidence[];
}

/** A report on its way: who says what, once. */
export interface Request {
  readonly draft: NewProgress;
  readonly actor: Actor;
  readonly once: string;
}

/**
 * The entry that a report becomes. Errors, explainable: `measure-not-yours`; `as-of-unfit` when it speaks of a
 * day that has not come, or of one before the round.
 */
export function entryFrom(
  { draft, actor, once }: Request,
  { round, version, measure }: Place,
  made: { id: string; now: Date },
): ProgressEntry {
  const post = grantToLog(measure, actor);
  if (post === undefined) throw new Explainable('measure-not-yours', 'measures.problem.notYours');
  const { measureId, status, result, problem, recommendation, evidence } = draft;
  const today = bangkokDay(made.now);
  const asOf = draft.asOf ?? today;
  if (asOf > today || asOf < round.from) throw new Explainable('as-of-unfit', 'measures.problem.asOf');
  const said = [problem, recommendation].map((each) => (each && 'text' in each ? each.text : ''));
  const links = linksIn([result, ...said].join('\n'));
  return {
    id: made.id,
    once,
    orgId: actor.orgId,
    measureId,
    planId: version.plan.id,
    planVersion: version.version,
    fiscalYear: round.fiscalYear,
    round: round.key,
    status,
    result,
    ...(problem === undefined ? {} : { problem }),
    ...(recommendation === undefined ? {} : { recommendation }),
    evidence,
    ...(links.length === 0 ? {} : { links }),
    by: actor.personId,
    ...(post.unitKey === undefined ? {} : { unitKey: post.unitKey }),
    recordedAt: made.now,
    asOf,
  };
}
