import type { ChatItem } from './contract';
import { addItem } from './delivery';
import { makeEvent } from './events';
import type { Json } from './json';
import { forgetOldReplyTokens } from './reply-tokens';
import type { Channel, Chat } from './state';
import type { World } from './world';

/** The user cannot do that now; `message` says why. */
export class UserError extends Error {}

/** Where a user acts: their chat with one account. */
export interface Place {
  readonly world: World;
  readonly channel: Channel;
  readonly chat: Chat;
}

/** Something a user did: the id of their message if it was one, and the arrival of its webhook at the bot. */
export interface Done {
  readonly id?: string;
  readonly delivered: Promise<void>;
}

const now = ({ world }: Place): Date => world.clock.now();

/** Sends an event about this user to the bot. */
export function sendEvent(place: Place, fields: Json & { type: string }): Promise<void> {
  return sendEvents(place, [fields]);
}

/** Sends events about this user in one webhook, each a moment (`laterMs`) after now. */
export function sendEvents(
  place: Place,
  all: readonly (Json & { type: string })[],
  laterMs: readonly number[] = [],
): Promise<void> {
  const { world, channel, chat } = place;
  const { userId } = chat.user;
  forgetOldReplyTokens(channel, now(place), world.limits);
  const events = all.map((fields, index) => {
    const at = new Date(now(place).getTime() + (laterMs[index] ?? 0));
    return makeEvent(channel, userId, fields, at);
  });
  return world.webhooks.post(channel, userId, events);
}

/** Shows what the user sent in the chat. */
export function showOwn(place: Place, id: string, message: ChatItem['message']): void {
  addItem(place.world, place.channel, place.chat, {
    id,
    from: 'user',
    at: now(place).toISOString(),
    message,
  });
}

/** Messages can be written to anybody but those one blocks. */
export function refuseWhenBlocked({ chat }: Place): void {
  if (chat.relation === 'blocked') throw new UserError('This user blocks the account; unblock it first.');
}

/** A tap that switches to another rich menu: links it to the user and tells the bot how that went. */
export function switchRichMenu(place: Place, richMenuAliasId: string, data: string): Done {
  refuseWhenBlocked(place);
  const { channel, chat, world } = place;
  const richMenuId = channel.aliases.get(richMenuAliasId);
  const menu = richMenuId === undefined ? undefined : channel.richMenus.get(richMenuId);
  const status =
    richMenuId === undefined
      ? 'RICHMENU_ALIAS_ID_NOTFOUND'
      : menu?.mediaId === undefined
        ? 'RICHMENU_NOTFOUND'
        : 'SUCCESS';
  if (status === 'SUCCESS') chat.richMenuId = richMenuId;
  world.journal.chatChanged(channel.config.botUserId, chat.user.userId);
  const params = { ...(status === 'SUCCESS' && { newRichMenuAliasId: richMenuAliasId }), status };
  return { delivered: sendEvent(place, { type: 'postback', postback: { data, params } }) };
}

/** Adds the account as a friend, or unblocks it. */
export function follow(place: Place): Done {
  const isUnblocked = place.chat.relation === 'blocked';
  place.chat.relation = 'friend';
  place.world.journal.chatChanged(place.channel.config.botUserId, place.chat.user.userId);
  return { delivered: sendEvent(place, { type: 'follow', follow: { isUnblocked } }) };
}

/** Blocks the account. */
export function block(place: Place): Done {
  if (place.chat.relation === 'blocked') return { delivered: Promise.resolve() };
  place.chat.relation = 'blocked';
  place.chat.loadingUntil = 0;
  place.world.journal.chatChanged(place.channel.config.botUserId, place.chat.user.userId);
  return { delivered: sendEvent(place, { type: 'unfollow' }) };
}

/** Takes a message back: the bot is told, its content is gone. */
export function unsend(place: Place, messageId: string): Done {
  const item = place.chat.items.find((each) => each.id === messageId && each.from === 'user');
  if (item === undefined) throw new UserError('There is no such message of this user.');
  item.unsent = true;
  const content = place.channel.contents.get(messageId);
  if (content !== undefined) content.unsent = true;
  place.world.journal.chatChanged(place.channel.config.botUserId, place.chat.user.userId);
  return { delivered: sendEvent(place, { type: 'unsend', unsend: { messageId } }) };
}

/** What the account-link dialog does at its end: the bot hears of it while the token is good (line-platform.md §14.1). */
export function linkAccount(place: Place, linkToken: string, nonce: string): Done {
  const { channel, chat } = place;
  const known = channel.linkTokens.get(linkToken);
  channel.linkTokens.delete(linkToken);
  if (known?.userId !== chat.user.userId || now(place).getTime() > known.expiresAt) {
    throw new UserError('The link token is unknown, used or too old.');
  }
  const isNonce = nonce.length >= 10 && nonce.length <= 255;
  const fields = isNonce
    ? { type: 'accountLink', link: { result: 'ok', nonce } }
    : { type: 'accountLink', link: { result: 'failed', nonce }, mode: 'standby' };
  return { delivered: sendEvent(place, fields) };
}
