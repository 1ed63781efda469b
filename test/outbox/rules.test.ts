import fc from 'fast-check';
import { budgetOf, isTooLate, nextAttempt, settle } from '../../src/outbox/rules';

const now = new Date('2026-03-01T01:30:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const seconds = (date: Date | undefined) => date && (date.getTime() - now.getTime()) / 1000;

describe('the next attempt', () => {
  test('comes later each time, up to an hour', () => {
    const delays = [1, 2, 3, 4, 10, 11, 30].map((attempts) =>
      seconds(nextAttempt(attempts, now, inHours(24), 1)),
    );

    expect(delays).toEqual([5, 10, 20, 40, 2560, 3600, 3600]);
  });

  test('is spread over the second half of its delay', () => {
    expect(seconds(nextAttempt(3, now, inHours(24), 0))).toBe(10);
    expect(seconds(nextAttempt(3, now, inHours(24), 0.5))).toBe(15);
  });

  test('is always later than now and never after the key is forgotten', () => {
    const dice = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 86_400 }),
        dice,
        (attempts, left, random) => {
          const giveUpAt = new Date(now.getTime() + left * 1000);
          const next = nextAttempt(attempts, now, giveUpAt, random);

          expect(next === undefined || (next > now && next < giveUpAt)).toBe(true);
        },
      ),
    );
  });

  test('is not made when there is no time left', () => {
    expect(nextAttempt(1, now, new Date(now.getTime() + 1000), 1)).toBeUndefined();
  });
});

describe('an attempt', () => {
  const item = { attempts: 1, giveUpAt: inHours(24) };

  test('that LINE accepted settles the item as sent', () => {
    expect(settle(item, { kind: 'sent', requestId: 'r1' }, now, 0.5)).toEqual({
      status: 'sent',
      requestId: 'r1',
    });
    expect(settle(item, { kind: 'sent' }, now, 0.5)).toEqual({ status: 'sent' });
  });

  test('that LINE refused makes a dead letter with LINE’s words', () => {
    const outcome = {
      kind: 'refused',
      status: 400,
      problem: 'Failed to send messages',
      requestId: 'r2',
    } as const;

    expect(settle(item, outcome, now, 0.5)).toEqual({
      status: 'dead',
      problem: '400 Failed to send messages',
      requestId: 'r2',
    });
  });

  test('of unknown end is made again', () => {
    expect(settle(item, { kind: 'later', problem: 'timeout' }, now, 1)).toEqual({
      status: 'waiting',
      freeAt: new Date(now.getTime() + 5000),
      problem: 'timeout',
      counts: true,
    });
  });

  test('of unknown end makes a dead letter once LINE forgets the key', () => {
    const old = { attempts: 9, giveUpAt: new Date(now.getTime() + 60_000) };

    expect(settle(old, { kind: 'later', problem: 'timeout' }, now, 0.5)).toEqual({
      status: 'dead',
      problem: 'timeout',
    });
  });

  test('without quota waits an hour and is not counted', () => {
    expect(settle(item, { kind: 'paused', why: 'quota' }, now, 0.5)).toEqual({
      status: 'waiting',
      freeAt: inHours(1),
      problem: 'quota',
      counts: false,
      held: { by: 'quota', since: now },
    });
  });

  test('without quota waits however long, as long as nothing of it can have arrived', () => {
    const closing = { attempts: 1, giveUpAt: inHours(0.1) };

    expect(settle(closing, { kind: 'paused', why: 'quota' }, now, 0.5).status).toBe('waiting');
    expect(settle({ ...closing, attempts: 2 }, { kind: 'paused', why: 'quota' }, now, 0.5).status).toBe(
      'dead',
    );
  });

  test('against the rate limit waits up to a minute', () => {
    const settled = settle(item, { kind: 'paused', why: 'rate' }, now, 1);

    expect(settled).toMatchObject({
      status: 'waiting',
      freeAt: new Date(now.getTime() + 60_000),
      counts: false,
    });
  });
});

describe('an attempt through a channel that needs repair', () => {
  const repair = { kind: 'repair', problem: '401' } as const;
  const minutes = (number: number) => new Date(now.getTime() + number * 60_000);
  const heldFor = (hours: number) => ({ by: 'repair', since: inHours(-hours) }) as const;

  test.each([
    [0, 1],
    [1 / 60, 1],
    [1, 30],
    [2, 60],
    [24 * 60, 60],
  ])('is made again, after %d hours in %d minutes at most', (hours, pause) => {
    const item = { attempts: 1, giveUpAt: inHours(24), held: heldFor(hours) };
    expect(settle(item, repair, now, 1)).toEqual({
      status: 'waiting',
      freeAt: minutes(pause),
      problem: '401',
      counts: false,
      held: item.held,
    });
    expect(settle(item, repair, now, 0)).toMatchObject({ freeAt: minutes(pause / 2) });
  });

  test('begins to wait now, whatever it waited for before', () => {
    const item = { attempts: 1, giveUpAt: inHours(24), held: { by: 'quota', since: inHours(-9) } as const };
    expect(settle(item, repair, now, 1)).toMatchObject({ held: { by: 'repair', since: now } });
  });

  test('is made for ninety days, not longer', () => {
    const item = { attempts: 1, giveUpAt: inHours(24) };
    expect(settle({ ...item, held: heldFor(90 * 24 - 1) }, repair, now, 1).status).toBe('waiting');
    expect(settle({ ...item, held: heldFor(90 * 24) }, repair, now, 1)).toEqual({
      status: 'dead',
      problem: '401',
    });
  });

  test('is not made again where an earlier one may have arrived and LINE forgets its key', () => {
    expect(settle({ attempts: 2, giveUpAt: inHours(0.001) }, repair, now, 1).status).toBe('dead');
  });
});

describe('an item', () => {
  test('is too late only when it may have arrived and its key is forgotten', () => {
    expect(isTooLate({ attempts: 2, giveUpAt: now }, now)).toBe(true);
    expect(isTooLate({ attempts: 1, giveUpAt: now }, now)).toBe(false);
    expect(isTooLate({ attempts: 2, giveUpAt: inHours(1) }, now)).toBe(false);
  });
});

describe('the budget of a month', () => {
  test.each([
    [{ limit: 100, used: 0 }, 79, 'open'],
    [{ limit: 100, used: 79 }, 1, 'low'],
    [{ limit: 100, used: 99 }, 0, 'low'],
    [{ limit: 100, used: 90 }, 10, 'exhausted'],
    [{ limit: 0, used: 0 }, 0, 'exhausted'],
    [{ used: 1_000_000 }, 0, 'open'],
  ] as const)('%p with %i pushes since is %s', (quota, since, budget) => {
    expect(budgetOf(quota, since)).toBe(budget);
  });
});
