import { findAction, quickRepliesOf, tappablesOf, textsIn } from './actions-in-chat';
import type { Arrival, BurstPart } from './bursts';
import { sendBurst } from './bursts';
import type { ChatItem, ChatState, Device } from './contract';
import type { Json } from './json';
import { isJson } from './json';
import { notificationOf } from './notification';
import type { Done, Place } from './user-actions';
import { block, follow, linkAccount, sendEvent, switchRichMenu, unsend, UserError } from './user-actions';
import type { Upload } from './user-media';
import { sendMedia, storeUpload } from './user-media';
import type { SentLocation } from './user-messages';
import { locationMessage, sayText, sendMessage, sendPostback, stickerMessage } from './user-messages';
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

/** One of several things sent within a second; photos are chosen together. */
export type SentAtOnce =
  | { readonly says: string }
  | { readonly sends: Upload }
  | { readonly photos: readonly Buffer[]; readonly numbered?: boolean }
  | Extract<BurstPart, { readonly location: unknown } | { readonly sticker: unknown }>;

/**
 * One user's phone, for tests: it does what a person can do, and reads what a person can read. Every act resolves
 * when its webhook was answered; what the bot does afterwards is awaited with `answer`, `sees` or `waitFor`.
 */
export class Phone {
  private lastSeen: string | undefined;

  constructor(
    private readonly place: Place,
    private readonly device: Device = 'phone',
  ) {}

  /** The same person at a computer: what LINE does not show there cannot be seen or tapped. */
  onDesktop(): Phone {
    return new Phone(this.place, 'desktop');
  }

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
    return tappablesOf(this.chat, this.device).flatMap((each) => each.words.slice(0, 1));
  }

  /** Labels of the quick replies, and which of them are off a screen of 390 pixels; none at a computer. */
  get quickReplies(): { labels: string[]; offScreen: string[] } {
    return this.device === 'desktop' ? { labels: [], offScreen: [] } : quickRepliesOf(this.chat);
  }

  /** What the lock screen has shown of the bot's messages since this phone's last act: anybody nearby reads it. */
  get notifications(): string[] {
    return this.answers
      .filter((item) => item.silent !== true)
      .flatMap((item) => notificationOf(item.message) ?? []);
  }

  /** Whether the loading animation runs. */
  get isBotThinking(): boolean {
    return this.chat.loadingSeconds > 0;
  }

  /** Writes a text; resolves to its message id. */
  async says(text: string, quotedMessageId?: string): Promise<string> {
    return this.act(() => sayText(this.place, text, quotedMessageId));
  }

  /** Sends a sticker. */
  async sendsSticker(packageId = '446', stickerId = '1988'): Promise<string> {
    return this.act(() => sendMessage(this.place, stickerMessage(packageId, stickerId)));
  }

  /** Sends a place. */
  async sendsLocation(location: SentLocation): Promise<string> {
    return this.act(() => sendMessage(this.place, locationMessage(location)));
  }

  /** Sends a photo, film, recording or file; resolves to its message id. */
  async sends(upload: Upload): Promise<string> {
    return this.act(() => sendMedia(this.place, upload));
  }

  /** Sends several photos at once: one event each, the last one first unless `arrival` says otherwise. */
  async sendsPhotos(photos: readonly Buffer[], arrival: Arrival = {}): Promise<string[]> {
    return this.sendsAtOnce([{ photos }], arrival);
  }

  /**
   * Sends several messages within a second; resolves to their ids when every webhook was answered. Each has a webhook
   * of its own and they arrive as sent, but photos chosen together the last one first, unless `arrival` says otherwise.
   */
  async sendsAtOnce(messages: readonly SentAtOnce[], arrival: Arrival = {}): Promise<string[]> {
    const parts = messages.map((message) => this.partOf(message));
    const { ids, delivered } = this.doing(() =>
      sendBurst(this.place, parts, { order: 'sets-reversed', ...arrival }),
    );
    await delivered;
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
        return { action, opened: this.targetOf(action) };
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
    const action = findAction(this.chat, words, this.device);
    if (action === undefined) {
      throw new UserError(`Nothing to tap shows “${words}”. There is: ${this.buttons.join(', ')}`);
    }
    return action;
  }

  /** A computer opens `altUri.desktop` where there is one. */
  private targetOf({ uri, altUri }: Json): string {
    const elsewhere = isJson(altUri) && this.device === 'desktop' ? altUri.desktop : undefined;
    return String(elsewhere ?? uri);
  }

  private partOf(message: SentAtOnce): BurstPart {
    const { world } = this.place;
    if ('says' in message) return { text: message.says };
    if ('sends' in message) return { file: storeUpload(world, message.sends) };
    if (!('photos' in message)) return message;
    const photos = message.photos.map((bytes, at) =>
      storeUpload(world, { kind: 'image', bytes, name: `${at + 1}.jpg` }),
    );
    return { ...message, photos };
  }

  /** What the bot says from now on is its answer. */
  private doing<T>(doIt: () => T): T {
    this.lastSeen = this.place.chat.items.at(-1)?.id;
    const done = doIt();
    this.lastSeen = this.place.chat.items.at(-1)?.id;
    return done;
  }

  private async act(doIt: () => Done): Promise<string> {
    const done = this.doing(doIt);
    await done.delivered;
    return done.id ?? '';
  }
}
