import fc from 'fast-check';
import { addDays } from '../../src/core/bangkok-day';
import {
  fiscalYearEnd,
  fiscalYearOf,
  fiscalYearStart,
  roundDeadline,
  roundKey,
  roundOf,
} from '../../src/core/fiscal-year';

const anyDay = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays('2026-01-01', days));

describe('a fiscal year', () => {
  test('begins on 1 October and is named by its later Buddhist year', () => {
    expect(fiscalYearOf('2025-09-30')).toBe(2568);
    expect(fiscalYearOf('2025-10-01')).toBe(2569);
    expect(fiscalYearOf('2026-09-30')).toBe(2569);
    expect([fiscalYearStart(2569), fiscalYearEnd(2569)]).toEqual(['2025-10-01', '2026-09-30']);
  });

  test('holds each of its days and no other', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const year = fiscalYearOf(day);

        expect(fiscalYearStart(year) <= day && day <= fiscalYearEnd(year)).toBe(true);
        expect(addDays(fiscalYearEnd(year), 1)).toBe(fiscalYearStart(year + 1));
      }),
    );
  });
});

describe('a round', () => {
  test.each([
    ['2025-10-01', '2569-6', '2026-03-31'],
    ['2026-03-31', '2569-6', '2026-03-31'],
    ['2026-04-01', '2569-12', '2026-09-30'],
    ['2026-09-30', '2569-12', '2026-09-30'],
    ['2026-10-01', '2570-6', '2027-03-31'],
  ])('of %s is %s and due on %s', (day, key, deadline) => {
    const round = roundOf(day);

    expect(roundKey(round)).toBe(key);
    expect(roundDeadline(round)).toBe(deadline);
  });

  test('is never over before its deadline', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(day <= roundDeadline(roundOf(day))).toBe(true);
        expect(roundOf(roundDeadline(roundOf(day)))).toEqual(roundOf(day));
      }),
    );
  });
});
