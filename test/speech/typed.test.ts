import englishCommon from '../../locales/en/common.json';
import english from '../../locales/en/conversation.json';
import common from '../../locales/th/common.json';
import conversation from '../../locales/th/conversation.json';
import { findTyped, plain, readItemNumber, tidy } from '../../src/speech/typed';
import { lengthOf, LONGEST_LABEL, shorten } from '../../src/speech/wording';
import { readCommand, readEdit, saysSend } from '../../src/speech/words';

describe('tidy', () => {
  test('removes what cannot be seen and keeps what is meant', () => {
    expect(tidy('\u200b ถนน\u202e พัง\ufeff  \r\n\n\n\nหน้าวัด\u0007 ')).toBe('ถนน พัง\n\nหน้าวัด');
    expect(tidy('👨\u200d👩\u200d👧 ก\u200dข')).toBe('👨\u200d👩\u200d👧 กข');
    expect(tidy('\u200b\u200e \n')).toBe('');
  });

  test('composes letters', () => {
    expect(tidy('cafe\u0301')).toBe('café');
  });
});

describe('plain', () => {
  test.each([
    ['  เสร็จแล้ว ครับ', 'เสร็จแล้ว'],
    ['ส่งเลยนะคะ!', 'ส่งเลย'],
    ['ข้อ ๑๒.', 'ข้อ12'],
    ['เเก้ไข', 'แก้ไข'],
    ['น\u0e4d\u0e32', 'น\u0e33'],
    ['Yes, please', 'yes'],
    ['ครับ', 'ครับ'],
  ])('reads "%s" as "%s"', (typed, expected) => {
    expect(plain(typed)).toBe(expected);
  });
});

describe('a typed number', () => {
  test.each([
    ['๓', 3],
    ['ข้อที่ 3 ค่ะ', 3],
    ['ขอเลือกหมายเลข ๑๒', 12],
    ['no. 4', 4],
    ['3 ปีที่แล้ว', undefined],
    ['สาม', undefined],
  ])('in "%s" is %s', (typed, expected) => {
    expect(readItemNumber(typed)).toBe(expected);
  });
});

describe('a typed choice', () => {
  const units = ['สำนักปลัด', 'กองคลัง', 'กองช่าง', 'กองการศึกษา'];

  test.each([
    ['กองช่างครับ', [2]],
    ['ปลัด', [0]],
    ['เลือกกองคลัง', [1]],
    ['กองช้าง', [2]],
    ['กอง', [1, 2, 3]],
    ['ก', []],
    ['สาธารณสุข', []],
    ['  ', []],
  ])('"%s" names %s', (typed, expected) => {
    expect(findTyped(typed, units)).toEqual(expected);
  });

  test('prefers the exact one to those that contain it', () => {
    expect(findTyped('ใช่', ['ไม่ใช่', 'ใช่'])).toEqual([1]);
  });
});

describe('words', () => {
  test.each([
    ['ยกเลิกครับ', 'cancel'],
    ['ย้อน กลับ', 'back'],
    ['พักไว้ก่อนนะคะ', 'pause'],
    ['ข้าม', 'skip'],
    ['เสร็จแล้วค่ะ', 'finish'],
    ['ช่วยเหลือ', 'help'],
    ['Menu', 'menu'],
    ['CANCEL', 'cancel'],
    ['ยกเลิกมาตรการ', undefined],
    ['', undefined],
  ])('"%s" are the command %s', (typed, command) => {
    expect(readCommand(typed)).toBe(command);
  });

  test('send off a review in the words of its button too', () => {
    expect(saysSend('ส่งรายงานครับ', 'ส่งรายงาน')).toBe(true);
    expect(saysSend('ยืนยันค่ะ', 'ส่งรายงาน')).toBe(true);
    expect(saysSend('ไม่ส่ง', 'ส่งรายงาน')).toBe(false);
  });

  test('for editing name what is to be edited', () => {
    expect(readEdit('แก้ไขข้อ ๒')).toBe('2');
    expect(readEdit('แก้ไข')).toBe('');
    expect(readEdit('edit no. 3')).toBe('3');
    expect(readEdit('สวัสดี')).toBeUndefined();
  });
});

describe('labels', () => {
  test('are cut between letters, never inside one', () => {
    const label = shorten('ยืนยันการสั่งซื้อสินค้าทั้งหมด');

    expect(lengthOf(label)).toBeLessThanOrEqual(LONGEST_LABEL);
    expect(label).toMatch(/…$/);
    expect(shorten('กกกกกกกกกกกกกกกกกกกก')).toBe('ก'.repeat(20));
    expect(shorten(`${'ก'.repeat(18)}กี่ก`)).toBe(`${'ก'.repeat(18)}…`);
  });

  test('of the engine fit a button in both languages', () => {
    const all = [common, englishCommon, conversation.controls, english.controls].flatMap((each) =>
      Object.values(each),
    );

    expect(all.filter((label) => lengthOf(label) > LONGEST_LABEL)).toEqual([]);
  });

  test('are typed equivalents of their commands', () => {
    const read = [common, englishCommon].map((labels) =>
      [labels.cancel, labels.back, labels.skip, labels.done, labels.pause, labels.help, labels.menu].map(
        readCommand,
      ),
    );

    const commands = ['cancel', 'back', 'skip', 'finish', 'pause', 'help', 'menu'];
    expect(read).toEqual([commands, commands]);
  });
});
