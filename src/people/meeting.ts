import type { Actor } from '../conversation/actor';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { isInForce } from '../core/posts';
import { present } from '../core/present';
import type { Post } from '../core/posts';
import type { Locale } from '../core/texts';
import type { Sealer } from '../core/sealing';
import { isDuplicate } from '../mongo/schema';
import type { PersonModel, StoredPerson, StoredPost } from './model';
import { personIdOf } from './rules';

/** Tells a newcomer's language, as far as anybody knows it. */
export type AskLanguage = () => Promise<Locale | undefined>;

/** Makes a citizen, or finds the person again; either way they can now be reached. */
export async function welcome(
  { sealer, clock }: { readonly sealer: Sealer; readonly clock: Clock },
  people: PersonModel,
  orgId: string,
  lineUserId: string,
  language: AskLanguage = () => Promise.resolve(undefined),
): Promise<StoredPerson> {
  const _id = personIdOf(sealer, orgId, lineUserId);
  const isKnown = (await people.exists({ _id })) !== null;
  const sealedUserId = sealer.seal(lineUserId, `person:${_id}`);
  const first = {
    orgId,
    sealedUserId,
    posts: [],
    locale: (isKnown ? undefined : await language()) ?? 'th',
    wrongTries: [],
    // The day alone: the minute would link a person with the complaint they came for.
    createdAt: dayStart(bangkokDay(clock.now())),
  };
  const meeting = () =>
    people
      .findOneAndUpdate(
        { _id },
        { $setOnInsert: first, $set: { reachable: true } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<StoredPerson>();
  return meeting().catch((error: unknown) => {
    // Two first messages at once: the other one has made the person.
    if (!isDuplicate(error)) throw error;
    return meeting();
  });
}

/** The person as they act now: with the posts in force at this moment. */
export function actorOf({ _id, orgId, posts, locale }: StoredPerson, now: Date): Actor {
  return { personId: _id, orgId, posts: postsInForce(posts, now), locale };
}

/** The posts held at this moment, without what is kept for the history alone. */
export function postsInForce(posts: readonly StoredPost[], now: Date): Post[] {
  const today = bangkokDay(now);
  return posts.filter((post) => isInForce(post, today)).map(postOf);
}

/** A post without what is kept for the history alone. */
export function postOf({ id, office, unitKey, position, acting, from, until }: StoredPost): Post {
  return { id, office, from, ...present({ unitKey, position, acting, until }) };
}
