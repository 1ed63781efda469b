import { randomUUID } from 'node:crypto';
import { findAction, tappablesOf, textsIn } from './actions-in-chat';
import type { ChatItem, ChatState } from './contract';
import type { Json } from './json';
import type { Done, Place } from './user-actions';
import {
  block,
  follow,
  linkAccount,
  sayText,
  sendEvent,
  sendLocation,
  sendPostback,
  sendSticker,
  switchRichMenu,
  unsend,
  UserError,
} from './user-actions';
import type { Upload } from './user-media';
import { sendMedia } from './user-media';
import { chatView } from './views';
import type { WaitOptions } from './waiting';
import { waitFor } from './waiting';

/** What a tap led to, beyond what the bot is told. */
export interface TapResult {
  readonly action: Json & { type: string };
  /** The page a uri action opened. */
  readonly opened?: string;
  /** What was copied. */
  readonly copied?: string;
  /** Text put into the keyboard, not sent yet. */
  readonly typed?: string;
}

/**
 * One user's phone, for tests: it does what a person can do, and reads what a person can read. Every act resolves
 * when its webhook was answered; what the bot does afterwards is awaited with `answer`, `sees` or `waitFor`.
 */
export class Phone {
  private lastSeen: string | undefined;

  constructor(private readonly place: Place) {}

  /** The chat as it looks now. */
  get chat(): ChatState {
    return chatView(this.place.world, this.place.channel, this.place.chat);
  }

  /** What the bot has said since this phone's last act. */
  get answers(): ChatItem[] {
    const { items } = this.chat;
    const from = items.findIndex((item) => item.id === this.lastSeen) + 1;
    return items.slice(from).filter((item) => item.from === 'bot');
  }

  /** Labels of everything that can be tapped now. */
  get buttons(): string[] {
    return tappablesOf(this.chat).flatMap((each) => each.words.slice(0, 1));
  }

  /** Writes a text; resolves to its message id. */
  async says(text: string, quotedMessageId?: string): Promise<string> {
    return this.act(() => sayText(this.place, text, quotedMessageId));
  }

  /** Sends a sticker. */
  async sendsSticker(packageId = '446', stickerId = '1988'): Promise<string> {
    return this.act(() => sendSticker(this.place, packageId, stickerId));
  }

  /** Sends a place. */
  async sendsLocation(location: Parameters<typeof sendLocation>[1]): Promise<string> {
    return this.act(() => sendLocation(this.place, location));
  }

  /** Sends a photo, film, recording or file; resolves to its message id. */
  async sends(upload: Upload): Promise<string> {
    return this.act(() => sendMedia(this.place, upload));
  }

  /** Sends several photos at once: one event each, the last one first. */
  async sendsPhotos(photos: readonly Buffer[]): Promise<string[]> {
    const id = randomUUID();
    const ids: string[] = [];
    for (const [at, bytes] of [...photos.entries()].reverse()) {
      const imageSet = { id, index: at + 1, total: photos.length };
      ids.unshift(await this.sends({ kind: 'image', bytes, name: `${at + 1}.jpg`, imageSet }));
    }
    return ids;
  }

  /** Taps what shows these words: quick reply, button, card or rich-menu area. */
  async taps(words: string): Promise<TapResult> {
    const action = this.find(words);
    switch (action.type) {
      case 'message':
        await this.says(String(action.text));
        return { action };
      case 'uri':
        return { action, opened: String(action.uri) };
      case 'clipboard':
        return { action, copied: String(action.clipboardText) };
      case 'postback': {
        const postback = action as unknown as Parameters<typeof sendPostback>[1];
        const { data, displayText, text } = postback;
        await this.act(() =>
          sendPostback(this.place, { data, ...(displayText && { displayText }), ...(text && { text }) }),
        );
        return { action, ...(typeof action.fillInText === 'string' && { typed: action.fillInText }) };
      }
      case 'richmenuswitch':
        await this.act(() => switchRichMenu(this.place, String(action.richMenuAliasId), String(action.data)));
        return { action };
      default:
        throw new UserError(`“${words}” opens a ${action.type}: use picks(), sends() or sendsLocation().`);
    }
  }

  /** Picks a value in the date picker that these words open, as the picker writes it (`2026-03-31`, `09:30`). */
  async picks(words: string, value: string): Promise<void> {
    const action = this.find(words);
    if (action.type !== 'datetimepicker') throw new UserError(`“${words}” opens no date picker.`);
    const params = { [String(action.mode)]: value };
    await this.act(() => sendPostback(this.place, { data: String(action.data), params }));
  }

  /** Sends a postback that no button on the screen has: an old or a forged one. */
  async posts(data: string, params?: unknown): Promise<void> {
    await this.act(() => sendPostback(this.place, { data, params }));
  }

  /** Adds the account as a friend, or unblocks it. */
  async follows(): Promise<void> {
    await this.act(() => follow(this.place));
  }

  /** Blocks the account. */
  async blocks(): Promise<void> {
    await this.act(() => block(this.place));
  }

  /** Takes a message back. */
  async unsends(messageId: string): Promise<void> {
    await this.act(() => unsend(this.place, messageId));
  }

  /** Finishes the account-link dialog. */
  async linksAccount(linkToken: string, nonce: string): Promise<void> {
    await this.act(() => linkAccount(this.place, linkToken, nonce));
  }

  /** Sends a hand-made event; missing common fields are filled. */
  async causes(event: Json & { type: string }): Promise<void> {
    await this.act(() => ({ delivered: sendEvent(this.place, event) }));
  }

  /** The bot's answer to the last act: waits until there is one. */
  async answer(options: WaitOptions = {}): Promise<ChatItem[]> {
    await this.waitFor(() => this.answers.length > 0, { what: 'an answer of the bot', ...options });
    return this.answers;
  }

  /** Waits until the bot has said something with these words since the last act; resolves to that bubble. */
  async sees(words: string | RegExp, options: WaitOptions = {}): Promise<ChatItem> {
    const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
    const find = () => this.answers.find((item) => textsIn(item.message).some(fits));
    await this.waitFor(() => find() !== undefined, { what: `a message with “${String(words)}”`, ...options });
    const found = find();
    if (found === undefined) throw new UserError('The message has gone.');
    return found;
  }

  private async waitFor(predicate: () => boolean, options: WaitOptions): Promise<void> {
    const seen = () => this.answers.flatMap((item) => textsIn(item.message)).join(' | ');
    await waitFor(this.place.world, predicate, { ...options, seen });
  }

  private find(words: string): Json & { type: string } {
    const action = findAction(this.chat, words);
    if (action === undefined) {
      throw new UserError(`Nothing to tap shows “${words}”. There is: ${this.buttons.join(', ')}`);
    }
    return action;
  }

  private async act(doIt: () => Done): Promise<string> {
    this.lastSeen = this.place.chat.items.at(-1)?.id;
    const done = doIt();
    this.lastSeen = this.place.chat.items.at(-1)?.id;
    await done.delivered;
    return done.id ?? '';
  }
}
