import { textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import { replyTo } from './answering';
import { buttonLike, Hands } from './hands';
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
  readonly hands: Hands;
  /** Review cards as they were seen. */
  readonly reviews: string[] = [];
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
  private lastActs: readonly Act[] = [];
  private hasSentAgain = false;

  constructor(
    readonly script: Script,
    readonly phone: Phone,
    private readonly mostSteps = MOST_STEPS,
  ) {
    this.moves = [...script.moves];
    this.reviewMoves = [...script.review];
    this.hands = new Hands(phone, script.english);
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
    if (this.steps >= this.mostSteps) return { kind: 'end' };
    const again = this.sendingAgain();
    if (again !== undefined) return { kind: 'acts', acts: again };
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
    this.lastActs = acts;
    for (const act of acts) await this.hands.does(act, this.seen);
  }

  /** A photo that could not be fetched is sent once more, as the bot asks for. */
  private sendingAgain(): readonly Act[] | undefined {
    if (this.hasSentAgain || !/ส่งไฟล์อีกครั้ง|send (it|the file) again/i.test(this.seen.text)) return undefined;
    const files = this.lastActs.filter(
      (act) => typeof act === 'object' && ('photos' in act || 'file' in act),
    );
    this.hasSentAgain = files.length > 0;
    return files.length > 0 ? files : undefined;
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
    if ('tap' in move && buttonLike(this.seen, move.tap) === undefined && move.or === undefined)
      return this.next();
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
      photosSent: this.hands.files.length,
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
    if (asked !== 'review' && (isNew || this.sentOff) && RECEIPT.test(this.seen.text)) {
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
}

/** All that the bot has ever said to somebody. */
export function saidTo(phone: Phone): string {
  const items = phone.chat.items.filter((item) => item.from === 'bot');
  return items.flatMap((item) => textsIn(item.message)).join('\n');
}
