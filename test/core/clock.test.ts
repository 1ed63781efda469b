import { isWithin, SettableClock, systemClock } from '../../src/core/clock';

/** A base clock that the test moves by hand. */
function handClock(start: string) {
  let now = new Date(start);
  return { now: () => now, tick: (ms: number) => (now = new Date(now.getTime() + ms)) };
}

describe('the system clock', () => {
  test('shows the machine time', () => {
    const before = Date.now();

    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe('a settable clock', () => {
  test('shows its base time until it is set', () => {
    const clock = new SettableClock(handClock('2026-01-01T00:00:00Z'));

    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
    expect(clock.isSet).toBe(false);
  });

  test('runs on from where it is set, forwards or backwards', () => {
    const base = handClock('2026-01-01T00:00:00Z');
    const clock = new SettableClock(base);

    clock.set(new Date('2026-03-01T08:30:00Z'));
    base.tick(90_000);
    expect(clock.now()).toEqual(new Date('2026-03-01T08:31:30Z'));
    expect(clock.isSet).toBe(true);

    clock.set(new Date('2025-10-01T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2025-10-01T00:00:00Z'));
  });

  test('returns to its base time', () => {
    const clock = new SettableClock(handClock('2026-01-01T00:00:00Z'));

    clock.set(new Date('2030-01-01T00:00:00Z'));
    clock.set(undefined);

    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
    expect(clock.isSet).toBe(false);
  });

  test('tells its listeners the new time until they stop listening', () => {
    const clock = new SettableClock(handClock('2026-01-01T00:00:00Z'));
    const heard: string[] = [];
    const stop = clock.onMove((now) => heard.push(now.toISOString()));

    clock.set(new Date('2026-03-01T00:00:00Z'));
    clock.set(undefined);
    stop();
    clock.set(new Date('2026-04-01T00:00:00Z'));

    expect(heard).toEqual(['2026-03-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']);
  });
});

describe('a time that has passed', () => {
  test.each([
    [1_000, true],
    [1_001, true],
    [1_999, true],
    [2_000, false],
    [9_000, false],
  ])('is within a second of 1,000 ms at %d ms: %s', (now, expected) => {
    expect(isWithin(1_000, 1_000, now)).toBe(expected);
  });

  test('is within nothing when it lies ahead, because the clock was set back, or when there was none', () => {
    expect(isWithin(1_000, 1_000, 999)).toBe(false);
    expect(isWithin(1_000, -Infinity, 0)).toBe(false);
  });
});
