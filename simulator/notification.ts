import type { ChatItem } from './contract';

/**
 * What a phone's lock screen and the chat list show of a message: its text, or the alternative text of a card
 * (line-platform.md §18.3). `undefined` for kinds of which LINE says only that they came, such as a photo.
 */
export function notificationOf(message: ChatItem['message']): string | undefined {
  const words = message.altText ?? message.text;
  return typeof words === 'string' ? words : undefined;
}
