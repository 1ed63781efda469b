import fc from 'fast-check';
import { nearlyHolds, withoutTones } from '../../src/understanding/nearly';

const letters = (most: number) =>
  fc.array(fc.constantFrom('ก', 'ข', 'ำ', 'a'), { maxLength: most }).map((list) => list.join(''));

/** The definition, letter by letter: some piece of the text is the word but for one letter. */
function isThere(text: string, word: string): boolean {
  for (let from = 0; from <= text.length; from += 1)
    for (let to = from; to <= text.length; to += 1)
      if (Math.abs(to - from - word.length) <= 1 && isAtMostOneApart(text.slice(from, to), word)) return true;
  return false;
}

function isAtMostOneApart(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return Array.from(long, (_letter, at) => at).some((at) =>
    short.length === long.length
      ? short.slice(0, at) + short.slice(at + 1) === long.slice(0, at) + long.slice(at + 1)
      : short === long.slice(0, at) + long.slice(at + 1),
  );
}

describe('a word that is nearly there', () => {
  test.each([
    ['น้ำไม่ไหลมาสามวัน', 'น้ำไม่ไหล', true],
    ['น้ำไม่ไลมาสามวัน', 'น้ำไม่ไหล', true],
    ['น้ำไม่ไหหลมาสามวัน', 'น้ำไม่ไหล', true],
    ['น้ำไม่ไพลมาสามวัน', 'น้ำไม่ไหล', true],
    ['น้ำไม่มา', 'น้ำไม่ไหล', false],
    ['', 'น้ำไม่ไหล', false],
  ])('in %j: %j', (text, word, is) => {
    expect(nearlyHolds(text, word)).toBe(is);
  });

  test('is found exactly where one letter is changed, put in or left out', () => {
    fc.assert(
      fc.property(
        letters(12),
        letters(6).filter((word) => word.length > 1),
        (text, word) => nearlyHolds(text, word) === isThere(text, word),
      ),
      { numRuns: 2_000 },
    );
  });

  test('that is too long for one number must be there as it is', () => {
    const long = 'ก'.repeat(40);
    expect(nearlyHolds(long, long)).toBe(true);
    expect(nearlyHolds(long.slice(1), long)).toBe(false);
  });
});

test('tone marks and the marks over silent letters count nothing', () => {
  expect(withoutTones('น้ำไม่ไหล')).toBe(withoutTones('นำไมไหล'));
  expect(withoutTones('สัมภาษณ์')).toBe('สัมภาษณ');
});
