import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Connection } from '../../mongo/connection';
import type { Quota, Sender, SendOutcome } from '../../outbox/rules';
import { render, renderPlain } from '../messages/render';
import type { ChannelAlarm } from './channel-alarm';
import { createChannelAlarm } from './channel-alarm';
import type { Channel, Channels, StoredChannels } from './channels';
import { createChannels } from './channels';
import type { Gateway } from './gateway';
import { createGateway } from './gateway';
import type { LanguageOf } from './language';
import { createLanguageOf } from './language';
import type { RichMenus } from './rich-menus';
import { createRichMenus } from './rich-menus';
import type { TypingSignFor } from './typing';
import { createTypingSigns } from './typing';

/** What the bot says to LINE. Knows nothing of what comes from there. */
export interface OutgoingLine {
  readonly channels: Channels;
  readonly gateway: Gateway;
  readonly alarm: ChannelAlarm;
  readonly languageOf: LanguageOf;
  readonly typingSignFor: TypingSignFor;
  readonly menus: RichMenus;
  /** For the outbox: one push, retried by its key alone. */
  readonly push: Sender;
  /** For the outbox: what an organisation's channel may still push this month. */
  readonly quota: (orgId: string) => Promise<Quota>;
}

export interface OutgoingLineParts {
  readonly connection: Connection;
  readonly machineClock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly apiBaseUrl: string;
  readonly dataApiBaseUrl: string;
  /** Channels of the environment or of the simulator. */
  readonly given: readonly Channel[];
  readonly organizations: StoredChannels;
}

/** A reply token lives a minute; three tries must fit. */
const CALL_MS = 10_000;
const NO_CHANNEL = 'channel-missing';

/** Wires what goes out. */
export function createOutgoingLine(parts: OutgoingLineParts): OutgoingLine {
  const channels = createChannels(parts.given, parts.organizations);
  const alarm = createChannelAlarm(parts);
  const gateway = createGateway({ ...parts, alarm, timeoutMs: CALL_MS });
  const channelOf = async (orgId: string): Promise<Channel> => {
    const channel = await channels.of(orgId);
    if (channel === undefined) throw new AppError(NO_CHANNEL, `${orgId} has no LINE channel: add one`);
    return channel;
  };
  return {
    channels,
    gateway,
    alarm,
    languageOf: createLanguageOf({ channels, gateway }),
    typingSignFor: createTypingSigns({ channels, gateway }),
    menus: createRichMenus({ ...parts, calls: gateway.richMenus }),
    push: async (item) => {
      const channel = await channels.of(item.orgId);
      if (channel !== undefined) return push(gateway, channel, item, parts.log);
      alarm.raise(item.orgId, NO_CHANNEL);
      return { kind: 'repair', problem: NO_CHANNEL };
    },
    quota: async (orgId) => gateway.quota(await channelOf(orgId)),
  };
}

/** A card that LINE refuses is pushed again in plain text, under a key of its own: the first was never accepted. */
async function push(
  gateway: Gateway,
  channel: Channel,
  item: Parameters<Sender>[0],
  log: Log,
): Promise<SendOutcome> {
  const { userId, prompts, locale, retryKey } = item;
  const first = await gateway.push(channel, userId, render(prompts, locale), retryKey);
  if (first.kind !== 'refused' || first.status !== 400) return first;
  log.error('push.refused', { orgId: item.orgId, status: first.status, requestId: first.requestId });
  return gateway.push(channel, userId, renderPlain(prompts, locale), retryKey);
}
