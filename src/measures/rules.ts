import type { Actor } from '../conversation/actor';
import type { Post } from '../core/posts';
import { grantOf } from '../duties/duties';
import type { Measure } from './plan';
import type { MeasureState, ProgressEntry } from './progress';

/** What counts for each measure in a round, by its id; see `countingIn`. */
export type Standings = ReadonlyMap<string, Pick<ProgressEntry, 'status'>>;

/**
 * The state of a measure. An entry "not started" with its reason counts as reported: the office has said
 * what it has to say, and the form has a column for it. Only silence is `missing`.
 */
export function stateOf(measureId: string, latest: Standings): MeasureState {
  return latest.get(measureId)?.status ?? 'missing';
}

/** Exactly the measures nobody has reported on, in the order given. */
export function withoutProgress<M extends Pick<Measure, 'id'>>(
  measures: readonly M[],
  latest: Standings,
): M[] {
  return measures.filter((measure) => !latest.has(measure.id));
}

/** How many measures stand where; `reported` is all but `missing`. */
export interface Readiness {
  readonly total: number;
  readonly done: number;
  readonly inProgress: number;
  readonly notStarted: number;
  readonly unable: number;
  readonly missing: number;
  readonly reported: number;
}

/** Counts each measure once. */
export function readinessOf(measures: readonly Pick<Measure, 'id'>[], latest: Standings): Readiness {
  const states = measures.map((measure) => stateOf(measure.id, latest));
  const count = (state: MeasureState) => states.filter((each) => each === state).length;
  const missing = count('missing');
  return {
    total: states.length,
    done: count('done'),
    inProgress: count('in-progress'),
    notStarted: count('not-started'),
    unable: count('unable'),
    missing,
    reported: states.length - missing,
  };
}

/** True when the plan names this unit for the measure, for the whole or for one of its steps. */
export function isOfUnit(measure: Measure, unitKey: string | undefined): boolean {
  return unitKey !== undefined && responsiblesOf(measure).some((each) => each.unitKey === unitKey);
}

/** True when the plan names all units, everybody, or nobody at all: then any staff member may report. */
export function isOfEveryone(measure: Measure): boolean {
  const responsibles = responsiblesOf(measure);
  const named = responsibles.some((each) => each.unitKey !== undefined);
  return !named || responsibles.some((each) => each.everyUnit === true || each.everyone === true);
}

/** Whether this person may log it: everything, or what is their unit's or everyone's, as their duties say. */
export function mayLog(measure: Measure, actor: Actor): boolean {
  return grantToLog(measure, actor) !== undefined;
}

/** The post by which somebody logs this measure, one of a responsible unit first. */
export function grantToLog(measure: Measure, actor: Actor): Post | undefined {
  return grantOf(actor, 'log-progress', {
    orgId: measure.orgId,
    unitKeys: responsiblesOf(measure).flatMap(({ unitKey }) => unitKey ?? []),
    everyones: isOfEveryone(measure),
  });
}

/**
 * The measures a person looks after: those of their units, then those of everyone. Who has no unit (a
 * coordinator, the clerk) is shown what they may log.
 */
export function ownMeasures(measures: readonly Measure[], actor: Actor): Measure[] {
  const loggable = measures.filter((measure) => mayLog(measure, actor));
  const unitKeys = actor.posts.flatMap(({ unitKey }) => unitKey ?? []);
  if (unitKeys.length === 0) return loggable;
  const ofUnit = loggable.filter((measure) => unitKeys.some((unitKey) => isOfUnit(measure, unitKey)));
  return [...ofUnit, ...loggable.filter((measure) => isOfEveryone(measure) && !ofUnit.includes(measure))];
}

/**
 * `https://…`, and `www.…` as the offices write it. Host names hold no Thai letters, and a part of a path is
 * either Latin or begins with Thai: what is glued behind ("www.nakok.go.thแล้ว") belongs to the sentence.
 */
const ADDRESS =
  /(?:https?:\/\/(?:www\.)?|(?<![a-z0-9@./-])www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?(?:[/?#=&](?:[\u0e01-\u0e5b][\u0e01-\u0e5ba-z0-9_.~%+-]*|[a-z0-9_.~%+@:,;!*'()$-]*))*/gi;
const ENDS_SENTENCE = ".,;:!?'*";

/** The web addresses in a text as they are written, each once, with a scheme or without. */
export function linksIn(text: string): string[] {
  const links = new Map<string, string>();
  for (const [found] of text.matchAll(ADDRESS)) {
    const link = withoutClosing(found);
    const page = link
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase();
    if (!links.has(page)) links.set(page, link);
  }
  return [...links.values()];
}

/** Without the punctuation of the sentence: a closing bracket belongs to the address that opens one. */
function withoutClosing(found: string): string {
  let unopened = found.split(')').length - found.split('(').length;
  let until = found.length;
  for (; until > 0; until--) {
    const last = found.charAt(until - 1);
    if (last === ')' ? unopened-- <= 0 : !ENDS_SENTENCE.includes(last)) break;
  }
  return found.slice(0, until);
}

function responsiblesOf(measure: Measure): Measure['responsible'] {
  return [...measure.responsible, ...measure.steps.flatMap((step) => step.responsible ?? [])];
}
