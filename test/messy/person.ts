import { tappablesOf, textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import { replyTo } from './answering';
import { paper, photo } from './photos';
import type { Asked, Sight } from './reading';
import { askedIn, hasCancelled, RECEIPT, SEND, sightOf, withoutMenu } from './reading';
import type { Act, Move, Script } from './script';

/** More than anybody has the patience for. */
const MOST_STEPS = 34;
const TICKET = /\d\d-\d{5}-\d/;

/** What a person does next: something on their phone, or what only the world around can do. */
export type Next =
  | { readonly kind: 'acts'; readonly acts: readonly Act[] }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'office'; readonly note: string }
  | { readonly kind: 'end' };

/** Somebody who goes through their script with a phone in their hand. */
export class Person {
  /** Ids of what was sent, oldest first. */
  readonly sent: string[] = [];
  /** Review cards as they were seen. */
  readonly reviews: string[] = [];
  photosSent = 0;
  steps = 0;
  /** How often something was sent off and acknowledged. */
  receipts = 0;
  readonly tickets: string[] = [];
  /** Acts that the bot did not answer at all. */
  silences = 0;
  private moves: Move[];
  private reviewMoves: Act[];
  private finishing: number | undefined;
  private sentOff = false;
  private lastItem: string | undefined;
  private seen: Sight = { text: '', last: '', buttons: [] };
  private asked: Asked = 'nothing';
  private answered: Asked | undefined;
  private repeated = 0;
  private insisted = 0;

  constructor(
    readonly script: Script,
    readonly phone: Phone,
  ) {
    this.moves = [...script.moves];
    this.reviewMoves = [...script.review];
  }

  /** True when something of theirs is still open: they say the word that would end it, and see. */
  async hasSomethingOpen(settled: () => Promise<void>): Promise<boolean> {
    await this.does([{ chat: this.script.english ? 'cancel' : 'ยกเลิก' }]);
    await settled();
    return hasCancelled(sightOf(withoutMenu(this.phone.chat, this.sinceLastAct())));
  }

  /** Reads what the bot has said, and decides. */
  next(): Next {
    this.look();
    if (this.steps >= MOST_STEPS) return { kind: 'end' };
    const move = this.finishing === undefined ? this.moves[0] : undefined;
    if (move !== undefined) {
      this.moves.shift();
      return this.moving(move);
    }
    const acts = this.replying();
    if (acts !== undefined) return { kind: 'acts', acts };
    this.finishing = undefined;
    return this.moves.length === 0 ? { kind: 'end' } : this.next();
  }

  /** Does it; resolves when its webhooks were answered. */
  async does(acts: readonly Act[]): Promise<void> {
    this.steps += 1;
    this.lastItem = this.phone.chat.items.at(-1)?.id;
    for (const act of acts) await this.doesOne(act);
  }

  private moving(move: Move): Next {
    if (typeof move === 'string') return { kind: 'acts', acts: [move] };
    if (Array.isArray(move)) return { kind: 'acts', acts: move };
    if ('wait' in move) {
      const amount = Number(move.wait.slice(0, -1));
      return { kind: 'wait', hours: move.wait.endsWith('d') ? 24 * amount : amount };
    }
    if ('office' in move) return { kind: 'office', note: move.office };
    if ('finish' in move) {
      this.finishing = this.receipts;
      return this.next();
    }
    if ('tap' in move && this.buttonLike(move.tap) === undefined && move.or === undefined) return this.next();
    return { kind: 'acts', acts: [move] };
  }

  /** What is said or pressed because of what the bot asks; `undefined`: nothing more. */
  private replying(): readonly Act[] | undefined {
    if (this.finishing !== undefined && this.receipts > this.finishing) return undefined;
    const change = this.changing();
    if (change !== undefined) return [change];
    if (this.asked === 'review') {
      this.sentOff = true;
      return this.script.types
        ? [{ chat: this.script.english ? 'send' : 'ส่ง' }]
        : [{ tap: SEND.source, or: this.script.english ? 'send' : 'ส่ง' }];
    }
    const wants = Math.max(this.script.expect.stored.length, 0) > this.receipts;
    const reply = replyTo(this.asked, this.seen, {
      script: this.script,
      receipts: this.receipts,
      photosSent: this.photosSent,
      repeated: this.repeated,
      mayInsist: wants && this.insisted < 2,
    });
    if (this.asked === 'nothing' && reply !== undefined) this.insisted += 1;
    this.answered = this.asked;
    return reply === undefined ? undefined : [reply];
  }

  /** The next of what the person does once they have seen the review card; begun, it is done to the end. */
  private changing(): Act | undefined {
    const begun = this.reviewMoves.length < this.script.review.length;
    if (this.asked !== 'review' && !begun) return undefined;
    this.sentOff = this.asked === 'review';
    return this.reviewMoves.shift();
  }

  /** Takes in what the bot has said since the last act. */
  private look(): void {
    const items = this.sinceLastAct();
    if (items.length === 0) {
      if (this.steps > 0) this.silences += 1;
      return;
    }
    this.seen = sightOf(withoutMenu(this.phone.chat, items));
    const asked = askedIn(this.seen);
    this.repeated = asked === this.answered ? this.repeated + 1 : 0;
    this.answered = undefined;
    this.asked = asked;
    if (asked === 'review') this.reviews.push(this.seen.text);
    const ticket = TICKET.exec(this.seen.text)?.[0];
    const isNew = ticket !== undefined && !this.tickets.includes(ticket);
    if (this.sentOff && asked !== 'review' && (isNew || RECEIPT.test(this.seen.text))) {
      this.receipts += 1;
      if (isNew) this.tickets.push(ticket);
      this.asked = 'receipt';
    }
    this.sentOff = false;
  }

  private sinceLastAct(): ChatItem[] {
    const { items } = this.phone.chat;
    const from = items.findIndex((item) => item.id === this.lastItem) + 1;
    return items.slice(from).filter((item) => item.from === 'bot');
  }

  private buttonLike(pattern: string): Sight['buttons'][number] | undefined {
    const words = new RegExp(pattern, 'iu');
    return this.seen.buttons.find(({ label, action }) => words.test(label) && isPressable(action));
  }

  private async doesOne(act: Act): Promise<void> {
    const { phone } = this;
    if (typeof act === 'string') this.sent.push(await phone.says(act));
    else if ('chat' in act) this.sent.push(await phone.says(act.chat));
    else if ('photos' in act) await this.sendsPhotos(act.photos);
    else if ('file' in act) {
      this.photosSent += 1;
      this.sent.push(await phone.sends({ kind: 'file', bytes: paper, name: act.file }));
    } else if ('place' in act)
      this.sent.push(
        await phone.sendsLocation({
          title: act.place,
          address: act.place,
          latitude: 17.02,
          longitude: 102.3,
        }),
      );
    else if ('send' in act) await this.sendsOther(act.send);
    else if ('unsend' in act) await phone.unsends(this.sent.at(-act.unsend) ?? '');
    else if ('old' in act) await this.pressesOld(act.old);
    else await this.presses(act.tap, act.or);
  }

  private async sendsPhotos(count: number): Promise<void> {
    const photos: Buffer[] = [];
    for (let index = 0; index < count; index++) photos.push(await photo(this.photosSent++));
    const [only] = photos;
    if (photos.length === 1 && only !== undefined)
      this.sent.push(await this.phone.sends({ kind: 'image', bytes: only, name: 'photo.jpg' }));
    else this.sent.push(...(await this.phone.sendsPhotos(photos)));
  }

  private async sendsOther(what: 'sticker' | 'voice' | 'video'): Promise<void> {
    if (what === 'sticker') this.sent.push(await this.phone.sendsSticker());
    else {
      const kind = what === 'voice' ? 'audio' : 'video';
      this.sent.push(await this.phone.sends({ kind, bytes: Buffer.from('0'), name: what }));
    }
  }

  /** A button of an earlier message, wherever it stands above. */
  private async pressesOld(pattern: string): Promise<void> {
    const words = new RegExp(pattern, 'iu');
    const older = this.phone.chat.items.filter((item) => item.from === 'bot').slice(0, -1);
    for (const item of older) {
      const found = tappablesOf(withoutMenu(this.phone.chat, [item])).find(
        ({ action, words: shown }) => action.type === 'postback' && words.test(shown[0] ?? ''),
      );
      if (found !== undefined) return this.phone.posts(String(found.action.data));
    }
    await this.phone.says(this.script.english ? 'hello?' : 'ปุ่มหายไปไหน');
  }

  private async presses(pattern: string, or: string | undefined): Promise<void> {
    const found = this.buttonLike(pattern);
    if (found === undefined) this.sent.push(await this.phone.says(or ?? 'ไม่มีปุ่มให้กด'));
    else if (found.action.type === 'message')
      this.sent.push(await this.phone.says(String(found.action.text)));
    else await this.phone.posts(String(found.action.data));
  }
}

function isPressable({ type }: { type: string }): boolean {
  return type === 'postback' || type === 'message';
}

/** All that the bot has ever said to somebody. */
export function saidTo(phone: Phone): string {
  const items = phone.chat.items.filter((item) => item.from === 'bot');
  return items.flatMap((item) => textsIn(item.message)).join('\n');
}
