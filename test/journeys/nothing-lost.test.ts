import fc from 'fast-check';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle } from '../helpers/talk';
import { lossesIn } from '../messy/crowd';
import type { Script } from '../messy/script';
import { anybody, FINAL } from '../messy/sequences';

/** Each sequence has a person of its own; they write at the same time. */
const CITIZENS = 18;
const STAFF = 6;
const crowd = (who: 'citizen' | 'clerk', size: number): fc.Arbitrary<Script[]> =>
  fc.array(anybody(who), { minLength: size, maxLength: size });
const seed = Number(process.env.SEED ?? 7);

describe('any sequence of inputs', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterEach(() => app.simulator.platform.resetFaults());
  afterAll(() => app.close());

  test.each([
    ['as it comes', { copies: 1, shuffle: false }],
    ['delivered twice and out of order', { copies: 2, shuffle: true }],
  ])(
    'lets everybody get on by typing, and loses nothing without a word: %s',
    async (_how, webhook) => {
      app.simulator.platform.setFaults({ webhook });
      const crowds = fc.tuple(crowd('citizen', CITIZENS), crowd('clerk', STAFF));
      await fc.assert(
        fc.asyncProperty(crowds, async ([citizens, staff]) => {
          const lost = await lossesIn(app, [...citizens, ...staff]);
          // Whatever came before, a new complaint can be filed by typing alone.
          expect(lost.filter(({ losses }) => losses.includes(FINAL))).toEqual([]);
          expect(lost).toEqual([]);
        }),
        { numRuns: 1, endOnFailure: true, seed },
      );
      app.simulator.platform.resetFaults();
      await expectWellAndIdle(app);
    },
    60_000,
  );
});
