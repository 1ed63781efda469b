import type { Heard, Person } from './hall';
import { PHOTO } from './photo';

/** One message of a conversation and some words of the answer to it. */
export interface Line {
  readonly says: string | Buffer;
  readonly reads: string;
}

const BEFORE_PHOTOS: readonly Line[] = [
  { says: 'แจ้งเรื่องร้องเรียน', reads: 'เกี่ยวกับอะไร' },
  { says: 'ไฟฟ้าสาธารณะ', reads: 'กรุณาเล่าเรื่อง' },
  { says: 'ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว ทางมืดมาก', reads: 'เกิดขึ้นที่ใด' },
  { says: 'หน้าโรงเรียน หมู่ที่ 4', reads: 'ภาพถ่าย' },
];
const NO_PHOTO: readonly Line[] = [{ says: 'ข้าม', reads: 'ทราบชื่อหรือไม่' }];
const ONE_PHOTO: readonly Line[] = [
  { says: PHOTO, reads: 'ได้รับ' },
  { says: 'เสร็จแล้ว', reads: 'ทราบชื่อหรือไม่' },
];
const AFTER_PHOTOS: readonly Line[] = [
  { says: 'ไม่เปิดเผยชื่อ', reads: 'กรุณาตรวจสอบ' },
  { says: 'ส่ง', reads: 'รับเรื่องแล้ว' },
  { says: 'วิธีใช้', reads: '' },
];

/** A whole complaint and a look at the help: eight turns. */
export const COMPLAINT: readonly Line[] = [...BEFORE_PHOTOS, ...NO_PHOTO, ...AFTER_PHOTOS];
/** The same with a photo: nine turns. */
export const COMPLAINT_WITH_PHOTO: readonly Line[] = [...BEFORE_PHOTOS, ...ONE_PHOTO, ...AFTER_PHOTOS];

/** A person in the middle of what they say over and over. */
export class Talker {
  private ahead: Line[] = [];

  /** `another`: what this person says next when a conversation is over. */
  constructor(
    private readonly person: Person,
    private readonly another: () => readonly Line[] = () => COMPLAINT,
  ) {}

  /** Says the next line. Throws when the answer is to something else. */
  async next(withinMs?: number): Promise<Heard & { readonly isPhoto: boolean }> {
    if (this.ahead.length === 0) this.ahead = [...this.another()];
    const { says, reads } = this.ahead.shift() ?? { says: '', reads: '' };
    const heard = await this.person.says(says, withinMs);
    const isPhoto = typeof says !== 'string';
    if (heard.texts?.some((text) => text.includes(reads)) === false) {
      throw new Error(`"${isPhoto ? 'a photo' : says}" was answered by: ${heard.texts.join(' | ')}`);
    }
    return { ...heard, isPhoto };
  }

  /** True between two conversations. */
  get isAtEnd(): boolean {
    return this.ahead.length === 0;
  }
}
