import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle } from '../helpers/talk';
import { scriptFrom } from '../messy/script';
import { playAll } from '../messy/world';

/** Somebody of whose first words nobody knows what they are about, and who goes on before saying so. */
const UNCLEAR = {
  'a second sentence': ['หน้าร้านป้าแจ่มค่ะ', 'เป็นมาตั้งแต่เมื่อวาน'],
  'a night': ['หน้าร้านป้าแจ่มค่ะ', { wait: '20h' as const }],
} as const;

describe('what comes before somebody says what it is about', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  afterEach(() => expectWellAndIdle(app));

  test.each(Object.entries(UNCLEAR))('is in the complaint that it becomes: %s', async (_what, moves) => {
    const [ending] = await playAll(app, [
      scriptFrom({
        id: 'unclear',
        moves: [...moves],
        answers: { intent: 'report', category: ['other'] },
        expect: { stored: [{}] },
      }),
    ]);

    expect(ending?.faults.length === 0 ? [] : [...(ending?.faults ?? []), ...(ending?.talk ?? [])]).toEqual(
      [],
    );
  });
});
