import { present } from '../../src/core/present';

interface Guest {
  readonly name: string;
  readonly seat?: number;
  readonly note?: string | null;
}

describe('present', () => {
  test('leaves out what is undefined, and nothing else', () => {
    const fields = { name: '', seat: undefined, note: null, isLate: false, count: 0 };

    expect(Object.keys(present(fields))).toEqual(['name', 'note', 'isLate', 'count']);
  });

  test('is taken where an optional field may be absent but never undefined', () => {
    const seat: number | undefined = Math.random() < 2 ? undefined : 1;
    const guest: Guest = { name: 'Malee', ...present({ seat, note: null }) };

    expect(guest).toStrictEqual({ name: 'Malee', note: null });
  });

  test('keeps the type of what is always there', () => {
    const { name } = present({ name: 'Malee' });

    expect(name.length).toBe(5);
  });
});
