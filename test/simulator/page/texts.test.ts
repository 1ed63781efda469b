import { pageText } from '../../../simulator/page/texts';
import english from '../../../simulator/page/texts.en.json';
import thai from '../../../simulator/page/texts.th.json';

const holes = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([hole]) => hole).sort();

describe("the page's texts", () => {
  it('exist in both languages with the same keys and holes', () => {
    expect(Object.keys(english)).toEqual(Object.keys(thai));
    for (const [key, text] of Object.entries(thai)) {
      expect({ key, holes: holes(english[key as keyof typeof english]) }).toEqual({
        key,
        holes: holes(text),
      });
    }
  });

  it('are filled in', () => {
    expect(pageText('th', 'menu.area', { number: 3 })).toBe('เมนูช่องที่ 3');
    expect(pageText('en', 'problem', { reason: '{{x}}' })).toBe('That did not work: {{x}}');
  });
});
