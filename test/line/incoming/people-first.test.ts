import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import type { Dispatcher, DispatcherParts } from '../../../src/line/incoming/dispatch';
import { createDispatcher } from '../../../src/line/incoming/dispatch';
import type { Patience } from '../../../src/line/incoming/seat';
import type { Arrival, ThreadStore, WaitingEvent } from '../../../src/threads/store';
import { Room } from '../../threads/room';
import { oneByOne } from './one-by-one';

/** Who gets served when many want to be. */
describe('the dispatcher, among many people', () => {
  const room = new Room();
  let threads: ThreadStore;
  let seen: string[];
  let running: Dispatcher | undefined;

  const who = ({ event }: WaitingEvent): string => (event as { who: string }).who;
  const note = (event: WaitingEvent): void => void seen.push(who(event));
  const dispatcher = (
    work: (event: WaitingEvent, patience: Patience) => Promise<void>,
    more: Partial<DispatcherParts> = {},
  ): Dispatcher => {
    running = createDispatcher({
      threads,
      handle: oneByOne(work),
      giveUp: () => Promise.resolve(),
      machineClock: systemClock,
      log: silentLog,
      sweepMs: 10,
      ...more,
    });
    return running;
  };
  let sent = 0;
  /** One event of each of these people, in this order. */
  const put = (people: readonly string[], orgId = 'o'): Promise<Arrival[]> =>
    threads.store(
      people.map((name) => ({
        id: `e${(sent += 1)}`,
        orgId,
        personId: `person ${name}`,
        timestamp: sent,
        event: { who: name },
      })),
    );
  const people = (count: number, prefix = ''): string[] =>
    Array.from({ length: count }, (_, n) => `${prefix}${n}`);
  const all = async (count: number): Promise<void> => {
    while (seen.length < count) await wait(5);
  };

  beforeAll(async () => {
    await room.open();
  });
  afterAll(room.close);
  beforeEach(async () => {
    seen = [];
    await room.empty();
    // A store of its own: it knows by heart what it stored last.
    threads = room.process('here');
  });
  afterEach(() => running?.stop());

  test('lets what waits for LINE hold up nobody but its own person', async () => {
    const line = new EventEmitter();
    const answered = once(line, 'answer');
    const one = dispatcher(
      async (event, patience) => {
        if (who(event).startsWith('b')) await patience.outside(() => answered);
        note(event);
      },
      { places: { places: 2, share: 2 } },
    );
    one.nudge(await put([...people(40, 'b'), ...people(200)]));
    await all(200);
    expect(seen.filter((name) => name.startsWith('b'))).toEqual([]);

    line.emit('answer');
    await one.idle();
    expect(seen).toHaveLength(240);
  });

  test('lets a pause before another try hold up nobody but its own person', async () => {
    const one = dispatcher(
      (event) => {
        if (who(event) === 'b') return Promise.reject(new Error('no'));
        note(event);
        return Promise.resolve();
      },
      { places: { places: 1, share: 1 }, pauses: [3_600_000] },
    );
    one.nudge(await put(['b', ...people(50)]));
    await all(50);
  });

  test('serves everybody once before anybody twice, though each goes on as soon as they are answered', async () => {
    const rounds = 4;
    const one = dispatcher(
      async (event) => {
        note(event);
        const times = seen.filter((name) => name === who(event)).length;
        // Their next message is there before the lane could be given up.
        if (times < rounds) one.nudge(await put([who(event)]));
      },
      { places: { places: 1, share: 1 } },
    );
    one.nudge(await put(people(50)));
    await all(50 * rounds);

    for (let round = 0; round < rounds; round += 1)
      expect(new Set(seen.slice(round * 50, (round + 1) * 50)).size).toBe(50);
  });

  test('serves several people at a time, however many want to be', async () => {
    const gate = new EventEmitter();
    const open = once(gate, 'open');
    let together = 0;
    const one = dispatcher(async (event) => {
      together += 1;
      if (together === 12) gate.emit('open');
      await open;
      note(event);
    });
    one.nudge(await put(people(200)));
    await all(200);
  });

  test('keeps places for other organisations, though one has work for all of them', async () => {
    const gate = new EventEmitter();
    const open = once(gate, 'open');
    const one = dispatcher(async (event) => {
      if (who(event).startsWith('b')) await open;
      note(event);
    });
    one.nudge(await put(people(100, 'b'), 'big'));
    one.nudge(await put(people(20), 'small'));
    await all(20);
    expect(seen.filter((name) => name.startsWith('b'))).toEqual([]);
    gate.emit('open');
    await all(120);
  });

  test('lets three thousand waiting messages of one person starve nobody after a crash', async () => {
    const flood = Array.from({ length: 3_000 }, () => 'f');
    await put(flood);
    await put(people(20));
    const work = (event: WaitingEvent): Promise<void> => {
      note(event);
      return Promise.resolve();
    };
    dispatcher(work, { places: { places: 2, share: 2 } }).start();
    while (seen.filter((name) => name !== 'f').length < 20) await wait(5);
    expect(seen.length).toBeLessThan(200);
  });
});
