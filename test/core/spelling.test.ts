import fc from 'fast-check';
import { anyOf, lettersOf, withinOneEdit } from '../../src/core/spelling';

const word = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });

describe('withinOneEdit', () => {
  test.each([
    ['มีนาคม', 'มีนาคม'],
    ['กุมภาพัน', 'กุมภาพันธ์'],
    ['พรุงนี้', 'พรุ่งนี้'],
    ['febuary', 'february'],
    ['arpil', 'april'],
    ['', 'a'],
  ])('forgives %p for %p', (one, other) => {
    expect(withinOneEdit(one, other)).toBe(true);
  });

  test.each([
    ['june', 'julie'],
    ['มกราคม', 'ตุลาคม'],
    ['abcd', 'badc'],
    ['abc', 'cba'],
    ['', 'ab'],
  ])('does not take %p for %p', (one, other) => {
    expect(withinOneEdit(one, other)).toBe(false);
  });

  test('forgives a letter put anywhere, whichever word comes first', () => {
    fc.assert(
      fc.property(word, fc.nat(12), (text, place) => {
        const more = `${text.slice(0, place)}x${text.slice(place)}`;

        expect(withinOneEdit(text, more)).toBe(true);
        expect(withinOneEdit(more, text)).toBe(true);
      }),
    );
  });
});

describe('lettersOf', () => {
  test('keeps vowel signs and tone marks with their consonant', () => {
    expect(lettersOf('พรุ่งนี้')).toEqual(['พ', 'รุ่', 'ง', 'นี้']);
  });
});

describe('anyOf', () => {
  test('matches words literally and the longest first', () => {
    const pattern = new RegExp(anyOf(['พ.ศ', 'พ.ศ.']));

    expect(pattern.exec('พ.ศ. 2569')?.[0]).toBe('พ.ศ.');
    expect(pattern.test('พxศ')).toBe(false);
  });
});
