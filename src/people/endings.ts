import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import { officesWith } from '../duties/duties';
import { postsInForce } from './meeting';
import type { EndingModel, PersonModel, StoredEndings, StoredPerson, StoredPost } from './model';

/** Offices of which an organisation must always have a holder: whoever else could invite the next one? */
const MANAGERS = officesWith('manage-people');

export interface EndingParts {
  readonly people: PersonModel;
  readonly endings: EndingModel;
  readonly clock: Clock;
}

/**
 * Ends a post of a person from today on; ending it again changes nothing. An organisation keeps somebody who
 * can manage its people: of the last two, ended by two people at the same moment, one stays. For this an
 * ending is announced first, in a list in which everybody's place is known: whoever comes later does not
 * count on those before them. A crash after the announcement leaves the post in force and out of the
 * count, which errs on the safe side; ending it again completes it. Error, explainable: `last-manager`.
 */
export async function endPost(
  parts: EndingParts,
  person: Pick<StoredPerson, '_id' | 'orgId'>,
  post: StoredPost,
  endedBy: string,
): Promise<void> {
  if (!MANAGERS.includes(post.office)) return end(parts, person, post, endedBy);
  const { endings } = parts;
  const before = await announce(endings, person.orgId, post.id);
  if (!(await somebodyRemains(parts, person.orgId, [...before, post.id]))) {
    await endings.updateOne({ _id: person.orgId }, { $pull: { ending: post.id } });
    throw new Explainable('last-manager', 'people.problem.lastManager');
  }
  await end(parts, person, post, endedBy);
  await endings.updateOne({ _id: person.orgId }, { $pull: { ending: post.id } });
}

/** The endings that were announced before this one. */
async function announce(endings: EndingModel, orgId: string, postId: string): Promise<readonly string[]> {
  await endings.updateOne({ _id: orgId }, { $setOnInsert: { ending: [] } }, { upsert: true });
  await endings.updateOne({ _id: orgId, ending: { $ne: postId } }, { $push: { ending: postId } });
  const list = await endings.findById(orgId).lean<StoredEndings>();
  const ending = list?.ending ?? [];
  return ending.slice(0, ending.indexOf(postId));
}

/** A post with an end in sight is nobody to rely on, nor is somebody who has blocked the account. */
async function somebodyRemains(
  { people, clock }: EndingParts,
  orgId: string,
  ending: readonly string[],
): Promise<boolean> {
  const holders = await people
    .find({ orgId, 'posts.office': { $in: MANAGERS }, reachable: true })
    .lean<StoredPerson[]>();
  return holders.some(({ posts }) =>
    postsInForce(posts, clock.now()).some(
      ({ id, office, until }) => MANAGERS.includes(office) && until === undefined && !ending.includes(id),
    ),
  );
}

async function end(
  { people, clock }: EndingParts,
  { _id }: Pick<StoredPerson, '_id'>,
  { id }: StoredPost,
  endedBy: string,
): Promise<void> {
  const today = bangkokDay(clock.now());
  await people.updateOne(
    { _id, posts: { $elemMatch: { id, endedBy: { $exists: false } } } },
    { $set: { 'posts.$.until': today, 'posts.$.endedBy': endedBy } },
  );
}
