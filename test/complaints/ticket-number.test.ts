import fc from 'fast-check';
import { readTicketNo, ticketNoOf } from '../../src/complaints/ticket-number';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

describe('a ticket number', () => {
  test('carries the fiscal year, five digits and a check digit', () => {
    expect(ticketNoOf(2569, '12345')).toBe('69-12345-4');
    // Damm's own example: the check digit of 572 is 4; leading zeros change nothing.
    expect(ticketNoOf(2500, '00572')).toBe('00-00572-4');
  });

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(digits(5), fc.integer({ min: 2560, max: 2599 }), (five, year) => {
        const ticketNo = ticketNoOf(year, five);
        expect(readTicketNo(ticketNo)).toEqual({ ok: true, ticketNo });
      }),
    );
  });

  test('with one wrong digit is noticed, always', () => {
    fc.assert(
      fc.property(digits(5), fc.nat(7), fc.integer({ min: 1, max: 9 }), (five, place, offset) => {
        const all = ticketNoOf(2569, five).replaceAll('-', '').split('');
        all[place] = String((Number(all[place]) + offset) % 10);
        expect(readTicketNo(all.join(''))).toEqual({ ok: false, why: 'mistyped' });
      }),
    );
  });

  test('with two neighbours swapped is noticed, always', () => {
    fc.assert(
      fc.property(digits(5), fc.nat(6), (five, place) => {
        const all = ticketNoOf(2569, five).replaceAll('-', '').split('');
        fc.pre(all[place] !== all[place + 1]);
        [all[place], all[place + 1]] = [all[place + 1]!, all[place]!];
        expect(readTicketNo(all.join(''))).toEqual({ ok: false, why: 'mistyped' });
      }),
    );
  });

  test.each([
    '69-12345-4',
    '69123454',
    '๖๙-๑๒๓๔๕-๔',
    ' 69 12345 4 ',
    '69–12345—4',
    '69.12345.4',
    'เลขเรื่อง 69-12345-4 ครับ',
    'ติดตามเรื่อง: ๖๙ ๑๒๓๔๕ ๔',
    '6\u200b9-123\u202e45-4',
  ])('is read from %j', (typed) => {
    expect(readTicketNo(typed)).toEqual({ ok: true, ticketNo: '69-12345-4' });
  });

  test.each([
    'ถนนหน้าบ้านพัง',
    '0812345678',
    '69-12345',
    '69-12345-44',
    'บ้านเลขที่ 12 เลขเรื่อง 69-12345-4',
    '{"$gt":""}',
    '69-12345-4 '.repeat(400),
    '',
  ])('is not seen in %j', (typed) => {
    expect(readTicketNo(typed)).toEqual({ ok: false, why: 'not-a-number' });
  });
});
