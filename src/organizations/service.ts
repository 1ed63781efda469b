import type { Clock } from '../core/clock';
import { isWithin, systemClock } from '../core/clock';
import { AppError } from '../core/errors';
import { present } from '../core/present';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import type { StoredChannel, StoredOrganization } from './model';
import { organizationModel } from './model';
import type { Organization } from './rules';

/** What is needed to speak as an organisation on LINE. */
export interface ChannelCredentials {
  readonly botUserId?: string;
  readonly channelId?: string;
  readonly channelSecret: string;
  readonly accessToken?: string;
}

/** Credentials with the organisation they belong to. */
export interface OrganizationChannel extends ChannelCredentials {
  readonly orgId: string;
}

export interface Organizations {
  /** All of them, in their order. */
  all(): Promise<readonly Organization[]>;
  find(id: string): Promise<Organization | undefined>;
  /** The first in order; `undefined` before any was added. */
  first(): Promise<Organization | undefined>;
  /** The channel whose bot has this user id: a webhook's `destination`. */
  byDestination(botUserId: string): Promise<OrganizationChannel | undefined>;
  channelOf(orgId: string): Promise<OrganizationChannel | undefined>;
  /** Adds or changes an organisation; its channel stays as it is. */
  save(organization: Organization): Promise<void>;
  /** Gives an organisation its channel. Error `organization-unknown`. */
  setChannel(orgId: string, channel: ChannelCredentials): Promise<void>;
}

/** Another process may have changed something: nothing is believed for longer. */
const BELIEVED_MS = 30_000;
/** Something not found is looked for again in the database, but not more often than this. */
const MISSED_MS = 2_000;

interface Known {
  readonly at: number;
  readonly organizations: readonly Organization[];
  readonly stored: readonly StoredOrganization[];
}

/** The only code that reads and writes organisations. */
export function createOrganizations(parts: {
  connection: Connection;
  sealer: Pick<Sealer, 'seal' | 'open'>;
  /** Machine time, for the memory only. */
  machine?: Clock;
}): Organizations {
  const { sealer, machine = systemClock } = parts;
  const model = organizationModel(parts.connection);
  let known: Promise<Known> | undefined;

  const load = async (): Promise<Known> => {
    const at = machine.now().getTime();
    const stored = await model.find().lean<StoredOrganization[]>();
    return { at, stored, organizations: stored.map(organizationFrom).sort((a, b) => a.order - b.order) };
  };

  /** What is known, not older than `ms`. A failed look is not remembered. */
  const within = async (ms: number): Promise<Known> => {
    const believed = await known?.catch(() => undefined);
    if (believed !== undefined && isWithin(ms, believed.at, machine.now().getTime())) return believed;
    known = load();
    return known;
  };

  const look = async <T>(find: (known: Known) => T | undefined): Promise<T | undefined> =>
    find(await within(BELIEVED_MS)) ?? find(await within(MISSED_MS));

  /** Opened only now: a secret that does not open must not silence the other organisations. */
  const channelWhere = async (is: (each: StoredOrganization) => boolean) => {
    const found = await look(({ stored }) => stored.find((each) => is(each) && each.channel !== undefined));
    return found?.channel && channelFrom(found._id, found.channel, sealer);
  };

  return {
    all: async () => (await within(BELIEVED_MS)).organizations,
    find: (id) => look(({ organizations }) => organizations.find((each) => each.id === id)),
    first: () => look(({ organizations }) => organizations[0]),
    byDestination: (botUserId) => channelWhere((each) => each.channel?.botUserId === botUserId),
    channelOf: (orgId) => channelWhere((each) => each._id === orgId),
    save: async ({ id, ...organization }) => {
      await model.updateOne({ _id: id }, { $set: { organization } }, { upsert: true });
      known = undefined;
    },
    setChannel: async (orgId, channel) => {
      const sealed = sealedChannel(channel, (plain) => sealer.seal(plain, contextOf(orgId)));
      const { matchedCount } = await model.updateOne({ _id: orgId }, { $set: { channel: sealed } });
      known = undefined;
      if (matchedCount === 0) {
        throw new AppError('organization-unknown', `there is no organisation ${orgId}: add it first`);
      }
    },
  };
}

function organizationFrom({ _id, organization }: StoredOrganization): Organization {
  return { id: _id, ...organization };
}

function channelFrom(
  orgId: string,
  { secret, accessToken, botUserId, channelId }: StoredChannel,
  sealer: Pick<Sealer, 'open'>,
): OrganizationChannel {
  return {
    orgId,
    channelSecret: sealer.open(secret, contextOf(orgId)),
    ...(accessToken === undefined ? {} : { accessToken: sealer.open(accessToken, contextOf(orgId)) }),
    ...present({ botUserId, channelId }),
  };
}

function sealedChannel(
  { channelSecret, accessToken, ...open }: ChannelCredentials,
  seal: (plain: string) => string,
): StoredChannel {
  return {
    ...open,
    secret: seal(channelSecret),
    ...(accessToken === undefined ? {} : { accessToken: seal(accessToken) }),
  };
}

function contextOf(orgId: string): string {
  return `channel:${orgId}`;
}
