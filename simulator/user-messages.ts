import { addBounded, putBounded } from './bounded';
import { newMessageId, newOpaqueToken } from './ids';
import type { Json } from './json';
import type { Content } from './state';
import type { Done, Place } from './user-actions';
import { refuseWhenBlocked, sendEvent, showOwn, UserError } from './user-actions';

const TOKENS_KEPT = 5000;

/** Which kinds of message can be quoted (line-platform.md §2.7). */
const QUOTABLE = ['text', 'image', 'video', 'sticker'];

/** What a user is about to send. */
export interface OwnMessage {
  /** As the bot hears of it. */
  readonly own: Json & { type: string };
  /** What the bubble alone shows. */
  readonly shown?: Json;
  /** The file behind it. */
  readonly content?: Content;
}

/** Puts a message of the user into the chat; its event is still to be sent. */
export function writeMessage(
  place: Place,
  { own, shown = {}, content }: OwnMessage,
): { id: string; event: Json & { type: string } } {
  refuseWhenBlocked(place);
  const { world, channel, chat } = place;
  const id = newMessageId();
  const quoteToken = QUOTABLE.includes(own.type) ? newOpaqueToken() : undefined;
  const markAsReadToken = newOpaqueToken();
  if (quoteToken !== undefined) addBounded(chat.quoteTokens, quoteToken, TOKENS_KEPT);
  putBounded(channel.readTokens, markAsReadToken, chat.user.userId, TOKENS_KEPT);
  if (content !== undefined) channel.contents.set(id, content);
  chat.lastSpokeAt = world.clock.now().getTime();
  showOwn(place, id, { ...own, ...shown });
  const { type, ...rest } = own;
  const message = { type, id, ...(quoteToken !== undefined && { quoteToken }), markAsReadToken, ...rest };
  return { id, event: { type: 'message', message } };
}

/** Sends a message of the user: a bubble in the chat, an event to the bot. */
export function sendMessage(place: Place, message: OwnMessage): Done & { id: string } {
  const { id, event } = writeMessage(place, message);
  return { id, delivered: sendEvent(place, event) };
}

/** A text as a user writes it. */
export function textMessage(text: string, quotedMessageId?: string): OwnMessage {
  if (text === '') throw new UserError('An empty text cannot be sent.');
  return { own: { type: 'text', text, ...(quotedMessageId !== undefined && { quotedMessageId }) } };
}

/** A sticker as a user sends it. */
export function stickerMessage(packageId: string, stickerId: string): OwnMessage {
  return { own: { type: 'sticker', packageId, stickerId, stickerResourceType: 'STATIC' } };
}

/** A place on the map, in degrees. */
export interface SentLocation {
  readonly title?: string;
  readonly address?: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A place as a user sends it. */
export function locationMessage(location: SentLocation): OwnMessage {
  return { own: { type: 'location', ...location } };
}

/** Writes a text. */
export function sayText(place: Place, text: string, quotedMessageId?: string): Done & { id: string } {
  return sendMessage(place, textMessage(text, quotedMessageId));
}

/** A tap on a postback button: its `displayText` is shown, its deprecated `text` is sent as well. */
export function sendPostback(
  place: Place,
  postback: { data: string; params?: unknown; displayText?: string; text?: string },
): Done {
  refuseWhenBlocked(place);
  const { data, params, displayText, text } = postback;
  if (displayText !== undefined && displayText !== '') {
    showOwn(place, newMessageId(), { type: 'text', text: displayText });
  }
  const pressed = sendEvent(place, {
    type: 'postback',
    postback: { data, ...(params !== undefined && { params }) },
  });
  if (text === undefined || text === '') return { delivered: pressed };
  const said = sayText(place, text);
  return { id: said.id, delivered: Promise.all([pressed, said.delivered]).then(() => undefined) };
}
