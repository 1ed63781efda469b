import { SettableClock, systemClock } from '../../../src/core/clock';
import type { Lanes } from '../../../src/line/incoming/lanes';
import { createLanes } from '../../../src/line/incoming/lanes';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

describe('the lanes', () => {
  let db: TestDatabase;
  const lanesOf = (owner: string, machineClock = systemClock): Lanes =>
    createLanes({ connection: db.connection, machineClock, owner });
  const stored = () => db.connection.collection('lanes').countDocuments();

  beforeAll(async () => {
    db = await connectTestDatabase();
    lanesOf('any');
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(() => db.connection.collection('lanes').deleteMany({}));

  test('are held by one process at a time, until the lease runs out', async () => {
    const first = lanesOf('first');
    const second = lanesOf('second');
    const later = lanesOf('later', { now: () => new Date(Date.now() + 16_000) });

    expect(await first.take('lane')).toBe(true);
    expect(await first.take('lane')).toBe(true);
    expect(await second.take('lane')).toBe(false);
    expect(await later.take('lane')).toBe(true);
    await first.release('lane');
    expect(await first.take('lane')).toBe(false);
  });

  test('that a crash left are not held for longer because the clock has been set back', async () => {
    const ended = lanesOf('ended');
    const earlier = lanesOf('earlier', { now: () => new Date(Date.now() - 3_600_000) });
    const slower = lanesOf('a little behind', { now: () => new Date(Date.now() - 20_000) });

    expect(await ended.take('lane')).toBe(true);
    expect(await slower.take('lane')).toBe(false);
    expect(await earlier.take('lane')).toBe(true);
  });

  test('are taken and freed many at a time, each for itself', async () => {
    const [first, second] = [lanesOf('first'), lanesOf('second')];
    expect(await Promise.all(['a', 'b', 'c'].map((lane) => first.take(lane)))).toEqual([true, true, true]);
    await Promise.all(['a', 'c'].map((lane) => first.release(lane)));
    expect(await Promise.all(['a', 'b', 'c'].map((lane) => second.take(lane)))).toEqual([true, false, true]);
  });

  test('leave nothing of anybody behind when they are free', async () => {
    const lanes = lanesOf('first');
    await Promise.all(['a', 'b'].map((lane) => lanes.take(lane)));
    expect(await stored()).toBe(2);
    await Promise.all(['a', 'b'].map((lane) => lanes.release(lane)));
    expect(await stored()).toBe(0);
  });

  test('are held for as long as the lease is renewed, and nobody else’s is', async () => {
    const clock = new SettableClock();
    const [first, second] = [lanesOf('first', clock), lanesOf('second', clock)];
    const begun = clock.now().getTime();
    await first.take('lane');
    for (const seconds of [10, 20, 30]) {
      clock.set(new Date(begun + seconds * 1000));
      await first.renew(['lane']);
      await second.renew(['lane']);
      expect(await second.take('lane')).toBe(false);
    }

    clock.set(new Date(begun + 46_000));
    await second.renew(['lane']);
    expect(await second.take('lane')).toBe(true);
    await first.renew(['lane']);
    await second.release('lane');
    expect(await first.take('lane')).toBe(true);
  });

  test('of a crash are forgotten, and those that are held are not', async () => {
    const old = lanesOf('crashed', { now: () => new Date(Date.now() - 3_600_000) });
    await old.take('old');
    await lanesOf('alive').take('new');
    await lanesOf('any').sweep(new Date(Date.now() - 60_000));
    expect(await stored()).toBe(1);
  });

  test('are kept in no order', async () => {
    const [options] = (await db.connection.db?.listCollections({ name: 'lanes' }).toArray()) ?? [];
    expect(options).toHaveProperty('options.clusteredIndex');
  });
});
