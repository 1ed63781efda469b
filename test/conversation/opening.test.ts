import { Explainable } from '../../src/core/errors';
import { STAFF } from '../helpers/chat';
import { Bot } from './bot';

let bot: Bot;
beforeEach(() => {
  bot = new Bot();
});

describe('an open conversation', () => {
  test('is not disturbed by a view: it is shown, then the question is recalled with its buttons', async () => {
    await bot.tells('ไฟทางดับหลายวัน');

    await bot.opens('status', '7');

    expect(bot.text).toMatch(/^สถานะ 7\nท่านกำลังทำ “แก้ไข” ค้างอยู่/);
    await bot.taps('light');
    expect(bot.conversation?.at).toBe('where');
  });

  test('begins without a parameter that does not hold, and says why', async () => {
    bot.request = {
      ...bot.request,
      prefill: () => {
        throw new Explainable('gone', 'common.none');
      },
    };
    await bot.opens('request', 'what is gone');

    expect(bot.text).toMatch(/^ไม่มี\n/);
    expect(bot.conversation).toMatchObject({ flow: 'request', answers: {} });
  });

  test('gives way without a question while nothing is answered', async () => {
    await bot.opens('request');

    await bot.opens('rating');

    expect(bot.conversation?.flow).toBe('rating');
  });

  test('is gone on with when its own button is pressed again', async () => {
    await bot.opens('request', 'light');
    const { id } = bot.conversation!;

    await bot.opens('request', 'light');
    expect(bot.text).toContain('ท่านกำลังทำเรื่องนี้อยู่แล้ว');
    expect(bot.conversation?.id).toBe(id);
  });

  test('understands an opener word where it is no answer', async () => {
    await bot.tells('ไฟทางดับหลายวัน');

    await bot.says('ให้คะแนนครับ');

    expect(bot.conversation?.flow).toBe('rating');
  });

  test('shows the menu and remains', async () => {
    await bot.tells('ไฟทางดับหลายวัน');

    await bot.says('เมนู');

    expect(bot.text).toMatch(/^รายการที่ทำได้\n/);
    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.conversation?.at).toBe('kind');
  });

  test('goes on after a pause of two days', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    await bot.says('พักไว้');
    bot.clock.set(new Date('2026-02-17T09:00+07:00'));

    await bot.taps('ทำต่อ');

    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.conversation?.paused).toBeUndefined();
  });

  test('forgets the answer of an unsent message and asks for it again', async () => {
    await bot.opens('request');
    await bot.says('ไฟทางดับหลายวัน', 'm1');
    await bot.says('ไม่มี');
    await bot.says('10 ก.พ. 69');
    await bot.takes({ kind: 'file', fileId: 'f1', mediaType: 'image/jpeg', source: 'm2' });
    await bot.takes({ kind: 'file', fileId: 'f2', mediaType: 'image/jpeg', source: 'm3' });
    bot.takesBack('m2');
    expect(bot.conversation).toMatchObject({ at: 'photos', answers: { photos: [{ fileId: 'f2' }] } });
    await bot.says('เสร็จแล้ว');
    await bot.says('ใช่');

    bot.takesBack('m1');

    expect(bot.conversation).toMatchObject({ at: 'what', path: [], sources: { photos: ['m3'] } });
    expect(bot.conversation?.answers).not.toHaveProperty('what');
    await bot.says('น้ำไม่ไหลทั้งหมู่บ้าน');
    expect(bot.conversation?.at).toBe('review');
    bot.takesBack('unknown');
    expect(bot.conversation?.at).toBe('review');
  });
});

describe('somebody with nothing open', () => {
  test('is told in one message how to see what can be done', async () => {
    expect(await bot.says('สวัสดี')).toContain('พิมพ์ “เมนู” เพื่อดูสิ่งที่ทำได้');
    expect(await bot.says('ยกเลิก')).toMatch(/^ขณะนี้ไม่มีงานที่กำลังทำอยู่/);
    expect(await bot.says('help')).toBe('รายการที่ทำได้');
  });

  test('opens a flow by a word, a button, and free text', async () => {
    expect(await bot.says('แจ้งเรื่องค่ะ')).toBe('เกิดอะไรขึ้น');
    await bot.says('ยกเลิก');

    const answer = await bot.tells('หน้าโรงเรียนถนนทรุด', 'm1');

    expect(answer).toMatch(/^เก็บสิ่งที่ท่านส่งมาไว้ใน “แก้ไข” แล้ว/);
    expect(bot.conversation).toMatchObject({
      at: 'kind',
      answers: { what: 'หน้าโรงเรียนถนนทรุด' },
      sources: { what: ['m1'] },
    });
  });

  test('is told when what is known beforehand is no answer', async () => {
    await bot.tells('ไฟ');

    expect(bot.text).toBe('คำตอบสั้นเกินไป กรุณาพิมพ์อย่างน้อย ๕ ตัวอักษร\n\nเกิดอะไรขึ้น');
  });

  test('is told why something does not open', async () => {
    bot.actor = STAFF;

    expect(await bot.opens('rating')).toMatch(/^ท่านไม่มีสิทธิ์เปิดส่วนนี้/);
    expect(await bot.opens('status')).toMatch(/^ท่านไม่มีสิทธิ์เปิดส่วนนี้/);
    expect(await bot.opens('gone')).toMatch(/^ปุ่มนี้ใช้ไม่ได้แล้ว/);
  });

  test('is told that an old button belongs to what has ended', async () => {
    await bot.fills();
    const send = bot.button('send');
    await bot.takes(send);

    expect(await bot.takes(send)).toMatch(/^ปุ่มนี้เป็นของเรื่องที่สิ้นสุดไปแล้ว/);
    expect(await bot.takes({ kind: 'unusable', problem: 'common.none' })).toBe('ไม่มี');
    expect(await bot.takes({ kind: 'place', place: { latitude: 1, longitude: 2 } })).toMatch(
      /^ยังไม่เข้าใจตำแหน่งที่ตั้ง “1.00000, 2.00000”/,
    );
    expect(bot.finished).toHaveLength(1);
  });
});
