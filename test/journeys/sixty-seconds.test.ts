import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle } from '../helpers/talk';
import type { Ending } from '../messy/outcome';
import type { Script } from '../messy/script';
import { scriptFrom } from '../messy/script';
import { playAll } from '../messy/world';

const MOST_TAPS = 5;
const MOST_SENTENCES = 1;

const complaint = {
  id: 'complaint',
  expect: { stored: [{ says: ['ไฟถนนดับสามคืนแล้ว'], photos: 1, category: ['lights'] }] },
};
const report = {
  id: 'report',
  who: 'clerk',
  expect: { stored: [{ says: ['รับเรื่องร้องเรียนการทุจริต'], photos: 1, measure: [4] }] },
};

/** What somebody does who knows what they want. A photo or place handed over counts as a tap. */
const QUICK: Readonly<Record<string, Script>> = {
  'one complaint with photo and place': scriptFrom({
    ...complaint,
    moves: [[{ photos: 1 }, 'ไฟถนนดับสามคืนแล้ว', { place: 'หน้าวัดโพธิ์ชัย' }]],
  }),
  'one measure with one photo': scriptFrom({
    ...report,
    moves: [[{ photos: 1 }, 'ติดตั้งตู้รับเรื่องร้องเรียนการทุจริตหน้าสำนักงานแล้ว']],
  }),
};

/** The same with nothing but a keyboard, where no button is to be seen and no place can be sent. */
const BY_KEYBOARD: Readonly<Record<string, Script>> = {
  'one complaint with photo and place': scriptFrom({
    ...complaint,
    types: true,
    moves: [[{ photos: 1 }, 'ไฟถนนดับสามคืนแล้ว หน้าวัดโพธิ์ชัย']],
  }),
  'one measure with one photo': scriptFrom({
    ...report,
    types: true,
    moves: [[{ photos: 1 }, 'ติดตั้งตู้รับเรื่องร้องเรียนการทุจริตหน้าสำนักงานแล้ว']],
  }),
};

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');

describe('sixty seconds', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  afterEach(() => expectWellAndIdle(app));

  /** Plays it, and is sure that it was stored as it was meant. */
  const played = async (script: Script): Promise<Ending> => {
    const [ending] = await playAll(app, [script]);
    expect(ending?.faults).toEqual([]);
    return ending!;
  };

  test.each(Object.entries(QUICK))(
    '%s takes at most five taps and one sentence, as the README says',
    async (what, script) => {
      const { taps, sentences, talk } = await played(script);

      const isShort = taps <= MOST_TAPS && sentences <= MOST_SENTENCES;
      expect(isShort ? [] : talk).toEqual([]);
      expect(readme).toContain(`| ${what} | ${String(taps)} taps, ${String(sentences)} sentence |`);
    },
  );

  test.each(Object.entries(BY_KEYBOARD))(
    '%s is possible with the keyboard alone, as the README says',
    async (what, script) => {
      const { taps, sentences, talk } = await played(script);

      // The photo itself is dropped into the window.
      expect(taps === 1 ? [] : talk).toEqual([]);
      expect(readme).toContain(
        `| ${what}, by keyboard alone | ${String(sentences)} messages and the photo |`,
      );
    },
  );
});
