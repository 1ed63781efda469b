import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SettableClock, systemClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import type { Dispatcher, DispatcherParts } from '../../../src/line/incoming/dispatch';
import { createDispatcher } from '../../../src/line/incoming/dispatch';
import type { Arrival, ClaimedEvent, Inbox } from '../../../src/line/incoming/inbox';
import { createInbox } from '../../../src/line/incoming/inbox';
import type { Lanes } from '../../../src/line/incoming/lanes';
import { createLanes } from '../../../src/line/incoming/lanes';
import type { Patience } from '../../../src/line/incoming/seat';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const user = (n: number): string => `U${String(n).padStart(32, '0')}`;

describe('the dispatcher', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;
  let inbox: Inbox;
  let seen: string[] = [];
  let running: Dispatcher[] = [];

  const lanesOf = (owner: string, machineClock = systemClock): Lanes =>
    createLanes({ connection: db.connection, machineClock, owner });
  const dispatcher = (
    work: (event: ClaimedEvent, patience: Patience) => Promise<void>,
    more: Partial<DispatcherParts> = {},
  ): Dispatcher => {
    const made = createDispatcher({
      inbox,
      lanes: lanesOf(`process ${running.length}`),
      handle: work,
      giveUp: (event) => Promise.resolve(void seen.push(`gave up ${nameOf(event)}`)),
      machineClock: systemClock,
      log: silentLog,
      pauses: [1, 1],
      sweepMs: 10,
      ...more,
    });
    running.push(made);
    return made;
  };
  const nameOf = ({ event }: ClaimedEvent): string => (event as { name: string }).name;
  const note = (event: ClaimedEvent): Promise<void> => Promise.resolve(void seen.push(nameOf(event)));
  const put = (events: [string, number, number][], orgId = 'o'): Promise<Arrival[]> =>
    inbox.store(
      events.map(([id, who, timestamp]) => ({
        ...{ id, orgId, userId: user(who), timestamp },
        event: { name: id },
      })),
    );
  const settled = async (): Promise<void> => {
    while ((await inbox.counts()).waiting > 0) await wait(5);
    await Promise.all(running.map((one) => one.idle()));
  };

  beforeAll(async () => {
    db = await connectTestDatabase();
    inbox = createInbox({ connection: db.connection, sealer, machineClock: systemClock });
    lanesOf('any');
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    seen = [];
    running = [];
    await db.connection.collection('inbox').deleteMany({});
    await db.connection.collection('lanes').deleteMany({});
  });
  afterEach(() => Promise.all(running.map((one) => one.stop())));

  test('works off each person in order and people side by side', async () => {
    const meeting = new EventEmitter();
    const bothCame = once(meeting, 'both');
    let come = 0;
    const one = dispatcher(async (event) => {
      if (++come === 2) meeting.emit('both');
      await bothCame;
      seen.push(nameOf(event));
    });
    one.nudge(
      await put([
        ['a2', 1, 2],
        ['b1', 2, 1],
        ['a1', 1, 1],
        ['b2', 2, 2],
      ]),
    );
    await settled();

    expect(seen.filter((id) => id.startsWith('a'))).toEqual(['a1', 'a2']);
    expect(seen.filter((id) => id.startsWith('b'))).toEqual(['b1', 'b2']);
  });

  test('sets a poison event aside after bounded tries and goes on with the person', async () => {
    const one = dispatcher((event) => {
      seen.push(nameOf(event));
      return nameOf(event) === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve();
    });
    one.nudge(
      await put([
        ['bad', 1, 1],
        ['good', 1, 2],
      ]),
    );
    await settled();

    expect(seen).toEqual(['bad', 'bad', 'bad', 'gave up bad', 'good']);
    expect(await inbox.counts()).toEqual({ waiting: 0, aside: 1 });
  });

  test('finds by itself what another process left', async () => {
    await put([['left', 1, 1]]);
    dispatcher(note).start();
    await settled();

    expect(seen).toEqual(['left']);
  });

  test('lets two processes share the work without doing any of it twice', async () => {
    const events = Array.from({ length: 60 }, (_, n): [string, number, number] => [`e${n}`, n % 7, n]);
    await put(events);
    dispatcher(note).start();
    dispatcher(note).start();
    await settled();

    expect([...seen].sort()).toEqual(events.map(([id]) => id).sort());
    for (let person = 0; person < 7; person++) {
      const mine = seen.filter((id) => Number(id.slice(1)) % 7 === person).map((id) => Number(id.slice(1)));
      expect(mine).toEqual([...mine].sort((left, right) => left - right));
    }
  });

  test('ends what it has begun when it is told to stop, and begins nothing more', async () => {
    const begun = new EventEmitter();
    const one = dispatcher(async (event) => {
      begun.emit('begun');
      await wait(20);
      seen.push(nameOf(event));
    });
    const first = once(begun, 'begun');
    one.nudge(
      await put([
        ['a1', 1, 1],
        ['a2', 1, 2],
      ]),
    );
    await first;
    await one.stop();

    expect(seen).toEqual(['a1']);
    expect((await inbox.counts()).waiting).toBe(1);
  });

  test.each([
    ['for as long as it takes', false],
    ['even when it is told to stop', true],
  ])('holds what it works on %s', async (_how, isStopped) => {
    const clock = new SettableClock();
    const [lanes, other] = [lanesOf('one', clock), lanesOf('two', clock)];
    const meeting = new EventEmitter();
    let moves = 0;
    const gate = once(meeting, 'go on');
    const begun = once(meeting, 'begun');
    const one = dispatcher(
      async (event) => {
        meeting.emit('begun');
        await gate;
        seen.push(nameOf(event));
      },
      {
        lanes: {
          ...lanes,
          renew: async (held) => {
            // One that began before the clock was moved holds from then only.
            const begunAfter = moves;
            await lanes.renew(held);
            if (begunAfter === moves) meeting.emit('renewed');
          },
        },
      },
    );
    one.start();
    const [arrival] = await put([['long', 1, 1]]);
    const lane = arrival?.lane ?? '';
    await begun;
    const stopping = isStopped ? one.stop() : undefined;

    for (let passed = 0; passed < 60; passed += 10) {
      const renewed = once(meeting, 'renewed');
      moves += 1;
      clock.set(new Date(clock.now().getTime() + 10_000));
      await renewed;
      expect(await other.take(lane)).toBe(false);
    }
    meeting.emit('go on');
    await stopping;
    await settled();
    expect(seen).toEqual(['long']);
    expect(await other.take(lane)).toBe(true);
  });

  test('works on what a crash left before it works on what has just come', async () => {
    await put([['older', 1, 1]]);
    const one = dispatcher(note);
    one.nudge(await put([['newer', 1, 2]]));
    await settled();

    expect(seen).toEqual(['older', 'newer']);
  });

  test('sets aside what no process survives, counted before anybody works on it', async () => {
    await put([['deadly', 1, 1]]);
    const [{ _id: id } = { _id: '' }] = await db.connection
      .collection<{ _id: string }>('inbox')
      .find()
      .toArray();
    for (let deaths = 0; deaths < 25; deaths += 1) await inbox.takeUp(id);
    dispatcher(note).start();
    await settled();

    expect(seen).toEqual(['gave up deadly']);
    expect(await inbox.counts()).toEqual({ waiting: 0, aside: 1 });
  });

  test('puts aside at once what no key opens any more, and goes on with the person', async () => {
    await put([
      ['lost', 1, 1],
      ['good', 1, 2],
    ]);
    await db.connection
      .collection('inbox')
      .updateOne({ timestamp: 1 }, { $set: { sealedEvent: 'v1.gone.AAAA.AAAA.AAAA' } });
    dispatcher(note).start();
    await settled();

    expect(seen).toEqual(['good']);
    expect(await inbox.counts()).toEqual({ waiting: 0, aside: 1 });
  });
});
