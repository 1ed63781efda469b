import type { Actor } from '../conversation/actor';
import { bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import { isInForce, OFFICES } from '../core/posts';
import { present } from '../core/present';
import type { Sealer } from '../core/sealing';
import type { Locale } from '../core/texts';
import type { Authority } from '../duties/authority';
import { mayOnAuthority } from '../duties/authority';
import type { Duty } from '../duties/duties';
import { officesWith } from '../duties/duties';
import type { Connection } from '../mongo/connection';
import { readsById } from '../mongo/reads-by-id';
import { Acquaintances } from './acquaintances';
import type { Colleague, HeldPost } from './colleagues';
import { dutyOfGiving, endableOn, reachableWith } from './colleagues';
import { endPost } from './endings';
import type { CodeOf, NewInvitation } from './invitations';
import { Invitations } from './invitations';
import type { AskLanguage } from './meeting';
import { actorOf, meet, settle } from './meeting';
import type { StoredInvitation, StoredPerson } from './model';
import { endingModel, invitationModel, personModel } from './model';
import { Newcomers } from './newcomers';
import type { Invitation } from './rules';
import { personIdOf } from './rules';
import { takeUp } from './taking-up';

export type { Authority } from '../duties/authority';
export type { Colleague, HeldPost } from './colleagues';
export type { NewInvitation } from './invitations';

export interface People {
  /**
   * Who writes, by one indexed read, or by none as long as `stamp` is the one they were met under last (see
   * `Acquaintances`). Of a newcomer nothing is kept until they do what has to be remembered; they
   * are spoken to in the language that `language` tells, else in Thai, and it is asked once.
   */
  meet(orgId: string, lineUserId: string, language?: AskLanguage, stamp?: string): Promise<Actor>;
  /** Somebody added the account or unblocked it. */
  followed(orgId: string, lineUserId: string, language?: AskLanguage): Promise<Actor>;
  /** Somebody blocked the account: nothing is sent until they are back. */
  unfollowed(orgId: string, lineUserId: string): Promise<void>;
  /**
   * Makes an invitation; its code is returned here and kept nowhere. Error, explainable: `not-allowed`,
   * also for an organisation that is not the inviter's.
   */
  invite(invitation: NewInvitation, by: Authority): Promise<string>;
  /** The same with a known code, for sample data; repeating it changes nothing. */
  inviteWithCode(code: string, invitation: NewInvitation): Promise<void>;
  /** Takes back the invitations behind these codes, as far as nobody has used them. */
  withdrawCodes(codes: readonly CodeOf[]): Promise<void>;
  /**
   * What a code offers this person. A wrong code counts: five within an hour, then a wait. Errors,
   * explainable: `invitation-wrong`, `invitation-used`, `invitation-expired`, `too-many-tries`, `post-held`.
   */
  check(actor: Actor, code: string): Promise<Invitation>;
  /**
   * Uses an invitation: one more post, and none that is held already is lost. Repeating it is harmless.
   * Errors: those of `check`; `invitation-used` also for a post that has been ended since.
   */
  register(actor: Actor, code: string): Promise<HeldPost>;
  setLocale(actor: Actor, locale: Locale): Promise<void>;
  /** Those who have a duty and can be reached. */
  holdersOf(orgId: string, duty: Duty): Promise<Colleague[]>;
  /** All colleagues who can be reached; of one unit if named. */
  staffOf(orgId: string, unitKey?: string): Promise<Colleague[]>;
  /** The posts in force that may be ended on this authority, those of one person together; else none. */
  endablePosts(orgId: string, by: Authority): Promise<HeldPost[]>;
  /**
   * Ends a post from today on; what it allowed is refused at once. Repeating it is harmless. Errors,
   * explainable: `post-unknown`, also for one that may not be ended on this authority; `last-manager`.
   */
  endPost(orgId: string, postId: string, by: Authority): Promise<HeldPost>;
  /** The name that is kept of a colleague, as their inviter wrote it; `undefined`: none is kept. */
  nameOf(personId: string): Promise<string | undefined>;
  /** For delivery alone. `undefined`: unknown, or has blocked the account. */
  lineUserIdOf(personId: string): Promise<string | undefined>;
}

export interface PeopleServices {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Tells everybody, in whatever process, that what they remember of this person does not hold any more. */
  readonly changed: (personId: string) => Promise<void>;
}

/** The only code that writes people and invitations. */
export function createPeople(services: PeopleServices): People {
  const { sealer, clock, log } = services;
  const people = personModel(services.connection);
  const personById = readsById(services.connection, people);
  const endings = endingModel(services.connection);
  const invitations = new Invitations({
    ...services,
    people,
    invitations: invitationModel(services.connection),
  });
  const newcomers = new Newcomers();
  const acquaintances = new Acquaintances();
  const meeting = { ...services, people, personById, newcomers, acquaintances };
  const greet: People['meet'] = async (orgId, lineUserId, language, stamp) =>
    actorOf(await meet(meeting, { orgId, lineUserId, ...present({ language, stamp }) }), clock.now());
  /** After the change: whoever reads the person under the new stamp reads it changed. */
  const changed = async (personId: string): Promise<void> => {
    acquaintances.forget(personId);
    await services.changed(personId);
  };

  return {
    meet: greet,
    followed: (orgId, lineUserId, language) => greet(orgId, lineUserId, language),
    unfollowed: async (orgId, lineUserId) => {
      const _id = personIdOf(sealer, orgId, lineUserId);
      newcomers.forget(_id);
      await people.updateOne({ _id }, { $set: { reachable: false } });
      await changed(_id);
    },
    invite: async (invitation, by) => {
      const { orgId, office } = invitation;
      if (!mayOnAuthority(by, dutyOfGiving(office), { orgId })) {
        throw new Explainable('not-allowed', 'conversation.notAllowed');
      }
      return invitations.invite(invitation);
    },
    inviteWithCode: (code, invitation) => invitations.keep(code, invitation),
    withdrawCodes: (codes) => invitations.withdraw(codes),
    check: async (who, code) => {
      if (await settle(meeting, who.personId)) await changed(who.personId);
      return offerOf(await invitations.check(who, code));
    },
    register: async (who, code) => {
      await settle(meeting, who.personId);
      const held = await takeUp(people, who.personId, await invitations.claim(who, code));
      await changed(who.personId);
      log.info('post.taken-up', { org: who.orgId, person: who.personId, office: held.post.office });
      return held;
    },
    setLocale: async ({ personId }, locale) => {
      await settle(meeting, personId);
      await people.updateOne({ _id: personId }, { $set: { locale } });
      await changed(personId);
    },
    holdersOf: (orgId, duty) => reachableWith(people, { orgId, offices: officesWith(duty) }, clock.now()),
    staffOf: (orgId, unitKey) =>
      reachableWith(people, { orgId, offices: OFFICES, ...present({ unitKey }) }, clock.now()),
    endablePosts: async (orgId, by) => {
      const today = bangkokDay(clock.now());
      return (await endableOn(people, orgId, by)).filter(({ post }) => isInForce(post, today));
    },
    endPost: async (orgId, postId, by) => {
      const held = (await endableOn(people, orgId, by)).find(({ post }) => post.id === postId);
      if (held === undefined) throw new Explainable('post-unknown', 'people.problem.postUnknown');
      const { personId, post } = held;
      if (!isInForce(post, bangkokDay(clock.now()))) return held;
      const endedBy = by === 'operator' ? by : by.personId;
      await endPost({ people, endings, clock }, { _id: personId, orgId }, post, endedBy);
      await changed(personId);
      log.info('post.ended', { org: orgId, person: personId, office: post.office, by: endedBy });
      return held;
    },
    nameOf: async (personId) => (await people.findById(personId).lean<StoredPerson>())?.displayName,
    lineUserIdOf: async (personId) => {
      const person = await people.findById(personId).lean<StoredPerson>();
      if (person === null) return newcomers.find(personId)?.lineUserId;
      return person.reachable ? sealer.open(person.sealedUserId, `person:${personId}`) : undefined;
    },
  };
}

function offerOf(invitation: StoredInvitation): Invitation {
  const { orgId, office, unitKey, acting, until, displayName, expiresAt } = invitation;
  return { orgId, office, expiresAt, ...present({ unitKey, acting, until, displayName }) };
}
