import { endOf, inTime, isOver, withOver } from '../../src/threads/past';

const name = (n: number): string => `${String(n).padStart(8, '0')}and more of a fingerprint`;

describe('what is over', () => {
  test('is known by the beginning of its name, and nothing else is', () => {
    const past = withOver(withOver({}, [name(1), name(2)], '2026-11-01'), [name(3)], '2026-11-02');

    expect([1, 2, 3, 4].map((n) => isOver(past, name(n)))).toEqual([true, true, true, false]);
    // Where one name ends and the next begins, there is none.
    expect(isOver(past, '00100000')).toBe(false);
  });

  test('is kept once, however often it is told', () => {
    const past = withOver(withOver({}, [name(1)], '2026-11-01'), [name(1)], '2026-11-02');
    expect(past).toEqual({ '2026-11-01': '00000001' });
  });

  test('is forgotten after thirty days', () => {
    const past = withOver({}, [name(1)], '2026-11-01');
    expect(endOf(past)).toBe('2026-12-01');
    expect(inTime(past, '2026-11-30')).toEqual(past);
    expect(inTime(past, '2026-12-01')).toEqual({});
    expect(withOver(past, [name(2)], '2026-12-01')).toEqual({ '2026-12-01': '00000002' });
    expect(endOf({})).toBeUndefined();
  });

  describe('of very many', () => {
    const numbers = Array.from({ length: 1_700 }, (_, n) => n);
    const dayOf = (n: number): string => `2026-11-0${1 + Math.floor(n / 850)}`;
    const flood = numbers.reduce((before, n) => withOver(before, [name(n)], dayOf(n)), {});
    const known = (past: typeof flood) => numbers.filter((n) => isOver(past, name(n)));

    test('knows the latest: a flood is known the day after', () => {
      expect(known(flood)).toEqual(numbers.slice(-1_536));
      expect(known(withOver(flood, [], '2026-11-03'))).toContain(numbers.at(-1));
    });

    test('keeps but some hundred when nobody sends copies of it any more', () => {
      const later = withOver(flood, [name(9_999)], '2026-11-04');
      expect(known(later)).toEqual(numbers.slice(-255));
      expect(isOver(later, name(9_999))).toBe(true);
    });
  });
});
