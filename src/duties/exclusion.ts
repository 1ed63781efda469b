import type { Actor } from '../conversation/actor';
import type { Office, Post } from '../core/posts';

/** Somebody whom a matter is about: the account if it is known, and what they are to the office. */
export interface Named {
  readonly personId?: string;
  readonly posts: readonly Pick<Post, 'office' | 'unitKey'>[];
}

/** Who must not learn of a matter: the people it is about with those below them, and whole units. */
export interface Excluded {
  readonly people?: readonly Named[];
  readonly unitKeys?: readonly string[];
}

/**
 * The line of authority. Coordinator is a task given to somebody of the staff. Custodians and administrators
 * stand outside it: they are nobody's subordinates by that post, so that a matter about the executive
 * still has readers.
 */
const RANK: Readonly<Partial<Record<Office, number>>> = {
  reporter: 1,
  coordinator: 1,
  'section-head': 2,
  'unit-head': 3,
  'central-head': 3,
  clerk: 4,
  executive: 5,
};

/**
 * True when `post` is below `superior`: of a lower rank, and in the same unit. Clerk and executive, and any
 * other post without a unit, stand over all units.
 */
export function isBelow(
  post: Pick<Post, 'office' | 'unitKey'>,
  superior: Pick<Post, 'office' | 'unitKey'>,
): boolean {
  const [own, theirs] = [RANK[post.office], RANK[superior.office]];
  if (own === undefined || theirs === undefined || own >= theirs) return false;
  const overAll = superior.office === 'clerk' || superior.office === 'executive';
  return overAll || superior.unitKey === undefined || post.unitKey === superior.unitKey;
}

/**
 * True when this person is excluded: one whom the matter is about, somebody below one of them by any post,
 * or a colleague of an excluded unit. Other posts of the same person change nothing: influence is personal.
 */
export function isExcluded(actor: Pick<Actor, 'personId' | 'posts'>, excluded: Excluded): boolean {
  const { people = [], unitKeys = [] } = excluded;
  const ofUnit = ({ unitKey }: Post) => unitKey !== undefined && unitKeys.includes(unitKey);
  const isSubordinate = (post: Post) =>
    people.some((named) => named.posts.some((superior) => isBelow(post, superior)));
  return (
    people.some(({ personId }) => personId === actor.personId) ||
    actor.posts.some((post) => ofUnit(post) || isSubordinate(post))
  );
}
