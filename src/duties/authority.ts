import type { Actor } from '../conversation/actor';
import type { Subject } from './duties';
import { may } from './duties';
import type { Duty } from './table';

/**
 * On whose authority something is done: that of a person by their posts, or that of the operator, who works
 * on the machine itself by a script and needs no post.
 */
export type Authority = Actor | 'operator';

/** `may` for either. */
export function mayOnAuthority(by: Authority, duty: Duty, subject: Subject): boolean {
  return by === 'operator' || may(by, duty, subject);
}
