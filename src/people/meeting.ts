import type { Actor } from '../conversation/actor';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import type { Post } from '../core/posts';
import { isInForce } from '../core/posts';
import { present } from '../core/present';
import type { Sealer } from '../core/sealing';
import type { Locale } from '../core/texts';
import { isDuplicate } from '../mongo/schema';
import type { Acquaintances, Met } from './acquaintances';
import type { PersonModel, StoredPerson, StoredPost } from './model';
import type { Newcomers } from './newcomers';
import { personIdOf } from './rules';

/** Tells a newcomer's language, as far as anybody knows it. */
export type AskLanguage = () => Promise<Locale | undefined>;

interface MeetingParts {
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly people: PersonModel;
  readonly personById: (id: string) => Promise<StoredPerson | undefined>;
  readonly newcomers: Newcomers;
  readonly acquaintances: Acquaintances;
}

/** How somebody is met. */
export interface Meeting {
  readonly orgId: string;
  readonly lineUserId: string;
  /** Asked of newcomers alone. */
  readonly language?: AskLanguage;
  /** What they are remembered under, see `Acquaintances`; without it they are read. */
  readonly stamp?: string;
}

/** Who writes. Somebody nobody knows is remembered in memory alone, see `Newcomers`. */
export async function meet(parts: MeetingParts, meeting: Meeting): Promise<Met> {
  const { sealer, acquaintances } = parts;
  const _id = personIdOf(sealer, meeting.orgId, meeting.lineUserId);
  const remembered = acquaintances.recall(_id, meeting.stamp);
  if (remembered !== undefined) return remembered;
  const met = await read(parts, _id, meeting);
  acquaintances.keep(met, meeting.stamp);
  return met;
}

async function read(
  { people, personById, newcomers }: MeetingParts,
  _id: string,
  { orgId, lineUserId, language }: Meeting,
): Promise<Met> {
  const known = await personById(_id);
  if (known !== undefined) {
    // Blocked once, and back: can be written to again.
    if (!known.reachable) await people.updateOne({ _id }, { $set: { reachable: true } });
    return known;
  }
  const locale = newcomers.find(_id)?.locale ?? (await language?.()) ?? 'th';
  newcomers.keep(_id, { orgId, lineUserId, locale });
  return { _id, orgId, posts: [], locale };
}

/**
 * Makes the document of somebody who does what has to be remembered: takes up a post, tries a code, chooses a
 * language. Repeating it changes nothing. True when it was made here.
 */
export async function settle(
  { sealer, clock, people, newcomers }: MeetingParts,
  personId: string,
): Promise<boolean> {
  const newcomer = newcomers.find(personId);
  if (newcomer === undefined) return false;
  const { lineUserId, ...rest } = newcomer;
  const first = {
    ...rest,
    sealedUserId: sealer.seal(lineUserId, `person:${personId}`),
    posts: [],
    reachable: true,
    wrongTries: [],
    createdAt: dayStart(bangkokDay(clock.now())),
  };
  try {
    await people.updateOne({ _id: personId }, { $setOnInsert: first }, { upsert: true });
  } catch (error) {
    // Another process has done it at the same moment.
    if (!isDuplicate(error)) throw error;
  }
  newcomers.forget(personId);
  return true;
}

/** The person as they act now: with the posts in force at this moment. */
export function actorOf({ _id, orgId, posts, locale }: Met, now: Date): Actor {
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
