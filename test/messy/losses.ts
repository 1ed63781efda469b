import { textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import type { Kept } from './archive';
import type { Person } from './person';
import { FINAL } from './sequences';

const MARK = /QK\d{3}/g;
const CANCELLED = /ยกเลิก[^\n]{0,120}แล้ว/;
const DELETED = /ลบ[^\n]{0,60}แล้ว/;
/** How the bot says that it does not keep a file. */
const REFUSED = /ไม่ได้(บันทึก|เก็บ|รับ|ส่งไปกับ)|ยังไม่ได้เก็บ|ส่งอีกครั้ง|ส่งไฟล์อีกครั้ง/;

/**
 * What somebody sent and did not take back, and that is neither stored, nor was shown on a review card or named in
 * another message, nor belongs to what they cancelled or deleted themselves; and `FINAL`, if they could not get on by
 * typing. `fileIdOf` says under which id a photo is stored.
 */
export function lossesOf(
  person: Person,
  kept: readonly Kept[],
  fileIdOf: (messageId: string) => string,
): string[] {
  const { items } = person.phone.chat;
  const stored = kept.map(({ texts }) => texts).join('\n');
  const files = new Set(kept.flatMap((each) => each.files));
  const losses: string[] = stored.includes(FINAL) ? [] : [FINAL];
  for (const [at, item] of items.entries()) {
    if (item.from !== 'user' || item.unsent === true) continue;
    const after = items
      .slice(at)
      .filter((each) => each.from === 'bot')
      .map(textOf);
    const before = after.slice(0, indexOfFinal(items, at));
    if (before.some((text) => CANCELLED.test(text))) continue;
    for (const mark of textOf(item).match(MARK) ?? [])
      if (!stored.includes(mark) && !after.some((text) => text.includes(mark))) losses.push(mark);
    if (!person.hands.files.includes(item.id) || files.has(fileIdOf(item.id))) continue;
    if (!after.some((text) => DELETED.test(text) || REFUSED.test(text))) losses.push(`photo ${item.id}`);
  }
  return [...new Set(losses)];
}

/** What the bot says after the person's last cancelling word excuses nothing: it only clears the way. */
function indexOfFinal(items: readonly ChatItem[], at: number): number {
  const end = items.findLastIndex((item) => item.from === 'user' && textOf(item) === 'ยกเลิก');
  return items.slice(at, Math.max(at, end)).filter((each) => each.from === 'bot').length;
}

function textOf({ message }: ChatItem): string {
  return textsIn(message).join('\n');
}
