import type { ChatState, SimulatorState } from './contract';
import { notificationOf } from './notification';
import { usedThisMonth } from './quota';
import { shownMenu } from './rich-menu-api';
import type { Channel, Chat } from './state';
import { mediaPath } from './user-media';
import type { World } from './world';

type ShownMenu = NonNullable<ChatState['richMenu']>;

function richMenuView(channel: Channel, chat: Chat): ShownMenu | undefined {
  const shown = shownMenu(channel, chat.user.userId);
  if (shown?.menu.mediaId === undefined) return undefined;
  // The definition passed `validateRichMenu` when it was created.
  const definition = shown.menu.definition as unknown as Omit<ShownMenu, 'richMenuId' | 'imageUrl'>;
  const { chatBarText, selected, size, areas } = definition;
  const imageUrl = mediaPath(shown.menu.mediaId);
  return { richMenuId: shown.richMenuId, imageUrl, chatBarText, selected, size, areas };
}

/** A chat as its phone shows it. */
export function chatView(world: World, channel: Channel, chat: Chat): ChatState {
  const richMenu = richMenuView(channel, chat);
  const leftMs = chat.loadingUntil - world.clock.now().getTime();
  return {
    botUserId: channel.config.botUserId,
    userId: chat.user.userId,
    blocked: chat.relation === 'blocked',
    items: [...chat.items],
    loadingSeconds: Math.max(0, Math.ceil(leftMs / 1000)),
    ...(richMenu && { richMenu }),
  };
}

/** The words under a name in the chat list: what a notification of the bot's newest message says. */
function lastText(chat: Chat): { lastText?: string } {
  const newest = chat.items.findLast((item) => item.from === 'bot');
  const words = newest === undefined ? undefined : notificationOf(newest.message);
  return words === undefined ? {} : { lastText: words };
}

/** Everything the first screen needs. */
export function stateView(world: World): SimulatorState {
  const now = world.clock.now();
  const { suggestions = [] } = world.options;
  return {
    now: now.toISOString(),
    clockCanBeSet: world.clock.set !== undefined,
    clockIsSet: world.clock.isSet ?? false,
    channels: [...world.channels.values()].map((channel) => ({
      botUserId: channel.config.botUserId,
      displayName: channel.config.displayName,
      ...(channel.config.inEnglish && { inEnglish: channel.config.inEnglish }),
      basicId: channel.config.basicId,
      ...(channel.config.monthlyQuota !== undefined && { quota: channel.config.monthlyQuota }),
      used: usedThisMonth(channel, now),
      users: [...channel.chats.values()].map((chat) => ({
        ...chat.user,
        blocked: chat.relation === 'blocked',
        unread: chat.unread,
        ...lastText(chat),
      })),
    })),
    suggestions: [...(typeof suggestions === 'function' ? suggestions(now) : suggestions)],
  };
}
