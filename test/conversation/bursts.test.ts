import type { Input } from '../../src/conversation/flow';
import type { FreeInput } from '../../src/conversation/listening';
import { Bot } from './bot';

let bot: Bot;
beforeEach(() => {
  bot = new Bot();
  bot.meaning = (input) => {
    asked.push(input);
    return { name: 'telling', known: knownOf(input), how: 'told' };
  };
  asked = [];
});

let asked: FreeInput[] = [];
const knownOf = (input: FreeInput) => (input.kind === 'text' ? { text: input.text } : {});
const text = (words: string, source?: string): Input => ({
  kind: 'text',
  text: words,
  ...(source && { source }),
});
const photo = (fileId: string): Input => ({ kind: 'file', fileId, mediaType: 'image/jpeg' });
const pin: Input = { kind: 'place', place: { address: 'หมู่ 4', latitude: 16.4, longitude: 102.8 } };

describe('messages that come together', () => {
  test('are one story in their order, understood as a whole', async () => {
    await bot.hears([text('ไฟดับ', 'm1'), text('มา ๓ วันแล้วค่ะ', 'm2'), text('ช่วยมาดูหน่อย', 'm3')]);

    expect(asked).toMatchObject([{ text: 'ไฟดับ\nมา ๓ วันแล้วค่ะ\nช่วยมาดูหน่อย' }]);
    expect(bot.conversation?.answers).toMatchObject({ story: 'ไฟดับ\nมา ๓ วันแล้วค่ะ\nช่วยมาดูหน่อย' });
    expect(bot.conversation?.sources.story).toEqual(['m1', 'm2', 'm3']);
    expect(bot.conversation?.at).toBe('where');
    expect(bot.last?.prompts).toHaveLength(1);
  });

  test('photos before the words belong to them, and one sentence names all that came', async () => {
    await bot.hears([photo('f1'), photo('f2'), photo('f3'), text('ถนนเป็นหลุม'), pin]);

    expect(bot.conversation?.answers).toMatchObject({ story: 'ถนนเป็นหลุม', where: { text: 'หมู่ 4' } });
    expect(bot.conversation?.answers.photos).toHaveLength(3);
    expect(bot.last?.prompts).toHaveLength(1);
    expect(bot.text).toContain('ได้รับภาพ ๓ ภาพ ตำแหน่งที่ตั้ง และรายละเอียดแล้ว');
    expect(bot.text.match(/เรื่องประเภทใด/g)).toHaveLength(1);
  });

  test('at an open question are acknowledged together', async () => {
    await bot.opens('telling');
    await bot.hears([text('ถนนเป็นหลุม'), photo('f1'), text('รถล้มไปสองคัน')]);

    expect(bot.text).toContain('ได้รับภาพ ๑ ภาพและรายละเอียดแล้ว');
    expect(bot.conversation).toMatchObject({ at: 'kind', answers: { story: 'ถนนเป็นหลุม\nรถล้มไปสองคัน' } });
  });

  test('what is no answer among them is told, and the others count', async () => {
    await bot.opens('telling');
    const sticker: Input = { kind: 'unusable', problem: 'line.unusable.sticker' };

    await bot.hears([text('ถนนเป็นหลุม'), sticker, photo('f1')]);

    expect(bot.last?.prompts).toHaveLength(1);
    expect(bot.text).toContain('สติกเกอร์');
    expect(bot.text).toContain('ได้รับภาพ ๑ ภาพและรายละเอียดแล้ว');
  });

  test('are sent off by the last of them', async () => {
    await bot.opens('telling');
    await bot.hears([text('ไฟดับหน้าวัด'), text('ใช่')]);

    expect(bot.conversation?.at).toBe('review');
    expect(await bot.hears([text('มืดมาก'), text('ส่ง'), text('ขอบคุณ')])).toBe(2);
    expect(bot.told[0]?.answers.story).toBe('ไฟดับหน้าวัด\nมืดมาก');
  });
});

describe('a receipt', () => {
  test('is never cut out of a long answer: nothing says it a second time', async () => {
    await bot.opens('request');
    await bot.says('ไฟทางดับหลายวัน');
    await bot.opens('telling');
    await bot.hears([text('ไฟดับหน้าวัด'), text('ใช่')]);
    expect(bot.conversation?.at).toBe('review');

    const words = ['งานที่ค้างไว้', 'ช่วยเหลือ', 'งานที่ค้างไว้', 'ส่ง'].map((each) => text(each));
    while (bot.told.length === 0) {
      const taken = await bot.hears(words);
      expect(taken).toBeGreaterThan(0);
      words.splice(0, taken);
    }

    const [receipt] = bot.last!.receipt;
    expect(receipt).toBeDefined();
    expect(bot.last!.prompts).toContain(receipt);
    expect(bot.last!.prompts.length).toBeLessThanOrEqual(5);
  });
});

describe('a word for something else', () => {
  test('is a command at a question that takes any words', async () => {
    await bot.opens('telling');

    await bot.says('ให้คะแนน');
    expect(bot.conversation?.flow).toBe('rating');
  });

  test('inside a longer sentence is part of it', async () => {
    await bot.opens('telling');

    await bot.says('ให้คะแนนถนนเส้นนี้ศูนย์เลย');
    expect(bot.conversation?.answers.story).toBe('ให้คะแนนถนนเส้นนี้ศูนย์เลย');
  });

  test('for what is open already goes on with it', async () => {
    await bot.opens('telling');
    await bot.says('ถนนเป็นหลุม');

    await bot.says('เล่าเรื่อง');

    expect(bot.conversation).toMatchObject({ at: 'kind', answers: { story: 'ถนนเป็นหลุม' } });
    expect(bot.text).toContain('ท่านกำลังทำเรื่องนี้อยู่แล้ว');
  });
});

describe('a cancelled draft', () => {
  test('can be brought back by its button or a word, and is as it was', async () => {
    await bot.opens('telling');
    await bot.says('ถนนเป็นหลุม');
    const { answers } = bot.conversation!;
    await bot.says('ไม่เอาแล้ว');
    expect(bot.conversation).toBeUndefined();
    expect(bot.text).toContain('กู้คืน');

    await bot.taps('~restore');
    expect(bot.conversation).toMatchObject({ at: 'kind', answers });
    expect(bot.text).toContain('คำตอบเดิมของท่านยังอยู่');
    await bot.says('ยกเลิก');
    await bot.says('กู้คืนค่ะ');
    expect(bot.conversation).toMatchObject({ at: 'kind', answers });
    expect(bot.drafts).not.toHaveProperty('cancelled');
  });

  test('says so when one of its buttons is pressed', async () => {
    await bot.opens('telling');
    await bot.says('ถนนเป็นหลุม');
    const old = bot.button('road');
    await bot.says('ยกเลิก');

    await bot.takes(old);

    expect(bot.text).toContain('ยกเลิกไปแล้ว');
    await bot.taps('~restore');
    expect(bot.conversation?.at).toBe('kind');
  });

  test('is gone after a day', async () => {
    await bot.opens('telling');
    await bot.says('ถนนเป็นหลุม');
    await bot.says('ยกเลิก');
    bot.clock.set(new Date('2026-02-16T09:01+07:00'));

    await bot.says('กู้คืน');

    expect(bot.text).toContain('ไม่มีเรื่องที่ยกเลิกไว้ให้กู้คืน');
    expect(bot.drafts).toEqual({ open: [] });
  });

  test('in which nothing was answered leaves nothing', async () => {
    await bot.opens('telling');

    await bot.says('ยกเลิก');

    expect(bot.drafts).toEqual({ open: [] });
    expect(bot.text).not.toContain('กู้คืน');
  });
});

test('after a pause the next message is read afresh, and the draft waits', async () => {
  await bot.opens('telling');
  await bot.says('ถนนเป็นหลุม');
  await bot.says('พัก');

  await bot.says('ไฟดับหน้าบ้าน');
  expect(bot.conversation?.answers).toMatchObject({ story: 'ไฟดับหน้าบ้าน' });
  await bot.says('ยกเลิก');
  await bot.says('ทำต่อ');
  expect(bot.text).toContain('กลับมาทำ “เมนู” เรื่อง “ถนนเป็นหลุม” ต่อ');
  expect(bot.conversation?.answers).toMatchObject({ story: 'ถนนเป็นหลุม' });
});
