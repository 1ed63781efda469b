import {
  baht,
  code,
  compactCode,
  day,
  files,
  percent,
  phone,
  place,
  text,
} from '../../../src/conversation/fields';
import type { Field, Input } from '../../../src/conversation/flow';
import { say } from '../../../src/speech/wording';
import { CITIZEN } from '../../helpers/chat';

const turn = { answers: {}, actor: CITIZEN, now: new Date('2026-02-15T09:00+07:00') };
const asked = { conversationId: 'c', step: 's' };
const typed = (value: string): Input => ({ kind: 'text', text: value });

/** The value read, or the problem. */
const read = async <T>(field: Field<T>, input: Input | string, soFar?: T): Promise<unknown> => {
  const reading = await field.read(typeof input === 'string' ? typed(input) : input, turn, soFar);
  return reading.ok ? reading.value : reading.problem.replace('conversation.problem.', '');
};
const shown = async <T>(field: Field<T>, value: T) => say(await field.show(value, turn), 'th');

describe('a text', () => {
  test('is tidied, and refused when it is empty, too short or too long', async () => {
    const field = text({ min: 3, max: 5 });

    expect(await read(field, ' กขคง\u200b ')).toBe('กขคง');
    expect(await read(field, '\u200b')).toBe('textEmpty');
    expect(await read(field, 'กข')).toBe('textTooShort');
    expect(await field.read(typed('กขคงจฉ'), turn, undefined)).toEqual({
      ok: false,
      problem: 'conversation.problem.textTooLong',
      params: { max: 5, length: 6 },
    });
  });
});

describe('a number', () => {
  test.each([
    ['๕๐', 50],
    ['50 %', 50],
    ['ร้อยละ 12 ครับ', 12],
    ['100 เปอร์เซ็นต์', 100],
    ['101', 'numberTooLarge'],
    ['12.5', 'wholeNumber'],
    ['ครึ่งหนึ่ง', 'notANumber'],
    ['', 'notANumber'],
  ])('of percent reads "%s" as %s', async (input, expected) => {
    expect(await read(percent(), input)).toBe(expected);
  });

  test.each([
    ['๑๒,๕๐๐.๕๐ บาท', 12500.5],
    ['12500', 12500],
    ['฿300', 300],
    ['1.234', 'tooManyDecimals'],
    ['2000000', 'numberTooLarge'],
    ['-5', 'notANumber'],
  ])('of baht reads "%s" as %s', async (input, expected) => {
    expect(await read(baht({ max: 1_000_000 }), input)).toBe(expected);
  });

  test('is shown with its unit', async () => {
    expect(await shown(baht(), 12500.5)).toBe('12,500.5 บาท');
    expect(await shown(percent(), 50)).toBe('ร้อยละ 50');
  });
});

describe('a telephone number', () => {
  test.each([
    ['081-234-5678', '0812345678'],
    ['๐๘๑ ๒๓๔ ๕๖๗๘', '0812345678'],
    ['+66 81 234 5678', '0812345678'],
    ['+66 (0) 81 234 5678', '0812345678'],
    ['043 123456', '043123456'],
    ['0212345678', 'notAPhone'],
    ['191', 'notAPhone'],
    ['โทรมานะ', 'notAPhone'],
  ])('"%s" is %s', async (input, expected) => {
    expect(await read(phone(), input)).toBe(expected);
  });

  test('is shown in groups', async () => {
    expect(await shown(phone(), '0812345678')).toBe('081-234-5678');
    expect(await shown(phone(), '021234567')).toBe('02-123-4567');
  });
});

describe('a code', () => {
  test('is read whatever its digits, blanks, hyphens and case', async () => {
    const field = code({ pattern: /^[A-Z]{2}\d{4}$/, problem: 'common.none' });

    expect(compactCode(' ab-๑๒ 34 ')).toBe('AB1234');
    expect(await read(field, 'ab-๑๒ 34')).toBe('AB1234');
    expect(await read(field, 'ab-123')).toBe('common.none');
  });
});

describe('a day', () => {
  const field = day({ min: '2026-02-01', max: (each) => each.now.toISOString().slice(0, 10) });

  test.each([
    ['๑๐ ก.พ. ๖๙', '2026-02-10'],
    ['วันนี้ครับ', '2026-02-15'],
    ['31 ม.ค. 69', 'dayTooEarly'],
    ['พรุ่งนี้', 'dayTooLate'],
    ['30 ก.พ. 69', 'noSuchDay'],
    ['วันจันทร์', 'dateUnclear'],
    ['เร็ว ๆ นี้', 'notADate'],
  ])('"%s" is %s', async (input, expected) => {
    expect(await read(field, input)).toBe(expected);
  });

  test('comes from a date picker, whose limits it still checks', async () => {
    expect(await read(field, { kind: 'date', date: '2026-02-10', asked })).toBe('2026-02-10');
    expect(await read(field, { kind: 'date', date: '2026-03-10', asked })).toBe('dayTooLate');
    expect(await read(field, { kind: 'date', date: '2026-02-31', asked })).toBe('noSuchDay');
    expect(await field.controls(turn, asked)).toEqual([
      expect.objectContaining({ kind: 'date', min: '2026-02-01', max: '2026-02-15', initial: '2026-02-15' }),
    ]);
  });

  test('begins the picker at the nearest day allowed', async () => {
    const [past] = await day({ max: '2026-01-31' }).controls(turn, asked);
    const [future] = await day({ min: '2026-03-01' }).controls(turn, asked);

    expect([past, future]).toMatchObject([{ initial: '2026-01-31' }, { initial: '2026-03-01' }]);
  });
});

describe('files', () => {
  const file = (fileId: string, mediaType = 'image/png'): Input => ({ kind: 'file', fileId, mediaType });
  const one = { fileId: 'f1', mediaType: 'image/png' };

  test('are collected once each, up to the most', async () => {
    const field = files({ max: 2 });

    expect(await read(field, file('f1'), [])).toEqual([one]);
    expect(await read(field, file('f1'), [one])).toEqual([one]);
    expect(await read(field, file('f3'), [one, { ...one, fileId: 'f2' }])).toBe('tooManyFiles');
    expect([field.stayOpen?.([one]), field.stayOpen?.([one, one])]).toEqual([true, false]);
  });

  test('may be documents', async () => {
    expect(await read(files({ max: 2 }), file('f1', 'application/pdf'))).toHaveLength(1);
  });

  test('are no words', async () => {
    expect(await read(files({ max: 2 }), 'รอสักครู่', [one])).toBe('filePlease');
  });

  test('are left without the one whose message was unsent', () => {
    const field = files({ max: 2 });

    expect(field.without?.([one, { ...one, fileId: 'f2' }], 0)).toEqual([{ ...one, fileId: 'f2' }]);
    expect(field.without?.([one], 0)).toBeUndefined();
  });
});

describe('a place', () => {
  const spot = { latitude: 16.43219, longitude: 102.8236 };

  test('is a point on the map with its address', async () => {
    const named: Input = { kind: 'place', place: { ...spot, title: 'ศาลากลางบ้าน', address: 'หมู่ 4' } };

    expect(await read(place(), named)).toEqual({ ...spot, text: 'ศาลากลางบ้าน, หมู่ 4' });
    expect(await read(place(), { kind: 'place', place: spot })).toMatchObject({
      text: '16.43219, 102.82360',
    });
  });

  test('may be typed unless the point is needed', async () => {
    expect(await read(place(), 'หน้าวัด')).toEqual({ text: 'หน้าวัด' });
    expect(await read(place({ allowText: false }), 'หน้าวัด')).toBe('placeByPin');
  });

  test('is words and a point on the map together, and of two points the later', () => {
    const words = { text: 'หน้าวัด' };
    const pin = { ...spot, text: 'หมู่ 4' };

    expect(place().join?.([words, pin])).toEqual({ ok: true, value: { ...spot, text: 'หน้าวัด, หมู่ 4' } });
    expect(place().join?.([pin, pin])).toEqual({ ok: true, value: pin });
  });
});
