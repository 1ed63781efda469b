import fc from 'fast-check';
import { inDigitsOf, readNumber, showNumber, toArabicDigits, toThaiDigits } from '../../src/core/thai-digits';

describe('Thai digits', () => {
  test('stand for Arabic ones and back', () => {
    expect(toThaiDigits('ปี 2569')).toBe('ปี ๒๕๖๙');
    expect(toThaiDigits(1.5)).toBe('๑.๕');
    expect(toArabicDigits('ที่ นม ๕๒๖๐๑/๕๘๙')).toBe('ที่ นม 52601/589');
  });

  test('change neither other letters nor the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toThaiDigits(text)).toHaveLength(text.length);
        expect(toArabicDigits(toThaiDigits(text))).toBe(toArabicDigits(text));
      }),
    );
  });
});

describe('readNumber', () => {
  test.each([
    ['๑๒', 12],
    [' 1,250 ', 1250],
    ['๙๕.๔๑', 95.41],
    ['007', 7],
  ])('reads %p', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });

  test.each([[''], ['-1'], ['1e3'], ['12 ครั้ง'], ['1,2'], ['.5'], ['หนึ่ง']])('does not read %p', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  test('reads every whole number in Thai digits', () => {
    fc.assert(fc.property(fc.nat(), (number) => readNumber(toThaiDigits(number)) === number));
  });
});

describe('showNumber', () => {
  test('uses Thai digits in Thai alone', () => {
    expect([showNumber(12, 'th'), showNumber(12, 'en')]).toEqual(['๑๒', '12']);
  });
});

describe('a text of somebody else’s', () => {
  test.each([
    ['ประจำปีงบประมาณ 2569 รอบ 6 เดือน', 'ประจำปีงบประมาณ ๒๕๖๙ รอบ ๖ เดือน'],
    ['คำสั่งที่ 32/2565 ลงวันที่ 1.5.65', 'คำสั่งที่ ๓๒/๒๕๖๕ ลงวันที่ ๑.๕.๖๕'],
    ['ตัวชี้วัด O14 เรื่อง 70-12345-1 โทร 081-234-5678', 'ตัวชี้วัด O14 เรื่อง 70-12345-1 โทร 081-234-5678'],
    ['ปี ๒๕๖๙', 'ปี ๒๕๖๙'],
  ])('has its numbers in Thai digits and its codes as they are: %s', (text, shown) => {
    expect(inDigitsOf(text, 'th')).toBe(shown);
  });

  test('has Arabic digits in English', () => {
    expect(inDigitsOf('ประจำปี ๒๕๖๙ (O14)', 'en')).toBe('ประจำปี 2569 (O14)');
  });
});
