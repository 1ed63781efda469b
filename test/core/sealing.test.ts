import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { parseSealingKeys, Sealer } from '../../src/core/sealing';

const oldKey = { id: '2025', key: Buffer.alloc(32, 1) };
const newKey = { id: '2026', key: Buffer.alloc(32, 2) };
const sealer = new Sealer([oldKey]);
const unreadable = expect.objectContaining({ code: 'sealed-unreadable' });

describe('a sealed text', () => {
  test('opens in its own context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
        expect(sealer.open(sealer.seal(plain, context), context)).toBe(plain);
      }),
    );
  });

  test('names version and key, and is never the same twice', () => {
    const sealed = sealer.seal('secret', 'person:1');

    expect(sealed).toMatch(/^v1\.2025\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(sealer.seal('secret', 'person:1')).not.toBe(sealed);
  });

  test('does not open in another context', () => {
    expect(() => sealer.open(sealer.seal('secret', 'person:1'), 'person:2')).toThrow(unreadable);
  });

  test('does not open when any part of it is changed', () => {
    const parts = sealer.seal('secret', 'person:1').split('.');

    parts.forEach((part, index) => {
      const first = part.startsWith('A') ? 'B' : 'A';
      const changed = parts.with(index, first + part.slice(1)).join('.');
      expect(() => sealer.open(changed, 'person:1')).toThrow(unreadable);
    });
  });

  test('does not open with a shortened tag', () => {
    const [version, key, iv, tag, text] = sealer.seal('secret', 'a').split('.');
    const short = [version, key, iv, tag?.slice(0, 6), text].join('.');

    expect(() => sealer.open(short, 'a')).toThrow(unreadable);
  });

  test.each([[''], ['v1'], ['v1.2025...'], ['v2.2025.a.b.c'], ['v1.2025.a.b.c.d'], ['plain text']])(
    'is not %p',
    (text) => {
      expect(() => sealer.open(text, 'a')).toThrow(unreadable);
    },
  );
});

describe('a change of keys', () => {
  const both = new Sealer([newKey, oldKey]);

  test('seals with the first key and opens with all', () => {
    expect(both.seal('secret', 'a')).toMatch(/^v1\.2026\./);
    expect(both.open(sealer.seal('secret', 'a'), 'a')).toBe('secret');
  });

  test('keeps every fingerprint', () => {
    expect(both.fingerprint('value', 'person')).toBe(sealer.fingerprint('value', 'person'));
  });

  test('leaves the new texts closed to those who have the old key only', () => {
    expect(() => sealer.open(both.seal('secret', 'a'), 'a')).toThrow(unreadable);
  });
});

describe('a fingerprint', () => {
  test('is stable, and hangs on value, purpose and key', () => {
    const fingerprint = sealer.fingerprint('value', 'person');

    expect(fingerprint).toMatch(/^[\w-]{43}$/);
    expect(sealer.fingerprint('value', 'person')).toBe(fingerprint);
    expect(sealer.fingerprint('value2', 'person')).not.toBe(fingerprint);
    expect(sealer.fingerprint('value', 'mailbox')).not.toBe(fingerprint);
    expect(new Sealer([newKey]).fingerprint('value', 'person')).not.toBe(fingerprint);
  });

  test('does not confuse where the purpose ends', () => {
    expect(sealer.fingerprint('b:c', 'a')).not.toBe(sealer.fingerprint('c', 'a:b'));
  });
});

describe('sealing keys', () => {
  const value = randomBytes(32).toString('base64');

  test('are read newest first', () => {
    const { keys, problems } = parseSealingKeys(` new:${value} , old:${oldKey.key.toString('base64')},`);

    expect(problems).toEqual([]);
    expect(keys.map((key) => key.id)).toEqual(['new', 'old']);
    expect(new Sealer(keys).open(new Sealer(keys).seal('x', 'y'), 'y')).toBe('x');
  });

  test('are refused with all their problems and without their values', () => {
    const { problems } = parseSealingKeys(`short:c2hvcnQ=,${value},same:${value},same:${value}`);

    expect(problems).toEqual([
      'key 1: 5 bytes instead of 32',
      'key 2: the id must be 1 to 32 letters, digits, - or _, followed by a colon',
      'key 2: 0 bytes instead of 32',
      'a key id is used twice',
    ]);
    expect(parseSealingKeys(' ').problems).toHaveLength(1);
  });

  test('make no sealer when they are wrong', () => {
    const invalid = expect.objectContaining({ code: 'sealing-keys-invalid' });

    expect(() => new Sealer([])).toThrow(invalid);
    expect(() => new Sealer([oldKey, oldKey])).toThrow(invalid);
    expect(() => new Sealer([{ id: 'a', key: Buffer.alloc(16) }])).toThrow(invalid);
  });
});
