import { remembered } from '../../src/operations/remembered';

describe('an answer that is remembered', () => {
  let now = 0;
  let asked = 0;
  const elapsed = (): number => now;
  beforeEach(() => {
    now = 0;
    asked = 0;
  });

  test('is asked for once, however many look at once and shortly after', async () => {
    const look = remembered(() => Promise.resolve(++asked), { ms: 2_000, elapsed });

    expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
    now = 1_999;
    expect(await look()).toBe(1);
    now = 2_000;
    expect(await look()).toBe(2);
  });

  test('is asked for again while it is not worth remembering', async () => {
    const look = remembered(() => Promise.resolve(++asked), { ms: 2_000, elapsed, if: (count) => count > 1 });

    expect([await look(), await look(), await look()]).toEqual([1, 2, 2]);
  });

  test('is no failure: that is told to all who wait, and the next one asks again', async () => {
    const look = remembered(
      () => (++asked === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(asked)),
      { ms: 2_000, elapsed },
    );
    const both = await Promise.allSettled([look(), look()]);

    expect(both.map((each) => each.status)).toEqual(['rejected', 'rejected']);
    expect(await look()).toBe(2);
  });
});
