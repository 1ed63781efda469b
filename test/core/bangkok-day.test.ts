import fc from 'fast-check';
import {
  addDays,
  atBangkok,
  bangkokDay,
  dayOf,
  daysBetween,
  dayStart,
  isDay,
  monthEnd,
  weekday,
} from '../../src/core/bangkok-day';

const anyDay = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('2026-01-01', days));

describe('a day in Bangkok', () => {
  test('begins seven hours before that of Greenwich', () => {
    expect(bangkokDay(new Date('2026-03-30T16:59:59.999Z'))).toBe('2026-03-30');
    expect(bangkokDay(new Date('2026-03-30T17:00:00.000Z'))).toBe('2026-03-31');
    expect(dayStart('2026-03-31').toISOString()).toBe('2026-03-30T17:00:00.000Z');
  });

  test('has its times of day', () => {
    expect(atBangkok('2026-03-01', '08:30').toISOString()).toBe('2026-03-01T01:30:00.000Z');
  });

  test('knows its weekday', () => {
    expect(weekday('2026-03-01')).toBe(0);
    expect(weekday('2025-04-22')).toBe(2);
  });

  test('is made of year, month and day of month where there is one', () => {
    expect(dayOf(2024, 2, 29)).toBe('2024-02-29');
    expect(dayOf(2025, 2, 29)).toBeUndefined();
    expect(monthEnd(2024, 2)).toBe('2024-02-29');
    expect(monthEnd(2025, 12)).toBe('2025-12-31');
  });

  test.each([['2026-02-30'], ['2026-2-3'], ['31/3/2569'], ['']])('is not %p', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => dayStart(text)).toThrow(expect.objectContaining({ code: 'no-such-day' }));
  });

  test.each([['24:00'], ['8:30'], ['08:60']])('has no time %p', (time) => {
    expect(() => atBangkok('2026-03-01', time)).toThrow(expect.objectContaining({ code: 'no-such-time' }));
  });

  test('is found again at each of its moments', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        expect(bangkokDay(new Date(dayStart(day).getTime() + ms))).toBe(day);
      }),
    );
  });

  test('is as far away as was added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});
