import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import type { Dispatcher, DispatcherParts } from '../../../src/line/incoming/dispatch';
import { createDispatcher } from '../../../src/line/incoming/dispatch';
import type { Arrival, ClaimedEvent, Inbox } from '../../../src/line/incoming/inbox';
import { createInbox } from '../../../src/line/incoming/inbox';
import { createLanes } from '../../../src/line/incoming/lanes';
import type { Patience } from '../../../src/line/incoming/seat';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

/** Who gets served when many want to be. */
describe('the dispatcher, among many people', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;
  let inbox: Inbox;
  let seen: string[];
  let running: Dispatcher | undefined;

  const who = ({ event }: ClaimedEvent): string => (event as { who: string }).who;
  const note = (event: ClaimedEvent): void => void seen.push(who(event));
  const dispatcher = (
    work: (event: ClaimedEvent, patience: Patience) => Promise<void>,
    more: Partial<DispatcherParts> = {},
  ): Dispatcher => {
    running = createDispatcher({
      inbox,
      lanes: createLanes({ connection: db.connection, machineClock: systemClock, owner: 'here' }),
      handle: work,
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
    inbox.store(
      people.map((name) => ({
        id: `e${(sent += 1)}`,
        orgId,
        userId: `U${name.padStart(32, '0')}`,
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
    db = await connectTestDatabase();
    inbox = createInbox({ connection: db.connection, sealer, machineClock: systemClock });
    createLanes({ connection: db.connection, machineClock: systemClock, owner: 'any' });
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    seen = [];
    await db.connection.collection('inbox').deleteMany({});
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
    const work = (event: ClaimedEvent): Promise<void> => {
      note(event);
      return Promise.resolve();
    };
    dispatcher(work, { places: { places: 2, share: 2 } }).start();
    while (seen.filter((name) => name !== 'f').length < 20) await wait(5);
    expect(seen.length).toBeLessThan(200);
  });
});
