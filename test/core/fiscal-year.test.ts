import fc from 'fast-check';
import { addDays } from '../../src/core/bangkok-day';
import { fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '../../src/core/fiscal-year';

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
