import { shorten } from '../../src/speech/wording';
import { titles } from '../line/messages/cards-of-plans';

const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
/** Every place in `text` where a word ends. */
const endsOf = (text: string): ReadonlySet<number> =>
  new Set(Array.from(segmenter.segment(text), ({ index, segment }) => index + segment.length));

describe('a shortened text', () => {
  test('of all plans, at any length, ends with a word', () => {
    expect(titles.length).toBeGreaterThan(40);
    const cutInside = titles.flatMap((title) => {
      const ends = endsOf(title);
      return [16, 18, 20, 40, 60, 100, 120].flatMap((max) => {
        const short = shorten(title, max);
        expect(Array.from(short).length).toBeLessThanOrEqual(max);
        return short === title || ends.has(short.length - 1) ? [] : [short];
      });
    });
    expect(cutInside).toEqual([]);
  });

  test('does not end with a word that only links it to the next', () => {
    expect(shorten('ยืนยันการสั่งซื้อสินค้าทั้งหมด')).toBe('ยืนยันการสั่งซื้อ…');
    expect(shorten('จัดทำและประกาศเจตนารมณ์', 10)).toBe('จัดทำ…');
    expect(shorten('the plan of the year and more', 13)).toBe('the plan…');
    expect(shorten('ป้าย (ประกาศนโยบายไม่รับของขวัญ)', 12)).toBe('ป้าย…');
  });

  test('of one word that is too long is cut between letters', () => {
    expect(shorten(`${'ก'.repeat(18)}กี่ก`)).toBe(`${'ก'.repeat(18)}…`);
    expect(shorten('🙏'.repeat(30), 5)).toBe('🙏🙏🙏🙏…');
  });

  test('counts as the limit does', () => {
    const units = (text: string) => text.length;
    expect(shorten('🙏'.repeat(30), 5, units)).toBe('🙏🙏…');
    expect(shorten('สั้น', 4, units)).toBe('สั้น');
  });
});
