import type { Actor, Role } from '../conversation/actor';
import { ADMINISTRATORS } from '../conversation/actor';
import type { Awaitable } from '../conversation/flow';
import { bangkokDay, dayStart } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { Explainable } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { Locale } from '../core/texts';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import { Invitations } from './invitations';
import type { CodeOf, NewInvitation, UsedInvitation } from './invitations';
import { invitationModel, personModel } from './model';
import type { PersonModel, StoredInvitation, StoredPerson } from './model';
import { personIdOf, STAFF_ROLES } from './rules';
import type { Invitation, RoleChange } from './rules';

export type { NewInvitation } from './invitations';

/** Somebody who works for the organisation and can be written to. */
export interface Colleague {
  readonly personId: string;
  readonly locale: Locale;
  readonly role: Role;
  readonly unitKey?: string;
  readonly displayName?: string;
}

export interface People {
  /** Who writes: at the first contact a citizen is made. One indexed read otherwise. */
  meet(orgId: string, lineUserId: string): Promise<Actor>;
  /** Somebody added the account or unblocked it. */
  followed(orgId: string, lineUserId: string): Promise<Actor>;
  /** Somebody blocked the account: nothing is sent until they are back. */
  unfollowed(orgId: string, lineUserId: string): Promise<void>;
  /** Makes an invitation; its code is returned here and kept nowhere. */
  invite(invitation: NewInvitation): Promise<string>;
  /** The same with a known code, for sample data; repeating it changes nothing. */
  inviteWithCode(code: string, invitation: NewInvitation): Promise<void>;
  /** Takes back the invitations behind these codes, as far as nobody has used them. */
  withdrawCodes(codes: readonly CodeOf[]): Promise<void>;
  /**
   * What a code offers this person. A wrong code counts: five within an hour, then a wait. Errors,
   * explainable: `invitation-wrong`, `invitation-used`, `invitation-expired`, `too-many-tries`.
   */
  check(actor: Actor, code: string): Promise<Invitation>;
  /** Uses an invitation; repeating it is harmless. Errors: those of `check`. */
  register(actor: Actor, code: string): Promise<Colleague>;
  setLocale(actor: Actor, locale: Locale): Promise<void>;
  /** Coordinator, heads, clerk and executive who can be reached. */
  administratorsOf(orgId: string): Promise<Colleague[]>;
  /** All staff, administrators included, who can be reached; of one unit if named. */
  staffOf(orgId: string, unitKey?: string): Promise<Colleague[]>;
  /** For delivery alone. `undefined`: unknown, or has blocked the account. */
  lineUserIdOf(personId: string): Promise<string | undefined>;
  /** Calls `listener` after every change of role or language. What it throws is logged, no more. */
  onRoleChange(listener: (change: RoleChange) => Awaitable<void>): void;
}

export interface PeopleServices {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** The only code that writes people and invitations. */
export function createPeople(services: PeopleServices): People {
  const { sealer } = services;
  const people = personModel(services.connection);
  const invitations = new Invitations({
    ...services,
    people,
    invitations: invitationModel(services.connection),
  });
  const listeners: ((change: RoleChange) => Awaitable<void>)[] = [];
  const tell = (change: RoleChange) => tellAll(listeners, change, services.log);

  return {
    meet: async (orgId, lineUserId) => {
      const known = await people.findById(personIdOf(sealer, orgId, lineUserId)).lean<StoredPerson>();
      return known?.reachable === true ? actorOf(known) : welcome(services, people, orgId, lineUserId);
    },
    followed: (orgId, lineUserId) => welcome(services, people, orgId, lineUserId),
    unfollowed: async (orgId, lineUserId) => {
      const _id = personIdOf(sealer, orgId, lineUserId);
      await people.updateOne({ _id }, { $set: { reachable: false } });
    },
    invite: (invitation) => invitations.invite(invitation),
    inviteWithCode: (code, invitation) => invitations.keep(code, invitation),
    withdrawCodes: (codes) => invitations.withdraw(codes),
    check: async (actor, code) => offerOf(await invitations.check(actor, code)),
    register: async (actor, code) => {
      const person = await giveRole(people, actor, await invitations.claim(actor, code));
      const { orgId, personId, role, locale } = actorOf(person);
      services.log.info('person.registered', { org: orgId, person: personId, role });
      await tell({ orgId, personId, role, locale });
      return colleagueOf(person);
    },
    setLocale: async ({ orgId, personId, role }, locale) => {
      await people.updateOne({ _id: personId }, { $set: { locale } });
      await tell({ orgId, personId, role, locale });
    },
    administratorsOf: (orgId) => reachable(people, { orgId, role: { $in: [...ADMINISTRATORS] } }),
    staffOf: (orgId, unitKey) =>
      reachable(people, {
        orgId,
        role: { $in: [...STAFF_ROLES] },
        ...(unitKey === undefined ? {} : { unitKey }),
      }),
    lineUserIdOf: async (personId) => {
      const person = await people.findById(personId).lean<StoredPerson>();
      return person?.reachable === true ? sealer.open(person.sealedUserId, `person:${personId}`) : undefined;
    },
    onRoleChange: (listener) => {
      listeners.push(listener);
    },
  };
}

/** Makes a citizen, or finds the person again; either way they can now be reached. */
async function welcome(
  { sealer, clock }: PeopleServices,
  people: PersonModel,
  orgId: string,
  lineUserId: string,
): Promise<Actor> {
  const _id = personIdOf(sealer, orgId, lineUserId);
  const sealedUserId = sealer.seal(lineUserId, `person:${_id}`);
  const first = {
    orgId,
    sealedUserId,
    role: 'citizen',
    locale: 'th',
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
  const met = await meeting().catch((error: unknown) => {
    // Two first messages at once: the other one has made the person.
    if (!isDuplicate(error)) throw error;
    return meeting();
  });
  return actorOf(met);
}

/** An invitation used earlier does not come back over one used later. */
async function giveRole(
  people: PersonModel,
  { personId }: Actor,
  { role, unitKey, position, displayName, usedAt }: UsedInvitation,
): Promise<StoredPerson> {
  const given = Object.entries({ unitKey, position, displayName });
  const present = Object.fromEntries(given.filter(([, value]) => value !== undefined));
  const missing = given.filter(([, value]) => value === undefined);
  const absent: Record<string, 1> = Object.fromEntries(missing.map(([key]) => [key, 1]));
  const person = await people
    .findOneAndUpdate(
      { _id: personId, $or: [{ registeredAt: { $exists: false } }, { registeredAt: { $lte: usedAt } }] },
      { $set: { role, ...present, registeredAt: usedAt, wrongTries: [] }, $unset: absent },
      { returnDocument: 'after' },
    )
    .lean<StoredPerson>();
  if (person === null) throw new Explainable('invitation-used', 'people.problem.used');
  return person;
}

async function reachable(people: PersonModel, filter: Record<string, unknown>): Promise<Colleague[]> {
  const found = await people.find({ ...filter, reachable: true }).lean<StoredPerson[]>();
  return found.map(colleagueOf);
}

async function tellAll(
  listeners: readonly ((change: RoleChange) => Awaitable<void>)[],
  change: RoleChange,
  log: Log,
): Promise<void> {
  for (const listener of listeners) {
    try {
      await listener(change);
    } catch (error) {
      // The change holds, whatever a listener (a menu at LINE) makes of it.
      const fields = { org: change.orgId, person: change.personId };
      log.warn('person.listener-failed', error instanceof Error ? { ...fields, error } : fields);
    }
  }
}

function actorOf({ _id, orgId, role, unitKey, locale }: StoredPerson): Actor {
  return { personId: _id, orgId, role, locale, ...(unitKey === undefined ? {} : { unitKey }) };
}

function colleagueOf({ _id, locale, role, unitKey, displayName }: StoredPerson): Colleague {
  return {
    personId: _id,
    locale,
    role,
    ...(unitKey === undefined ? {} : { unitKey }),
    ...(displayName === undefined ? {} : { displayName }),
  };
}

function offerOf({ orgId, role, unitKey, displayName, expiresAt }: StoredInvitation): Invitation {
  return {
    orgId,
    role,
    expiresAt,
    ...(unitKey === undefined ? {} : { unitKey }),
    ...(displayName === undefined ? {} : { displayName }),
  };
}
