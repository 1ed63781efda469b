import type { Actor } from '../conversation/actor';
import type { Day } from '../core/bangkok-day';
import { bangkokDay, isDay } from '../core/bangkok-day';
import { AppError, Explainable } from '../core/errors';
import { present } from '../core/present';
import type { Report } from './entry-rules';
import { problemsOf, SAID, textsOf } from './entry-rules';
import type { ProgressEntry } from './progress';
import type { Place } from './reporting';
import { grantToLog, linksIn } from './rules';

/** What a person reports; everything else the service knows. */
export interface NewProgress extends Report {
  readonly measureId: string;
  /** See `roundId`; without it that of the entry it corrects, else the one that is proposed by the day. */
  readonly round?: string;
  /** The day the report speaks of; without it today. */
  readonly asOf?: Day;
  /** The entry that it corrects. */
  readonly corrects?: string;
}

/** A report on its way: who says what, once. */
export interface Request {
  readonly draft: NewProgress;
  readonly actor: Actor;
  readonly once: string;
}

/**
 * The entry that a report becomes. Errors: `measure-not-yours` (explainable); `as-of-unfit` (explainable) when
 * it speaks of a day that has not come, or of one before the round; `entry-invalid` with every problem.
 */
export function entryFrom(
  { draft, actor, once }: Request,
  { round, version, measure }: Place,
  made: { id: string; now: Date },
): ProgressEntry {
  const post = grantToLog(measure, actor);
  if (post === undefined) throw new Explainable('measure-not-yours', 'measures.problem.notYours');
  const today = bangkokDay(made.now);
  const asOf = draft.asOf ?? today;
  if (!isDay(asOf) || asOf > today || asOf < round.from)
    throw new Explainable('as-of-unfit', 'measures.problem.asOf');
  const problems = problemsOf(draft, measure);
  if (problems.length > 0) throw new AppError('entry-invalid', [...new Set(problems)].join(', '));
  const links = linksIn(textsOf(draft).join('\n'));
  return {
    ...reportIn(draft),
    id: made.id,
    once,
    orgId: actor.orgId,
    measureId: measure.id,
    planId: version.plan.id,
    planVersion: version.version,
    fiscalYear: round.fiscalYear,
    round: round.key,
    ...(links.length === 0 ? {} : { links }),
    by: actor.personId,
    ...present({ unitKey: post.unitKey }),
    recordedAt: made.now,
    asOf,
    ...present({ corrects: draft.corrects }),
  };
}

/** What the person said, and nothing a caller may have put beside it. */
function reportIn(draft: Report): Report {
  const { status, result, evidence } = draft;
  const rest = SAID.flatMap((name) => (draft[name] === undefined ? [] : [[name, draft[name]] as const]));
  return { ...Object.fromEntries(rest), status, result, evidence };
}
