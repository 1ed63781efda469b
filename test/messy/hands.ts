import { randomUUID } from 'node:crypto';
import { tappablesOf } from '../../simulator/actions-in-chat';
import type { Phone } from '../../simulator/phone';
import { paper, photo } from './photos';
import type { Button, Sight } from './reading';
import { withoutMenu } from './reading';
import type { Act } from './script';

/** Somewhere in the district. */
const SPOT = { latitude: 17.02, longitude: 102.3 };

/** Does what a script says on a phone, and counts it. */
export class Hands {
  /** Ids of what was sent, oldest first. */
  readonly sent: string[] = [];
  /** Of these, the photos and papers. */
  readonly files: string[] = [];
  readonly unsent = new Set<string>();
  /** Texts that were written. */
  sentences = 0;
  /** Buttons pressed, and photos and places handed over. */
  taps = 0;

  constructor(
    private readonly phone: Phone,
    private readonly english: boolean,
  ) {}

  /** One act; resolves when its webhooks were answered. What is pressed is looked for in what is seen. */
  async does(act: Act, seen: Sight): Promise<void> {
    if (typeof act === 'string') await this.says(act);
    else if ('chat' in act) await this.says(act.chat);
    else if ('photos' in act) await this.sendsPhotos(act.photos);
    else if ('file' in act) {
      this.handedOver(await this.phone.sends({ kind: 'file', bytes: paper, name: act.file }));
    } else if ('place' in act) {
      this.taps += 1;
      this.sent.push(await this.phone.sendsLocation({ title: act.place, address: act.place, ...SPOT }));
    } else if ('send' in act) await this.sendsOther(act.send);
    else if ('unsend' in act) await this.takesBack(act.unsend);
    else if ('old' in act) await this.pressesOld(act.old);
    else await this.presses(buttonLike(seen, act.tap), act.or);
  }

  private async says(words: string): Promise<void> {
    this.sentences += 1;
    this.sent.push(await this.phone.says(words));
  }

  private handedOver(id: string): void {
    this.sent.push(id);
    this.files.push(id);
  }

  private async sendsPhotos(total: number): Promise<void> {
    this.taps += 1;
    const set = randomUUID();
    for (let index = 1; index <= total; index++) {
      const imageSet = total === 1 ? {} : { imageSet: { id: set, index, total } };
      const bytes = await photo(this.files.length);
      this.handedOver(await this.phone.sends({ kind: 'image', bytes, name: `${index}.jpg`, ...imageSet }));
    }
  }

  private async sendsOther(what: 'sticker' | 'voice' | 'video'): Promise<void> {
    if (what === 'sticker') {
      this.sent.push(await this.phone.sendsSticker());
      return;
    }
    const kind = what === 'voice' ? 'audio' : 'video';
    this.sent.push(await this.phone.sends({ kind, bytes: Buffer.from('0'), name: what }));
  }

  private async takesBack(fromLast: number): Promise<void> {
    const id = this.sent.at(-fromLast);
    if (id === undefined || this.unsent.has(id)) return;
    this.unsent.add(id);
    await this.phone.unsends(id);
  }

  /** A button of an earlier message, wherever it stands above; nothing, if there is none. */
  private async pressesOld(pattern: string): Promise<void> {
    const words = new RegExp(pattern, 'iu');
    const older = this.phone.chat.items.filter((item) => item.from === 'bot').slice(0, -1);
    for (const item of older) {
      const found = tappablesOf(withoutMenu(this.phone.chat, [item])).find(
        ({ action, words: shown }) => action.type === 'postback' && words.test(shown[0] ?? ''),
      );
      if (found === undefined) continue;
      this.taps += 1;
      return this.phone.posts(String(found.action.data));
    }
  }

  private async presses(found: Button | undefined, or: string | undefined): Promise<void> {
    if (found === undefined) return this.says(or ?? (this.english ? 'no button' : 'ไม่มีปุ่มให้กด'));
    this.taps += 1;
    if (found.action.type === 'message') this.sent.push(await this.phone.says(String(found.action.text)));
    else await this.phone.posts(String(found.action.data));
  }
}

/** The button whose words fit, among what can be pressed. */
export function buttonLike({ buttons }: Sight, pattern: string): Button | undefined {
  const words = new RegExp(pattern, 'iu');
  return buttons.find(
    ({ label, action: { type } }) => words.test(label) && (type === 'postback' || type === 'message'),
  );
}
