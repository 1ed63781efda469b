import { CITIZEN, STAFF } from '../helpers/chat';
import { Bot } from './bot';

let bot: Bot;
beforeEach(() => {
  bot = new Bot();
});

describe('a conversation that cannot go on', () => {
  test('tells that it has expired and takes the message afresh', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    bot.clock.set(new Date('2026-02-15T10:01+07:00'));

    await bot.says('สวัสดี');

    expect(bot.text).toMatch(/^“แก้ไข” \(ไฟทางดับหลายวัน\) ค้างไว้เกิน ๖๐ นาที/);
    expect(bot.text).toContain('ยังไม่เข้าใจ');
    expect(bot.drafts.open).toEqual([]);
  });

  test('is brought back with its answers within a day of its end', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    bot.clock.set(new Date('2026-02-17T10:01+07:00'));
    await bot.says('สวัสดี');
    bot.clock.set(new Date('2026-02-18T10:00+07:00'));

    await bot.says('กู้คืน');

    expect(bot.text).toContain('คำตอบเดิมของท่านยังอยู่');
    expect(bot.conversation?.answers).toMatchObject({ what: 'ไฟทางดับหลายวัน' });
  });

  test('says so only once for its own button', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    const old = bot.button('light');
    bot.clock.set(new Date('2026-02-16T10:01+07:00'));

    await bot.takes(old);

    expect(bot.last?.prompts).toHaveLength(1);
    await bot.taps('กู้คืน');
    expect(bot.conversation?.at).toBe('kind');
  });

  test('begins another one at once when the message opens it', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    bot.clock.set(new Date('2026-02-16T10:01+07:00'));

    await bot.opens('rating');

    expect(bot.text).toMatch(/^“แก้ไข” \(ไฟทางดับหลายวัน\) ค้างไว้เกิน/);
    expect(bot.conversation?.flow).toBe('rating');
  });

  test('carries its answers over to a newer version of the flow', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    bot.keeps({ open: [{ ...bot.conversation!, version: 1 }] });

    await bot.says('ไม่มี');

    expect(bot.text).toContain('คำตอบเดิมของท่านยังอยู่');
    expect(bot.conversation).toMatchObject({ version: 2, at: 'since', answers: { kind: 'other' } });
  });

  test('asks first what the newer version asks instead of what was answered', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    bot.keeps({ open: [{ ...bot.conversation!, version: 1, at: 'since' }] });

    await bot.says('10 ก.พ. 69');

    expect(bot.text).toContain('คำตอบเดิมของท่านยังอยู่');
    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.conversation).toMatchObject({ version: 2, at: 'kind' });
  });

  test('begins again under a fresh id when its version cannot be carried over', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    const { id } = bot.conversation!;
    bot.request = { ...bot.request, version: 3 };

    await bot.says('ไม่มี');

    expect(bot.text).toContain('กรุณาตอบใหม่ตั้งแต่ต้น');
    expect(bot.conversation).toMatchObject({ version: 3, at: 'what', answers: {} });
    expect(bot.conversation?.id).not.toBe(id);
  });

  test('is closed when its person has lost the right to it', async () => {
    await bot.opens('rating');
    bot.actor = { ...STAFF, personId: CITIZEN.personId };

    await bot.says('1');

    expect(bot.text).toContain('สิทธิ์ของท่านเปลี่ยนไป');
    expect(bot.rated).toEqual([]);
    expect(bot.conversation).toBeUndefined();
  });

  test('is closed when its flow is gone', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    bot.request = { ...bot.request, name: 'renamed' };

    await bot.says('1');

    expect(bot.text).toContain('ปิดให้บริการแล้ว');
    expect(bot.conversation).toBeUndefined();
  });
});
