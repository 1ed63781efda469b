import type { Actor } from '../../src/conversation/actor';
import type { Office, Post } from '../../src/core/posts';

/** What somebody may be in a test: the holder of an office, or of none. */
export type Who = Office | 'citizen';

/** A post held since long ago. */
export function post(office: Office, unitKey?: string, change: Partial<Post> = {}): Post {
  const unit = unitKey === undefined ? {} : { unitKey };
  return { id: `post-${office}-${unitKey ?? 'all'}`, office, ...unit, from: '2020-10-01', ...change };
}

/** The posts of a citizen (none) or of the holder of one office. */
export function postsOf(who: Who, unitKey?: string): readonly Post[] {
  return who === 'citizen' ? [] : [post(who, unitKey)];
}

/** Somebody of Na Kok, called after what they are; each test changes what it is about. */
export function actor(who: Who, change: Partial<Actor> & { unitKey?: string } = {}): Actor {
  const { unitKey, ...rest } = change;
  return { personId: `person-${who}`, orgId: 'na-kok', posts: postsOf(who, unitKey), locale: 'th', ...rest };
}
