import type { Actor } from '../conversation/actor';
import type { Office, Post } from '../core/posts';
import { OFFICES } from '../core/posts';
import type { Excluded } from './exclusion';
import { isExcluded } from './exclusion';
import type { Duty } from './table';
import { scopeOf } from './table';

export type { Duty } from './table';
export type { Excluded, Named } from './exclusion';

/** What a duty is asked for; nothing said: a matter of the organisation as a whole. */
export interface Subject {
  /** The organisation it belongs to; nobody of another one may do anything. */
  readonly orgId?: string;
  /** The units whose matter it is. */
  readonly unitKeys?: readonly string[];
  /** Every unit's matter: whoever has the duty for their own unit has it here. */
  readonly everyones?: boolean;
  readonly excluding?: Excluded;
}

/**
 * The post by which somebody may do it, one of a unit it concerns before any other; `undefined`: they may
 * not. What is written down afterwards says for which unit it was done by this post.
 */
export function grantOf(
  actor: Pick<Actor, 'personId' | 'orgId' | 'posts'>,
  duty: Duty,
  subject: Subject = {},
): Post | undefined {
  const { orgId, unitKeys = [], everyones = false, excluding } = subject;
  if (orgId !== undefined && orgId !== actor.orgId) return undefined;
  if (excluding !== undefined && isExcluded(actor, excluding)) return undefined;
  const isConcerned = ({ unitKey }: Post) => unitKey !== undefined && unitKeys.includes(unitKey);
  const grants = actor.posts.filter((post) => {
    const scope = scopeOf(post.office, duty);
    return scope === 'all' || (scope === 'unit' && (everyones || isConcerned(post)));
  });
  return grants.find(isConcerned) ?? grants[0];
}

/** Whether somebody may do this in this matter. */
export function may(
  actor: Pick<Actor, 'personId' | 'orgId' | 'posts'>,
  duty: Duty,
  subject: Subject = {},
): boolean {
  return grantOf(actor, duty, subject) !== undefined;
}

/** Whether somebody has one of these duties in any matter at all: then a flow or a view is open to them. */
export function hasDuty(actor: Pick<Actor, 'posts'>, ...duties: readonly Duty[]): boolean {
  return actor.posts.some(({ office }) => duties.some((duty) => scopeOf(office, duty) !== undefined));
}

/** `hasDuty` as flows and views ask for it. */
export function forDuty(...duties: readonly Duty[]): (actor: Pick<Actor, 'posts'>) => boolean {
  return (actor) => hasDuty(actor, ...duties);
}

/** The offices that have a duty, in whatever scope. */
export function officesWith(duty: Duty): readonly Office[] {
  return OFFICES.filter((office) => scopeOf(office, duty) !== undefined);
}

/** The duty of signing for an office in a sign-off chain; `undefined` for offices that sign nothing. */
export function endorsementBy(office: Office): Duty | undefined {
  switch (office) {
    case 'reporter':
    case 'section-head':
    case 'unit-head':
    case 'central-head':
    case 'clerk':
    case 'executive':
      return `endorse-${office}`;
    default:
      return undefined;
  }
}
