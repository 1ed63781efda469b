import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { SimulatedChannel, SimulatedUser } from '../../simulator/contract';
import type { Simulator } from '../../simulator/simulator';
import { createSimulator } from '../../simulator/simulator';
import type { Config } from '../config';
import type { Actor } from '../conversation/actor';
import { SettableClock } from '../core/clock';
import { Explainable } from '../core/errors';
import { present } from '../core/present';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import type { Channel } from '../line/outgoing/channels';
import type { RichMenus } from '../line/outgoing/rich-menus';
import { invitationCodeFrom } from '../people/rules';
import type { Foundation, Rooms } from '../rooms';
import type { SamplePerson } from './sample-people';
import { accountInEnglish, readSamplePeople } from './sample-people';
import { suggestionsFor } from './suggestions';

export type { Simulator } from '../../simulator/simulator';

/** Channels whose secrets are derived from the keys: the same after every restart, and kept nowhere. */
export async function simulatedChannels({ organizations, sealer }: Foundation & Rooms): Promise<Channel[]> {
  const all = await organizations.all();
  return all.map(({ id, order }) => ({
    orgId: id,
    botUserId: simulatedUserId(`bot:${id}`),
    channelId: String(2_000_000_000 + order),
    channelSecret: sealer.fingerprint(id, 'simulated-secret').slice(0, 32),
    accessToken: sealer.fingerprint(id, 'simulated-token'),
  }));
}

/** A LINE platform with the sample people in it. It learns of the bot only where its webhooks go. */
export async function createTryOut(
  config: Config,
  rooms: Foundation & Rooms,
  channels: readonly Channel[],
): Promise<Simulator> {
  const people = config.sampleData ? readSamplePeople() : [];
  const chats = {
    botUserIdOf: (orgId: string) => channels.find((channel) => channel.orgId === orgId)?.botUserId,
    userIdOf: ({ key }: SamplePerson) => simulatedUserId(key),
  };
  return createSimulator({
    channels: await Promise.all(channels.map((channel) => simulatedChannel(config, rooms, channel, people))),
    suggestions: (now) => suggestionsFor(now, people, chats),
    dataDir: join(config.dataDir, 'simulator'),
    ...(rooms.clock instanceof SettableClock ? { clock: rooms.clock } : {}),
  });
}

/** Invites the sample people, and gives those who are said to be registered their posts. Repeating is harmless. */
export async function enrolSamplePeople({ people }: Rooms): Promise<void> {
  for (const person of readSamplePeople()) {
    const { orgId, displayName, registered } = person;
    for (const [index, post] of person.posts.entries()) {
      const code = codeOf(person, index);
      await people.inviteWithCode(code, { ...post, orgId, displayName, days: YEARS });
      if (registered) await takeUp(people, await people.meet(orgId, simulatedUserId(person.key)), code, post);
    }
  }
}

/** A post that was ended while trying things out stays ended. */
async function takeUp(
  people: Rooms['people'],
  actor: Actor,
  code: string,
  { office, unitKey }: SamplePerson['posts'][number],
): Promise<void> {
  if (actor.posts.some((held) => held.office === office && held.unitKey === unitKey)) return;
  try {
    await people.register(actor, code);
  } catch (error) {
    if (!(error instanceof Explainable)) throw error;
  }
}

/**
 * Takes the sample people's invitations back: their codes are public, so none may open a database that was
 * tried out and has real people now.
 */
export async function withdrawSampleCodes({ people }: Rooms): Promise<void> {
  await people.withdrawCodes(
    readSamplePeople().flatMap((person) =>
      person.posts.map((_post, index) => ({ orgId: person.orgId, code: codeOf(person, index) })),
    ),
  );
}

/** Publishes the rich menus on the simulator and shows the sample staff theirs. What fails is logged. */
export async function showMenus(
  { people, log }: Foundation & Rooms,
  menus: RichMenus,
  channels: readonly Channel[],
): Promise<void> {
  try {
    for (const channel of channels) {
      await menus.publish(channel);
      for (const colleague of await people.staffOf(channel.orgId)) {
        const userId = await people.lineUserIdOf(colleague.personId);
        if (userId !== undefined) await menus.link(channel, colleague, userId);
      }
    }
  } catch (error) {
    log.warn('rich-menus.not-published', { error: error instanceof Error ? error : undefined });
  }
}

/** Sample invitations outlive every jump of the time machine. */
const YEARS = 20 * 365;

async function simulatedChannel(
  config: Config,
  { organizations }: Rooms,
  channel: Channel,
  people: readonly SamplePerson[],
): Promise<SimulatedChannel> {
  const { orgId, botUserId = '', channelId = '', channelSecret, accessToken = '' } = channel;
  const organization = await organizations.find(orgId);
  return {
    botUserId,
    channelId,
    channelSecret,
    accessToken,
    basicId: organization?.basicId ?? `@${orgId}`,
    displayName: organization?.shortName ?? orgId,
    inEnglish: present({ displayName: accountInEnglish(orgId) }),
    webhookUrl: `${config.lineApiBaseUrl}/webhook`,
    monthlyQuota: FREE_PLAN,
    users: people.filter((person) => person.orgId === orgId).map(simulatedUser),
  };
}

/** Messages a month of LINE's free plan in Thailand, as last reported; the bot asks and never assumes. */
const FREE_PLAN = 300;

function simulatedUser(person: SamplePerson): SimulatedUser {
  const { key, displayName, nameInEnglish, language } = person;
  return {
    userId: simulatedUserId(key),
    displayName,
    hint: hintFor(person, 'th'),
    language,
    inEnglish: { hint: hintFor(person, 'en'), ...present({ displayName: nameInEnglish }) },
  };
}

/** What there is to try as this person; who is invited is told the code. */
function hintFor(person: SamplePerson, locale: Locale): string {
  const hint = person.hint[locale];
  const newcomer = person.posts.length > 0 && !person.registered;
  return newcomer ? text(locale, 'sample.invited', { hint, code: codeOf(person, 0) }) : hint;
}

/** The code of a person's n-th post. */
function codeOf({ key }: SamplePerson, index: number): string {
  return invitationCodeFrom(index === 0 ? `sample:${key}` : `sample:${key}:${index}`);
}

/** `U` and 32 hexadecimal digits, the same for the same name. */
export function simulatedUserId(name: string): string {
  return `U${createHash('sha256').update(`prongsai sample ${name}`).digest('hex').slice(0, 32)}`;
}
