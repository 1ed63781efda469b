import words from '../../src/core/calendar-words.json';
import { monthsNamed } from '../../src/core/month-names';

describe('monthsNamed', () => {
  test.each([
    ['มกราคม', 1],
    ['ก.พ.', 2],
    ['กพ', 2],
    ['พฤศจิกา', 11],
    ['SEPT', 9],
    ['กันยายม', 9],
  ])('knows %s', (word, month) => {
    expect(monthsNamed(word)).toEqual([month]);
  });

  test('names both months a slip lies between', () => {
    expect(monthsNamed('juny')).toEqual([6, 7]);
  });

  test('knows no other words, and forgives nothing in short ones', () => {
    expect(monthsNamed('ก.ร.')).toEqual([]);
    expect(monthsNamed('mat')).toEqual([]);
    expect(monthsNamed('อบต.')).toEqual([]);
  });

  test('knows each of its own words for exactly one month', () => {
    const own = words.months.flatMap(({ names, short }) => [...names, ...short]);
    expect(own.filter((word) => monthsNamed(word).length !== 1)).toEqual([]);
  });
});
