import fc from 'fast-check';
import type { Act, Move, Script } from './script';
import { scriptFrom } from './script';

/** Sentences that somebody may send at any time; `#` becomes a mark that no other sentence has. */
const SENTENCES = {
  citizen: [
    'ไฟถนนดับตรงเสา #',
    'ถนนเป็นหลุมหน้าบ้านเลขที่ #',
    'อยู่ตรงซอย #',
    'หน้าร้านป้า # ค่ะ',
    'เป็นมาตั้งแต่เมื่อวาน #',
    'ขยะกองโต #',
    '#',
    'ลืมบอกว่า # ด้วยครับ',
    'ไม่ใช่ค่ะ # ต่างหาก',
    'กลิ่นเหม็นจาก # ทุกเย็น\nลูกป่วยแล้ว',
  ],
  clerk: [
    'จัดอบรม # แล้ว',
    'เผยแพร่บนเว็บไซต์ #',
    'ผู้เข้าร่วม # คน',
    'ประชุมชี้แจง # เรียบร้อย',
    '#',
    'เพิ่มเติม #',
    'ติดปัญหา # ค่ะ',
  ],
} as const;

/** Words that people type because of what is asked, or although something else is. */
const WORDS = [
  ...['ข้าม', 'ไม่มี', 'ไม่มีรูปค่ะ', 'ไม่ทราบ', 'เสร็จแล้ว', 'ใช่', 'ไม่ใช่', 'ส่ง', '2', 'แก้ไข', 'แก้ไข 2'],
  ...['ย้อนกลับ', 'พักไว้', 'ทำต่อ', 'วิธีใช้', 'เมนู', 'งานที่ค้างไว้', 'ไม่เปิดเผยชื่อ', 'เปิดเผยชื่อ'],
  ...['แจ้งเรื่อง', 'รายงานผล', 'ติดตามเรื่อง', 'สวัสดี', 'ขอบคุณค่ะ', 'อบต.เปิดกี่โมง', 'ลบรูปที่ 1', 'ยกเลิก', '???'],
];

/** Buttons that may be on the screen, or were. */
const BUTTONS = [
  ...['ไฟฟ้า', 'ถนน', 'เลือกข้อ', 'ดำเนินการแล้ว', 'ข้าม', 'เสร็จ', 'ไม่มี', 'ย้อนกลับ', 'แก้ไข', 'ไม่เปิดเผย', 'ส่ง'],
  ...['ยืนยัน', 'ทำต่อ', 'แจ้งเรื่อง', 'สอบถาม', 'เรื่องใหม่', 'ใช่', 'ยกเลิก', 'รายงาน', 'ลบ'],
];

const from = (words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);

type Who = keyof typeof SENTENCES;

const told = (who: Who): fc.Arbitrary<Act> =>
  fc.oneof(
    { weight: 5, arbitrary: from(SENTENCES[who]) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }).map((photos) => ({ photos })) },
    { weight: 1, arbitrary: fc.constant({ place: 'ตลาด #' }) },
  );

const done: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: from(WORDS).map((chat) => ({ chat })) },
  { weight: 5, arbitrary: from(BUTTONS).map((tap) => ({ tap })) },
  { weight: 1, arbitrary: from(BUTTONS).map((old) => ({ old })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map((unsend) => ({ unsend })) },
  { weight: 1, arbitrary: fc.constantFrom('sticker', 'voice', 'video').map((send) => ({ send })) },
);

const sequence = (who: Who, longest: number): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: told(who) },
      { weight: 6, arbitrary: done },
      { weight: 2, arbitrary: fc.array(told(who), { minLength: 2, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom('3h', '20h').map((wait) => ({ wait })) },
    ),
    { minLength: 3, maxLength: longest },
  );

/** How a person who has done whatever they liked comes to an end by typing: what is open, what waits, something new. */
const CLOSING: readonly Move[] = [
  { finish: true },
  { chat: 'ทำต่อ' },
  { finish: true },
  { chat: 'ทำต่อ 1' },
  { finish: true },
  { chat: 'ทำต่อ 1' },
  { finish: true },
];
export const FINAL = 'LASTWORD';
const AFRESH: readonly Move[] = [
  { chat: 'ยกเลิก' },
  { chat: 'แจ้งเรื่องร้องเรียน' },
  `ไฟถนนดับหน้าบ้าน ${FINAL}`,
  { finish: true },
  // What was put aside for it is not forgotten.
  { chat: 'ทำต่อ' },
  { finish: true },
  { chat: 'ทำต่อ 1' },
  { finish: true },
];

/** Somebody who does anything in any order, at most so many things. */
export function anybody(who: Who, longest = 10): fc.Arbitrary<Script> {
  return sequence(who, longest).map((moves) => {
    let marks = 0;
    const mark = (): string => `QK${String(++marks).padStart(3, '0')}`;
    const marked = [...moves, ...CLOSING].map((move) =>
      Array.isArray(move) ? move.map((act) => withMark(act, mark)) : withMark(move, mark),
    );
    return scriptFrom({
      id: 'anybody',
      who,
      types: true,
      moves: [...marked, ...AFRESH],
      answers: { category: ['lights'], story: 'ตามที่เล่าไว้', measure: '6', status: 'done', intent: 'report' },
      expect: { stored: [{}] },
    });
  });
}

function withMark<M extends Move>(move: M, mark: () => string): M | string | { place: string } {
  if (typeof move === 'string') return move.replace('#', mark);
  return typeof move === 'object' && 'place' in move ? { place: move.place.replace('#', mark) } : move;
}
