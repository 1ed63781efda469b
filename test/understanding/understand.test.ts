import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent } from '../../src/understanding/intents';
import { understand } from '../../src/understanding/understand';

interface Labelled {
  readonly text: string;
  readonly intent?: Intent;
}

const read = (file: string): readonly Labelled[] => JSON.parse(readFileSync(file, 'utf8')) as Labelled[];
const set = (name: string) => read(join(__dirname, `messages-${name}.json`));
const shareOf = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length / all.length;

/** Complaints that people really wrote, where somebody has some: they are no part of this project. */
const REAL = process.env.REAL_COMPLAINTS ?? '';

describe('what somebody who simply writes wants', () => {
  test.each<[string, Intent]>([
    ['สวัสดี', 'greeting'],
    ['อบต.เปิดกี่โมง', 'question'],
    ['ขอจ่ายภาษีที่ดินได้ที่ไหน', 'question'],
    ['ขอบคุณมากค่ะ', 'thanks'],
    ['ลบข้อมูลของฉัน', 'erase'],
    ['น้ำไม่ไหล', 'complaint'],
    ['ไฟดับ', 'complaint'],
    ['ถนนพัง', 'complaint'],
    ['ยังไม่ติดเลยค่ะ', 'followup'],
    ['ขอคุยกับเจ้าหน้าที่', 'human'],
    ['เจ้าหน้าที่เรียกเงินใต้โต๊ะ', 'tip'],
    ['ติดป้าย No Gift Policy หน้าสำนักงานแล้ว', 'progress'],
    ['the street light is broken', 'complaint'],
    ['where can I pay my land tax?', 'question'],
  ])('%s is a %s, without a doubt', (text, intent) => {
    expect(understand(text)).toMatchObject({ intent, sure: true });
  });

  test.each<[string, string, Intent]>([
    ['a polite particle, however it is typed', 'น้ำไม่ไหลจ้าาาา', 'complaint'],
    ['missing and superfluous blanks', 'ถนน เป็น หลุม', 'complaint'],
    ['a wrong letter', 'ขอบคูณมากค่ะ', 'thanks'],
    ['tone marks in the wrong place', 'ขอรอ้งเรียน', 'complaint'],
    ['stressed letters', 'เหม็นนนนนน', 'complaint'],
    ['the other keyboard, Thai meant', 'l;ylfu', 'greeting'],
    ['the other keyboard, English meant', '้ำสสน', 'greeting'],
    ['a dialect', 'น้ำบ่ไหลมา 3 มื้อแล้ว', 'complaint'],
  ])('is heard through %s', (_how, text, intent) => {
    expect(understand(text).intent).toBe(intent);
  });

  test('a short word inside another is not that word', () => {
    // ไฟ stands in ไฟล์, which is no light.
    expect(understand('ส่งไฟล์').intent).toBe('unknown');
  });

  test('a denial is told', () => {
    expect(understand('ไม่ใช่ค่ะ แค่อยากถาม')).toMatchObject({ intent: 'question', sure: true, denies: true });
    expect(understand('น้ำไม่ไหล').denies).toBe(false);
  });

  test('what may be about the office’s own people is marked, whatever else it is', () => {
    expect(understand('ทำไมช่างเก็บเงินแล้วไม่ออกใบเสร็จคะ').delicate).toBe(true);
    expect(understand('อบต.เปิดกี่โมง').delicate).toBe(false);
  });

  test('the language is told, and the one that is wanted', () => {
    expect(understand('no water since yesterday').language).toBe('en');
    expect(understand('น้ำไม่ไหล').language).toBe('th');
    expect(understand('69-12345-4').language).toBeUndefined();
    expect(understand('ok').language).toBeUndefined();
    expect(understand('speak english please')).toMatchObject({ intent: 'language', wantsLanguage: 'en' });
    expect(understand('ขอเป็นภาษาไทยค่ะ')).toMatchObject({ intent: 'language', wantsLanguage: 'th' });
    expect(understand('เปลี่ยนภาษา').wantsLanguage).toBeUndefined();
  });

  test.each(['', ' ', '?', '555', '🙂', 'x'.repeat(5_000), 'ก'.repeat(5_000), '\u0e48\u0e48'])(
    'nothing is made of what says nothing',
    (text) => {
      expect(understand(text)).toMatchObject({ intent: 'unknown', sure: false });
    },
  );

  test.each([
    ['tuned', 0.95],
    ['kept-aside', 0.9],
  ])('is right for nearly all of the messages %s', (name, least) => {
    const messages = set(name);
    expect(messages.length).toBeGreaterThan(100);
    expect(shareOf(messages, ({ text, intent }) => understand(text).intent === intent)).toBeGreaterThan(
      least,
    );
    const sure = messages.filter(({ text }) => understand(text).sure);
    expect(sure.length / messages.length).toBeGreaterThan(0.85);
    expect(shareOf(sure, ({ text, intent }) => understand(text).intent === intent)).toBeGreaterThan(0.95);
  });

  (existsSync(REAL) ? test : test.skip)('real complaints are hardly ever taken for something else', () => {
    const taken = read(REAL).map(({ text }) => understand(text));
    const matters: readonly Intent[] = ['complaint', 'tip', 'wish'];
    expect(shareOf(taken, ({ intent }) => matters.includes(intent))).toBeGreaterThan(0.85);
    // Without a question back, and wrongly: the story is kept even then, and one tap corrects it.
    expect(shareOf(taken, ({ intent, sure }) => sure && !matters.includes(intent))).toBeLessThan(0.1);
  });
});
