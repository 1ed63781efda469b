import fc from 'fast-check';
import { addDays } from '../../src/core/bangkok-day';
import { readDay, showDay } from '../../src/core/thai-dates';

const today = '2026-02-20';
const anyDay = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays(today, days));

describe('showDay', () => {
  test('uses Thai digits and Buddhist years in Thai', () => {
    expect(showDay('2026-03-31', 'th')).toBe('๓๑ มีนาคม ๒๕๖๙');
    expect(showDay('2026-03-31', 'th', 'medium')).toBe('๓๑ มี.ค. ๒๕๖๙');
    expect(showDay('2026-03-31', 'th', 'short')).toBe('๓๑ มี.ค. ๖๙');
  });

  test('uses the common era in English', () => {
    expect(showDay('2026-03-31', 'en')).toBe('31 March 2026');
    expect(showDay('2026-03-31', 'en', 'short')).toBe('31 Mar 2026');
  });
});

describe('readDay', () => {
  test.each([
    ['๑๕ ก.พ. ๖๙', '2026-02-15'],
    ['15/2/69', '2026-02-15'],
    ['15-02-2569', '2026-02-15'],
    ['15.2.2569', '2026-02-15'],
    ['15 2 69', '2026-02-15'],
    ['2026-02-15', '2026-02-15'],
    ['2569-02-15', '2026-02-15'],
    ['15 กุมภาพันธ์ 2569', '2026-02-15'],
    ['15กพ69', '2026-02-15'],
    ['วันที่ 3 เดือนตุลาคม พ.ศ.2565', '2022-10-03'],
    ['๓ ต.ค. ๖๕', '2022-10-03'],
    ['Feb 15, 2026', '2026-02-15'],
    ['15th February 2026', '2026-02-15'],
    ['15 ก.พ. ค.ศ. 26', '2026-02-15'],
    ['วันอังคารที่ ๒๒ เมษายน พ.ศ. ๒๕๖๘', '2025-04-22'],
    ['15/2/26', '2026-02-15'],
    ['29 ก.พ. 2567', '2024-02-29'],
  ])('reads %s', (text, day) => {
    expect(readDay(text, today)).toEqual({ ok: true, day });
  });

  test.each([
    ['วันนี้', '2026-02-20'],
    ['พรุ่งนี้ค่ะ', '2026-02-21'],
    ['พรุงนี้', '2026-02-21'],
    ['เมื่อวาน', '2026-02-19'],
    ['มะรืนนี้', '2026-02-22'],
    ['เมื่อวานซืน', '2026-02-18'],
    [' Tomorrow ', '2026-02-21'],
  ])('counts %s from today', (text, day) => {
    expect(readDay(text, today)).toEqual({ ok: true, day });
  });

  test.each([
    ['15 กุมภาพัน 69', '2026-02-15'],
    ['15 กุมภาพนัธ์ 69', '2026-02-15'],
    ['15 กรกฏาคม 69', '2026-07-15'],
    ['15 febuary 2026', '2026-02-15'],
  ])('forgives one slip in a month: %s', (text, day) => {
    expect(readDay(text, today)).toEqual({ ok: true, day });
  });

  test.each([
    ['สิ้นเดือน', '2026-02-28'],
    ['สิ้นเดือนนี้', '2026-02-28'],
    ['สิ้นเดือนหน้า', '2026-03-31'],
    ['สิ้นเดือนที่แล้ว', '2026-01-31'],
    ['สิ้นเดือนมีนาคม', '2026-03-31'],
    ['สิ้นเดือน ก.พ. ๖๗', '2024-02-29'],
    ['สิ้นเดือนธันวาคม 2568', '2025-12-31'],
    ['สิ้นปีงบประมาณ', '2026-09-30'],
    ['สิ้นปีงบประมาณ พ.ศ. ๒๕๖๘', '2025-09-30'],
  ])('knows the last day: %s', (text, day) => {
    expect(readDay(text, today)).toEqual({ ok: true, day });
  });

  test.each([
    ['ลงวันที่ ๓ มกราคม ๒๕๖๙', '2026-01-03'],
    ['ประกาศ ณ วันที่ ๒๑ มกราคม พ.ศ. ๒๕๖๙', '2026-01-21'],
    ['ประกาศ ณ วันที่ ๒๑ เดือน มกราคม พ.ศ. ๒๕๖๙', '2026-01-21'],
    ['สั่ง ณ วันที่ 5 ก.พ. 69', '2026-02-05'],
    ['ให้ไว้ ณ วันที่ 5 ก.พ. 69', '2026-02-05'],
    ['ตั้งแต่วันที่ 5 ก.พ. 69', '2026-02-05'],
    ['ภายในวันที่ 31 มีนาคม 2569', '2026-03-31'],
    ['ณ วันที่ 5 ก.พ. 69', '2026-02-05'],
    ['15 ก.พ. พ.ศ.. ๒๕๖๙', '2026-02-15'],
  ])('sets aside the words of a paper: %s', (text, day) => {
    expect(readDay(text, today)).toEqual({ ok: true, day });
  });

  test.each([
    ['๒๔ – ๒๗ มกราคม ๒๕๖๙'],
    ['24-27 ม.ค. 69'],
    ['24/1/69 - 27/1/69'],
    ['๓๐ มกราคม ถึง ๒ กุมภาพันธ์ ๒๕๖๙'],
    ['วันที่ ๓ และ ๑๐ มกราคม ๒๕๖๙'],
    ['1 ต.ค. 68 - 31 มี.ค. 69'],
    ['สิ้นปี'],
  ])('asks which day is meant by %s', (text) => {
    expect(readDay(text, today)).toEqual({ ok: false, why: 'ambiguous' });
  });

  test('takes the nearest day when no year is given', () => {
    expect(readDay('15 ธ.ค.', today)).toEqual({ ok: true, day: '2025-12-15' });
    expect(readDay('31/3', today)).toEqual({ ok: true, day: '2026-03-31' });
  });

  test.each([
    ['about half a year away without a year', '20/8'],
    ['a weekday that is not that day', 'วันพุธที่ ๒๒ เมษายน พ.ศ. ๒๕๖๘'],
    ['a weekday alone', 'วันจันทร์'],
    ['a slip between two months', '15 juny 2026'],
    ['two digits of a far year', '15/2/40'],
  ])('asks again for %s', (_, text) => {
    expect(readDay(text, today)).toEqual({ ok: false, why: 'ambiguous' });
  });

  test.each([['31/2/69'], ['29 ก.พ. 2569'], ['29 ก.พ.'], ['2/15/2026'], ['0/5/69']])(
    'knows that %s is no day',
    (text) => {
      expect(readDay(text, today)).toEqual({ ok: false, why: 'no-such-day' });
    },
  );

  test.each([[''], ['15'], ['๑/๒๕๖๕'], ['ไม่ทราบ'], ['ไฟดับตั้งแต่ 15/2/69'], ['1.5'], ['9'.repeat(500)]])(
    'takes %p for no date',
    (text) => {
      expect(readDay(text, today)).toEqual({ ok: false, why: 'not-a-date' });
    },
  );

  test('reads back every day that is shown with its full year', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('th' as const, 'en' as const), (day, locale) => {
        expect(readDay(showDay(day, locale, 'long'), today)).toEqual({ ok: true, day });
        expect(readDay(showDay(day, locale, 'medium'), today)).toEqual({ ok: true, day });
      }),
    );
  });

  test('answers whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => typeof readDay(text, today).ok === 'boolean'),
    );
  });
});
