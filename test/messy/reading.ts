import { tappablesOf, textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem, ChatState } from '../../simulator/contract';

/** What the bot wants to know, as a person understands it from its words and buttons. */
export type Asked =
  | 'receipt'
  | 'review'
  | 'intent'
  | 'about'
  | 'category'
  | 'reporter'
  | 'status'
  | 'measure'
  | 'remark'
  | 'place'
  | 'photos'
  | 'name'
  | 'phone'
  | 'story'
  | 'confirm'
  | 'round'
  | 'continue'
  | 'nothing';

/** Something to press, with the words on it. */
export interface Button {
  readonly label: string;
  readonly action: Record<string, unknown> & { type: string };
}

/** What a person sees of the bot's last messages. */
export interface Sight {
  readonly text: string;
  /** The last paragraph: there the question is. */
  readonly last: string;
  readonly buttons: readonly Button[];
}

/** A part of a chat, without the menu below it. */
export function withoutMenu(chat: ChatState, items: readonly ChatItem[]): ChatState {
  const { botUserId, userId, blocked, loadingSeconds } = chat;
  return { botUserId, userId, blocked, loadingSeconds, items: [...items] };
}

/** The messages of the bot as they lie on the screen. */
export function sightOf(chat: ChatState): Sight {
  const { items } = chat;
  const buttons = tappablesOf(chat).map(({ action, words }) => ({ action, label: words[0] ?? '' }));
  const texts = items.map((item) => textsIn(item.message));
  const last = texts.at(-1) ?? [];
  return { text: texts.flat().join('\n'), last: last.join('\n'), buttons };
}

/** How people recognise the kinds of trouble, on a button or in their own words. */
export const CATEGORY_WORDS: Readonly<Record<string, RegExp>> = {
  roads: /ถนน|road/i,
  lights: /ไฟฟ้า|ไฟทาง|ไฟถนน|light/i,
  water: /ประปา|น้ำ|water/i,
  waste: /ขยะ|ความสะอาด|waste|garbage|rubbish/i,
  nuisance: /กลิ่น|เสียง|รบกวน|smell|noise|nuisance/i,
  service: /บริการ|service/i,
  corruption: /ทุจริต|เรียกรับ|corruption|bribe/i,
  conduct: /พฤติกรรม|conduct|behaviou?r/i,
  suggestion: /ข้อเสนอ|คำชม|แนะนำ|suggestion|praise/i,
  other: /อื่น|other/i,
};

export const STATUS_WORDS: Readonly<Record<string, RegExp>> = {
  done: /^\P{L}*(ดำเนินการแล้ว|done|completed)/iu,
  'in-progress': /อยู่ระหว่าง|กำลัง|in progress|under way/i,
  'not-started': /ยังไม่(ได้)?ดำเนินการ|not started/i,
  unable: /ไม่ได้$|unable|cannot/i,
};

const has = ({ buttons }: Sight, pattern: RegExp): boolean =>
  buttons.some(({ label }) => pattern.test(label.trim()));

const hasAction = ({ buttons }: Sight, type: string): boolean =>
  buttons.some(({ action }) => action.type === type);

const matching = ({ buttons }: Sight, patterns: Readonly<Record<string, RegExp>>): number =>
  Object.values(patterns).filter((pattern) => buttons.some(({ label }) => pattern.test(label))).length;

export const SEND =
  /^\P{L}*(ส่ง|ยืนยัน|send|submit|confirm)(?!.*(ตำแหน่ง|ภาพ|รูป|ไฟล์|เพิ่ม|location|photo|file|place))/iu;
export const ANONYMOUS = /^\P{L}*(ไม่เปิดเผย|ไม่ระบุชื่อ|ไม่บอกชื่อ|anonymous|stay anonymous|without (a |my )?name)/iu;
export const NAMED = /^\P{L}*(เปิดเผย|แจ้งชื่อ|บอกชื่อ|ระบุชื่อ|give (my )?name|with (my )?name|named)/iu;
export const REPORT = /แจ้งเรื่อง|แจ้งปัญหา|ร้องเรียน|report|complain/i;
export const PROGRESS = /รายงาน|บันทึก|progress|report/i;
export const ASK = /สอบถาม|ถาม|\bask\b|question/i;
export const NEITHER = /ไม่ใช่|neither|none of/i;
export const SAME = /ตอบเรื่อง|เรื่องเดิม|เรื่องนี้|\d\d-\d{5}-\d|this (case|matter)|same/i;
export const NEW = /เรื่องใหม่|new/i;
export const GO_ON = /^\P{L}*(ทำต่อ|กลับมาทำต่อ|continue|go on)/iu;
export const SKIP = /^\P{L}*(ข้าม|ไม่ระบุ|skip)/iu;
export const FINISH = /^\P{L}*(เสร็จ|ครบแล้ว|พอแล้ว|done|that is all)/iu;
export const NONE = /^\P{L}*(ไม่มี|none|nothing)\P{L}*$/iu;
export const PICK = /^\P{L}*(เลือกข้อ|เลือก|choose|pick)?\s*(ข้อ)?\s*([๐-๙\d]+)(\D|$)/iu;
const YES = /^\P{L}*(ใช่|ถูกต้อง|yes)\P{L}*$/iu;
const NO = /^\P{L}*(ไม่ใช่|no)/iu;

/** How the bot says that something is done. */
export const RECEIPT =
  /รับเรื่อง\S*\s*แล้ว|บันทึก[^\n]{0,200}แล้ว|has been received|saved|recorded|received\. thank/i;

type Rule = readonly [Asked, (sight: Sight) => boolean];

/** In the order in which they are tried: what is plain from the buttons first. */
const RULES: readonly Rule[] = [
  ['review', (sight) => has(sight, SEND)],
  ['reporter', (sight) => has(sight, ANONYMOUS)],
  ['category', (sight) => matching(sight, CATEGORY_WORDS) >= 4],
  ['status', (sight) => matching(sight, STATUS_WORDS) >= 3],
  ['intent', (sight) => has(sight, ASK) && has(sight, REPORT) && has(sight, NEITHER)],
  ['about', (sight) => has(sight, NEW) && has(sight, SAME)],
  ['remark', (sight) => has(sight, NONE) && /ปัญหา|อุปสรรค|ข้อเสนอแนะ|problem|recommend/i.test(sight.last)],
  [
    'measure',
    (sight) =>
      /มาตรการใด|มาตรการไหน|น่าจะเป็นมาตรการ|รายงานนี้เป็นของมาตรการ|is this report|ตรงกับข้อความ|which measure/i.test(
        sight.text,
      ),
  ],
  [
    'name',
    (sight) =>
      /ชื่อและนามสกุล|ชื่อของท่าน|พิมพ์ชื่อ(ผู้แจ้ง)?|your [a-z ]*name/i.test(sight.last) &&
      !/สถานที่|มาตรการ/.test(sight.last),
  ],
  [
    'phone',
    (sight) =>
      /(หมายเลข|เบอร์)โทรศัพท์[^\n]*(พิมพ์|ติดต่อ|กรุณา)|พิมพ์(หมายเลข|เบอร์)โทร|phone number/i.test(sight.last),
  ],
  ['story', (sight) => /เล่า|เกิดอะไรขึ้น|what (has )?happened|tell (me|us)/i.test(question(sight))],
  ['place', (sight) => hasAction(sight, 'location') && !hasAction(sight, 'camera')],
  ['place', (sight) => /ที่ใด|ที่ไหน|บริเวณใด|สถานที่|ตำแหน่งที่ตั้ง|where/i.test(question(sight))],
  [
    'photos',
    (sight) =>
      /ภาพ|รูป|ไฟล์|หลักฐาน|photo|file|evidence/i.test(question(sight)) &&
      (hasAction(sight, 'camera') || has(sight, FINISH) || has(sight, SKIP)),
  ],
  [
    'story',
    (sight) =>
      /เล่า|รายละเอียด|เกิดอะไรขึ้น|ผลการดำเนินการ|สิ่งที่ดำเนินการ|เหตุผล|what happened|tell|reason|result/i.test(
        question(sight),
      ),
  ],
  ['round', (sight) => /รอบใด|รอบไหน|which round/i.test(sight.last)],
  ['photos', (sight) => hasAction(sight, 'camera')],
  ['confirm', (sight) => has(sight, YES) && has(sight, NO)],
  [
    'measure',
    (sight) => sight.buttons.filter(({ label }) => /^\P{L}*เลือกข้อ|^choose \d/iu.test(label)).length >= 2,
  ],
  ['continue', (sight) => has(sight, GO_ON)],
];

/** The last thing said, without what was acknowledged before it. */
function question({ last }: Sight): string {
  const asking = last.split('\n').filter((line) => /กรุณา|หรือไม่|อะไร|ใด|ไหน|please|\?/i.test(line));
  return (asking.length === 0 ? last : asking.join('\n')).slice(0, 400);
}

/** What the bot wants to know just now. */
export function askedIn(sight: Sight): Asked {
  const found = RULES.find(([, holds]) => holds(sight))?.[0];
  return found ?? 'nothing';
}

/** True when a cancelling word has ended something that was open. */
export function hasCancelled({ text }: Sight): boolean {
  return /ยกเลิก[^\n]{0,120}แล้ว|is cancelled/i.test(text) && !/ไม่มี(งาน|เรื่อง)|nothing unfinished/i.test(text);
}
