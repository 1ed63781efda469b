import { textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import { toArabicDigits } from '../../src/core/thai-digits';
import type { Kept } from './archive';
import type { Person } from './person';
import { FINAL } from './sequences';

const MARK = /QK\d{3}/g;
/** The receipt of a cancelled draft; that somebody may type the word says nothing. */
const CANCELLED = /^ยกเลิก “[^”]+”[^\n]*แล้ว/m;
/** How the bot says of so many photos that it does not keep them, or no more: the number is the group. */
const GONE = [
  /(?:ไม่ได้เก็บ|สิ่งที่ส่งมาเพิ่มเติม \()[^\n]*?ภาพ ([๐-๙\d]+) ภาพ/,
  /^ลบ [^\n]*\(([๐-๙\d]+) ไฟล์\) แล้ว/m,
  // It can be brought back for a day, and says what it holds.
  /^“[^”]+” \([^\n]*?([๐-๙\d]+) ไฟล์\) ค้างไว้เกิน/m,
  /แทนของเดิม ([๐-๙\d]+) ไฟล์แล้ว/,
];
/** One file that did not arrive, or that is not taken at all. */
const ONE_GONE = /ส่งไฟล์อีกครั้ง|แล้วจึงส่งไฟล์เพิ่ม/;

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
  const photos: { id: string; at: number }[] = [];
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
    photos.push({ id: item.id, at });
  }
  const told = photos.map(({ at }) => goneIn(items.slice(at)));
  // Each number tells of as many as it says, and of no more.
  const untold = photos.filter((_photo, index) => (told[index] ?? 0) < photos.length - index);
  return [...new Set([...losses, ...untold.map(({ id }) => `photo ${id}`)])];
}

/** Of how many photos the bot says that they are not kept. */
function goneIn(items: readonly ChatItem[]): number {
  const texts = items.filter((each) => each.from === 'bot').map(textOf);
  return texts.reduce((sum, text) => {
    const numbers = GONE.map((each) => Number(toArabicDigits(each.exec(text)?.[1] ?? '0')));
    return sum + numbers.reduce((one, other) => one + other, 0) + (ONE_GONE.test(text) ? 1 : 0);
  }, 0);
}

/** What the bot says after the person's last cancelling word excuses nothing: it only clears the way. */
function indexOfFinal(items: readonly ChatItem[], at: number): number {
  const end = items.findLastIndex((item) => item.from === 'user' && textOf(item) === 'ยกเลิก');
  return items.slice(at, Math.max(at, end)).filter((each) => each.from === 'bot').length;
}

function textOf({ message }: ChatItem): string {
  return textsIn(message).join('\n');
}
