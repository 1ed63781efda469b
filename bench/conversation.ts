import type { Heard, Person } from './hall';
import { PHOTO } from './photo';

/** One message of a conversation and some words of the answer to it. */
export interface Line {
  readonly says: string | Buffer;
  readonly reads: string;
}

/** What a complaint is about, in the words of whoever files it. */
export const DETAIL = 'ช่วยมาดูให้หน่อย เดือดร้อนกันทุกบ้านมานานแล้ว คนแก่เดินลำบาก';

/** Who was answered with something else than belongs to what they said begins anew with this. */
const GIVE_UP: Line = { says: 'ยกเลิก', reads: '' };

const BEFORE_PHOTOS: readonly Line[] = [
  { says: 'แจ้งเรื่องร้องเรียน', reads: 'กรุณาเล่าเรื่อง' },
  { says: DETAIL, reads: 'เกี่ยวกับอะไร' },
  { says: 'ไฟฟ้าสาธารณะ', reads: 'เกิดขึ้นที่ใด' },
  { says: 'หน้าโรงเรียน หมู่ที่ 4', reads: 'ไม่เปิดเผยชื่อ' },
];
const ONE_PHOTO: readonly Line[] = [{ says: PHOTO, reads: 'ได้รับ' }];
const AFTER_PHOTOS: readonly Line[] = [
  { says: 'ไม่เปิดเผยชื่อ', reads: 'กรุณาตรวจสอบ' },
  { says: 'ส่ง', reads: 'รับเรื่องแล้ว' },
  { says: 'วิธีใช้', reads: '' },
];

/** A whole complaint and a look at the help: seven turns. */
export const COMPLAINT: readonly Line[] = [...BEFORE_PHOTOS, ...AFTER_PHOTOS];
/** The same with a photo: eight turns. */
export const COMPLAINT_WITH_PHOTO: readonly Line[] = [...BEFORE_PHOTOS, ...ONE_PHOTO, ...AFTER_PHOTOS];

/** What a line was answered with. */
export interface Answered extends Heard {
  readonly said: string;
  readonly isPhoto: boolean;
  /** False for an answer to something else. */
  readonly isRight: boolean;
}

/** A person in the middle of what they say over and over. */
export class Talker {
  private ahead: Line[] = [];
  private isLost = false;

  /** `another`: what this person says next when a conversation is over. */
  constructor(
    private readonly person: Person,
    private readonly another: () => readonly Line[] = () => COMPLAINT,
  ) {}

  /** Says the next line. Throws when the answer is to something else. */
  async next(withinMs?: number): Promise<Answered> {
    const answered = await this.goOn(withinMs);
    const { said, texts, isRight } = answered;
    if (!isRight) throw new Error(`"${said}" was answered by: ${texts?.join(' | ')}`);
    return answered;
  }

  /** Says the next line, whatever the answer to the one before was. */
  async goOn(withinMs?: number): Promise<Answered> {
    if (this.ahead.length === 0) this.ahead = [...(this.isLost ? [GIVE_UP] : []), ...this.another()];
    const { says, reads } = this.ahead.shift() ?? { says: '', reads: '' };
    const heard = await this.person.says(says, withinMs);
    const isPhoto = typeof says !== 'string';
    const isRight: boolean = heard.texts?.some((text) => text.includes(reads)) !== false;
    this.isLost = !isRight || (this.isLost && says !== GIVE_UP.says);
    return { ...heard, isPhoto, said: isPhoto ? 'a photo' : says, isRight };
  }

  /** True between two conversations. */
  get isAtEnd(): boolean {
    return this.ahead.length === 0;
  }
}
