import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle } from '../helpers/talk';
import { report } from '../messy/report';
import { readScripts } from '../messy/script';
import { playAll } from '../messy/world';

/** Every third of the recorded people, of both halves and all themes; `npm run messy` plays all of them. */
const EVERY = 3;
/** Of these, how many end with the right thing stored at least, and how many may lose something. A little below what is reached. */
const LEAST_RIGHT = 0.91;
const MOST_LOST = 0.04;

describe('people who write as people write', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  test('end with the right thing stored and nothing lost', async () => {
    const scripts = readScripts().filter((_script, index) => index % EVERY === 0);
    const began = performance.now();

    const endings = await playAll(app, scripts);

    const seconds = (performance.now() - began) / 1000;
    const share = (holds: (ending: (typeof endings)[number]) => boolean): number =>
      endings.filter(holds).length / endings.length;
    const isEnough =
      share(({ faults }) => faults.length === 0) >= LEAST_RIGHT && share(({ lost }) => lost) <= MOST_LOST;
    expect(isEnough ? '' : report(endings, { seconds, aside: false, talk: false })).toBe('');
    await expectWellAndIdle(app);
  }, 120_000);
});
