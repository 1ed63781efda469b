/** Whose chat with which bot. */
export interface ChatId {
  readonly botUserId: string;
  readonly userId: string;
}

/** The chat a deep link names (`#/<botUserId>/<userId>`); `undefined` for the first screen. */
export function readRoute(hash: string): ChatId | undefined {
  const [, botUserId, userId] = /^#\/([^/]+)\/([^/]+)\/?$/.exec(hash) ?? [];
  return botUserId === undefined || userId === undefined ? undefined : { botUserId, userId };
}

/** The link that opens a chat. */
export function chatHref(chat: ChatId): string {
  return `#/${chat.botUserId}/${chat.userId}`;
}

/** True when both name the same chat. */
export function isSameChat(one: ChatId | undefined, other: ChatId): boolean {
  return one?.botUserId === other.botUserId && one.userId === other.userId;
}
