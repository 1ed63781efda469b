import { addBounded } from './bounded';
import type { ChatItem } from './contract';
import { newMessageId, newOpaqueToken } from './ids';
import type { Json } from './json';
import { countDelivered } from './quota';
import type { Channel, Chat, SentMessage } from './state';
import type { World } from './world';

const SEVEN_DAYS_MS = 7 * 24 * 60 * 60 * 1000;
const ITEMS_KEPT = 2000;
const QUOTABLE = ['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex'];

/** True when a message reaches the user: friends, and strangers who wrote within seven days (line-platform.md §3). */
export function receives(chat: Chat, now: Date): boolean {
  if (chat.relation === 'blocked') return false;
  if (chat.relation === 'friend') return true;
  return chat.lastSpokeAt !== undefined && now.getTime() - chat.lastSpokeAt <= SEVEN_DAYS_MS;
}

/** Adds a bubble to a chat. */
export function addItem(world: World, channel: Channel, chat: Chat, item: ChatItem): void {
  chat.items.push(item);
  if (chat.items.length > ITEMS_KEPT) chat.items.splice(0, chat.items.length - ITEMS_KEPT);
  world.journal.chatChanged(channel.config.botUserId, chat.user.userId);
}

/** Gives messages their ids, as `sentMessages` tells them. */
export function nameMessages(messages: readonly Json[]): SentMessage[] {
  return messages.map((message) => ({
    id: newMessageId(),
    ...(QUOTABLE.includes(String(message.type)) && { quoteToken: newOpaqueToken() }),
  }));
}

/** Shows messages in a chat, if they reach the user; the loading animation ends with them. */
export function deliver(
  world: World,
  channel: Channel,
  chat: Chat,
  sent: {
    messages: readonly Json[];
    names: readonly SentMessage[];
    via: NonNullable<ChatItem['via']>;
    silent: boolean;
  },
): void {
  const now = world.clock.now();
  if (chat.relation === 'blocked') return;
  chat.loadingUntil = 0;
  sent.messages.forEach((message, index) => {
    const name = sent.names[index];
    if (name?.quoteToken !== undefined) addBounded(chat.quoteTokens, name.quoteToken, ITEMS_KEPT);
    chat.unread += 1;
    addItem(world, channel, chat, {
      id: name?.id ?? newMessageId(),
      from: 'bot',
      at: now.toISOString(),
      message: { ...message, type: String(message.type) },
      via: sent.via,
      ...(sent.silent && { silent: true }),
    });
  });
  countDelivered(channel, sent.via, sent.messages.length, now);
}
