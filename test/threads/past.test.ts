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

  test('is bounded: of very many the latest are known', () => {
    const numbers = Array.from({ length: 300 }, (_, n) => n);
    const past = numbers.reduce(
      (before, n) => withOver(before, [name(n)], n < 150 ? '2026-11-01' : '2026-11-02'),
      {},
    );

    const known = numbers.filter((n) => isOver(past, name(n)));
    expect(known).toEqual(numbers.slice(-256));
  });
});
