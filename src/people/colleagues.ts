import type { Office, Post } from '../core/posts';
import { OFFICES } from '../core/posts';
import { present } from '../core/present';
import type { Locale } from '../core/texts';
import type { Authority } from '../duties/authority';
import { mayOnAuthority } from '../duties/authority';
import type { Duty } from '../duties/duties';
import { officesWith } from '../duties/duties';
import { postOf, postsInForce } from './meeting';
import type { PersonModel, StoredPerson } from './model';

/** Somebody who works for the organisation and can be written to. */
export interface Colleague {
  readonly personId: string;
  readonly locale: Locale;
  /** In force now. */
  readonly posts: readonly Post[];
  readonly displayName?: string;
}

/** A post with its holder. */
export interface HeldPost {
  readonly personId: string;
  /** As their inviter wrote it. */
  readonly displayName?: string;
  readonly locale: Locale;
  readonly post: Post;
}

/**
 * Custodians, and whoever appoints them, are made by others than those who invite everybody else, see the
 * table of duties: otherwise a coordinator could take the executive's office and with it make both custodians.
 */
export function dutyOfGiving(office: Office): Duty {
  const isGuarded = office === 'custodian' || officesWith('appoint-custodians').includes(office);
  return isGuarded ? 'appoint-custodians' : 'invite';
}

function dutyOfEnding(office: Office): Duty {
  return office === 'custodian' ? 'appoint-custodians' : 'manage-people';
}

/** Colleagues who can be reached and hold one of these offices now; with a post in one unit if named. */
export async function reachableWith(
  people: PersonModel,
  wanted: { readonly orgId: string; readonly offices: readonly Office[]; readonly unitKey?: string },
  now: Date,
): Promise<Colleague[]> {
  const { orgId, offices, unitKey } = wanted;
  const isWanted = (post: Post) =>
    offices.includes(post.office) && (unitKey === undefined || post.unitKey === unitKey);
  const found = await withOffice(people, orgId, offices);
  return found
    .filter((person) => person.reachable)
    .map((person) => colleagueOf(person, now))
    .filter(({ posts }) => posts.some(isWanted));
}

/** Every post, ended ones too, that may be ended on this authority: others are as if they were not there. */
export async function endableOn(people: PersonModel, orgId: string, by: Authority): Promise<HeldPost[]> {
  const found = await withOffice(people, orgId, OFFICES);
  return found
    .flatMap((person) => person.posts.map((post) => heldPostOf(person, postOf(post))))
    .filter(({ post }) => mayOnAuthority(by, dutyOfEnding(post.office), { orgId }));
}

/** A post of a person as other rooms are told of it. */
export function heldPostOf({ _id, displayName, locale }: StoredPerson, post: Post): HeldPost {
  return { personId: _id, locale, post, ...present({ displayName }) };
}

function withOffice(people: PersonModel, orgId: string, offices: readonly Office[]): Promise<StoredPerson[]> {
  return people.find({ orgId, 'posts.office': { $in: [...offices] } }).lean<StoredPerson[]>();
}

function colleagueOf({ _id, locale, posts, displayName }: StoredPerson, now: Date): Colleague {
  return { personId: _id, locale, posts: postsInForce(posts, now), ...present({ displayName }) };
}
