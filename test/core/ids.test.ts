import fc from 'fast-check';
import { randomIds, uuidOf } from '../../src/core/ids';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('random ids', () => {
  test('are 24 characters of base64url and differ', () => {
    const ids = Array.from({ length: 200 }, () => randomIds.next());

    expect(ids.every((id) => /^[\w-]{24}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(200);
  });

  test('have digits of the wanted length', () => {
    expect(randomIds.digits(6)).toMatch(/^\d{6}$/);
    expect(randomIds.digits(0)).toBe('');
  });

  test('have UUIDs', () => {
    expect(randomIds.uuid()).toMatch(UUID);
  });
});

describe('uuidOf', () => {
  test('gives the same UUID for the same name, always', () => {
    expect(uuidOf('reminder:kut-chik:2569-6:30:p1')).toBe(uuidOf('reminder:kut-chik:2569-6:30:p1'));
    expect(uuidOf('a')).toBe('4a067d2a-4783-8a70-9d0e-c1427737acd3');
  });

  test('gives a well-formed UUID of its own for every name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(uuidOf(one)).toMatch(UUID);
        expect(uuidOf(one) === uuidOf(other)).toBe(one === other);
      }),
    );
  });
});
