import { bangkokDay } from '../core/bangkok-day';
import { Explainable } from '../core/errors';
import type { Post } from '../core/posts';
import { present } from '../core/present';
import type { HeldPost } from './colleagues';
import { heldPostOf } from './colleagues';
import type { UsedInvitation } from './invitations';
import { postOf } from './meeting';
import type { PersonModel, StoredPerson } from './model';

/**
 * Adds the post of an invitation to those its person holds, once: whatever else they hold stays. Error,
 * explainable: `invitation-used` when the post has been ended since; it does not come back by its old code.
 */
export async function takeUp(
  people: PersonModel,
  personId: string,
  invitation: UsedInvitation,
): Promise<HeldPost> {
  const { displayName } = invitation;
  const post = postFrom(invitation);
  const added = await people
    .findOneAndUpdate(
      { _id: personId, 'posts.id': { $ne: post.id } },
      { $push: { posts: post }, $set: { ...present({ displayName }), wrongTries: [] } },
      { returnDocument: 'after' },
    )
    .lean<StoredPerson>();
  if (added !== null) return heldPostOf(added, post);
  const known = await people.findById(personId).lean<StoredPerson>();
  const stored = known?.posts.find(({ id }) => id === post.id);
  if (known === null || stored === undefined || stored.endedBy !== undefined) {
    throw new Explainable('invitation-used', 'people.problem.used');
  }
  return heldPostOf(known, postOf(stored));
}

function postFrom({ _id, office, unitKey, position, acting, until, usedAt }: UsedInvitation): Post {
  return { id: _id, office, from: bangkokDay(usedAt), ...present({ unitKey, position, acting, until }) };
}
