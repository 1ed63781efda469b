import { systemClock } from '../../src/core/clock';
import type { Minutes } from '../../src/jobs/minutes';
import { everyMinute } from '../../src/jobs/minutes';

const NOON = new Date('2026-03-01T12:00:10+07:00');
const MINUTE_MS = 60_000;

describe('the minutes', () => {
  let beats: string[];
  let minutes: Minutes;

  beforeEach(() => {
    jest.useFakeTimers({ now: NOON });
    beats = [];
    minutes = everyMinute(systemClock, () => {
      beats.push(new Date().toISOString().slice(11, 16));
      return Promise.resolve();
    });
  });
  afterEach(async () => {
    await minutes.stop();
    jest.useRealTimers();
  });

  test('come one by one', async () => {
    await jest.advanceTimersByTimeAsync(3 * MINUTE_MS);

    expect(beats).toEqual(['05:01', '05:02', '05:03']);
  });

  test('go on when the clock is set back by hours', async () => {
    jest.setSystemTime(NOON.getTime() - 3 * 60 * MINUTE_MS);
    await jest.advanceTimersByTimeAsync(3 * MINUTE_MS);

    expect(new Set(beats)).toEqual(new Set(['02:00', '02:01', '02:02', '02:03']));
  });

  test('go on when the clock is set forward', async () => {
    jest.setSystemTime(NOON.getTime() + 3 * 60 * MINUTE_MS);
    await jest.advanceTimersByTimeAsync(3 * MINUTE_MS);

    expect(new Set(beats)).toEqual(new Set(['08:00', '08:01', '08:02', '08:03']));
  });

  test('do not mind what a time server corrects', async () => {
    jest.setSystemTime(NOON.getTime() - 900);
    await jest.advanceTimersByTimeAsync(MINUTE_MS);

    expect(beats).toEqual(['05:01']);
  });

  test('end', async () => {
    await minutes.stop();
    await jest.advanceTimersByTimeAsync(3 * MINUTE_MS);

    expect(beats).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
