import type { Actor } from '../conversation/actor';
import type { Prompt } from '../speech/prompt';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import type { Quota, Sender, SendOutcome } from '../outbox/rules';
import { createChannels } from './outgoing/channels';
import type { Channel, Channels, StoredChannels } from './outgoing/channels';
import { createDispatcher } from './incoming/dispatch';
import type { Dispatcher } from './incoming/dispatch';
import { createGateway } from './outgoing/gateway';
import type { Gateway } from './outgoing/gateway';
import { createInbox } from './incoming/inbox';
import type { Inbox } from './incoming/inbox';
import { render, renderPlain } from './messages/render';
import { createRichMenus } from './outgoing/rich-menus';
import type { RichMenus } from './outgoing/rich-menus';
import { createTurns } from './incoming/turn';
import type { TurnParts } from './incoming/turn';
import { webhookRouter } from './incoming/webhook';

/** LINE's side of the bot. */
export interface Line {
  readonly webhook: ReturnType<typeof webhookRouter>;
  readonly inbox: Inbox;
  readonly dispatcher: Dispatcher;
  readonly channels: Channels;
  readonly gateway: Gateway;
  readonly menus: RichMenus;
  /** For the outbox: one push, retried by its key alone. */
  readonly push: Sender;
  /** For the outbox: what an organisation's channel may still push this month. */
  readonly quota: (orgId: string) => Promise<Quota>;
}

export interface LineParts {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly machineClock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly apiBaseUrl: string;
  readonly dataApiBaseUrl: string;
  /** Channels of the environment or of the simulator. */
  readonly given: readonly Channel[];
  readonly organizations: StoredChannels;
  readonly people: TurnParts['people'];
  readonly files: TurnParts['files'];
  readonly conversations: TurnParts['conversations'];
  readonly sendLater: TurnParts['sendLater'];
  readonly welcome: (actor: Actor) => readonly Prompt[];
}

/** A reply token lives a minute; three tries must fit. */
const CALL_MS = 10_000;

/** Wires the LINE room. */
export function createLine(parts: LineParts): Line {
  const channels = createChannels(parts.given, parts.organizations);
  const gateway = createGateway({ ...parts, timeoutMs: CALL_MS });
  const inbox = createInbox({ ...parts, owner: parts.ids.next() });
  const menus = createRichMenus({ ...parts, calls: gateway.richMenus });
  const linkMenu = async (actor: Actor, lineUserId: string): Promise<void> => {
    const channel = await channels.of(actor.orgId);
    if (channel !== undefined) await menus.link(channel, actor, lineUserId);
  };
  const turns = createTurns({
    ...parts,
    channels,
    gateway,
    inbox,
    linkMenu,
    apology: { text: { key: 'line.apology' } },
  });
  const dispatcher = createDispatcher({ inbox, ...turns, log: parts.log });
  const channelOf = async (orgId: string): Promise<Channel> => {
    const channel = await channels.of(orgId);
    if (channel === undefined) throw new AppError('channel-missing', `${orgId} has no LINE channel: add one`);
    return channel;
  };
  return {
    webhook: webhookRouter({
      inbox,
      dispatcher,
      channelOf: (to) => channels.byDestination(to),
      log: parts.log,
    }),
    inbox,
    dispatcher,
    channels,
    gateway,
    menus,
    push: async (item) => push(gateway, await channelOf(item.orgId), item, parts.log),
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
