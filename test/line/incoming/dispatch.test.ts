import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SettableClock, systemClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { createDispatcher } from '../../../src/line/incoming/dispatch';
import type { Dispatcher } from '../../../src/line/incoming/dispatch';
import { createInbox } from '../../../src/line/incoming/inbox';
import type { ClaimedEvent, Inbox } from '../../../src/line/incoming/inbox';
import { connectTestDatabase } from '../../helpers/database';
import type { TestDatabase } from '../../helpers/database';

const user = (n: number): string => `U${String(n).padStart(32, '0')}`;

describe('the dispatcher', () => {
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  let db: TestDatabase;
  let inbox: Inbox;
  let seen: string[] = [];
  let afterwards: string[] = [];
  let running: Dispatcher[] = [];

  const inboxOf = (owner: string, machineClock = systemClock): Inbox =>
    createInbox({ connection: db.connection, sealer, machineClock, owner });
  const dispatcher = (
    work: (event: ClaimedEvent) => Promise<void>,
    box = inbox,
    sweepMs = 10,
  ): Dispatcher => {
    const made = createDispatcher({
      inbox: box,
      handle: (event) => work(event).then(() => () => Promise.resolve(void afterwards.push(event.id))),
      giveUp: (event) => Promise.resolve(void seen.push(`gave up ${event.id}`)),
      log: silentLog,
      pauses: [1, 1],
      sweepMs,
    });
    running.push(made);
    return made;
  };
  const note = (event: ClaimedEvent): Promise<void> => Promise.resolve(void seen.push(event.id));
  const put = (events: [string, number, number][]): Promise<string[]> =>
    inbox.store(
      events.map(([id, who, timestamp]) => ({ id, orgId: 'o', userId: user(who), timestamp, event: {} })),
    );
  const settled = async (): Promise<void> => {
    while ((await inbox.counts()).waiting > 0) await wait(5);
    await Promise.all(running.map((one) => one.idle()));
  };

  beforeAll(async () => {
    db = await connectTestDatabase();
    inbox = inboxOf('first');
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    seen = [];
    afterwards = [];
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
      seen.push(event.id);
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
    expect([...afterwards].sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  test('sets a poison event aside after bounded tries and goes on with the person', async () => {
    const one = dispatcher((event) => {
      seen.push(event.id);
      return event.id === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve();
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
    dispatcher(note, inboxOf('one')).start();
    dispatcher(note, inboxOf('two')).start();
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
      seen.push(event.id);
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
    const [box, other] = [inboxOf('one', clock), inboxOf('two', clock)];
    const meeting = new EventEmitter();
    const renew = box.renewLanes.bind(box);
    box.renewLanes = (lanes) => renew(lanes).then(() => void meeting.emit('renewed'));
    const gate = once(meeting, 'go on');
    const begun = once(meeting, 'begun');
    const one = dispatcher(async (event) => {
      meeting.emit('begun');
      await gate;
      seen.push(event.id);
    }, box);
    one.start();
    const [lane = ''] = await put([['long', 1, 1]]);
    await begun;
    const stopping = isStopped ? one.stop() : undefined;

    for (let passed = 0; passed < 60; passed += 10) {
      clock.set(new Date(clock.now().getTime() + 10_000));
      await once(meeting, 'renewed');
      expect(await other.takeLane(lane)).toBe(false);
    }
    meeting.emit('go on');
    await stopping;
    await settled();
    expect(seen).toEqual(['long']);
    expect(await other.takeLane(lane)).toBe(true);
  });

  test('serves one at a time while a rush goes on, and everybody in the end', async () => {
    const people = Array.from({ length: 160 }, (_, n): [string, number, number] => [`e${n}`, n, n]);
    const lanes = await put(people);
    const begun = new EventEmitter();
    const gate = once(begun, 'go on');
    let together = 0;
    const one = dispatcher(async (event) => {
      together += 1;
      begun.emit('begun');
      await gate;
      seen.push(event.id);
    });
    const first = once(begun, 'begun');
    one.nudge(lanes);
    await first;

    expect(together).toBe(1);
    begun.emit('go on');
    await settled();
    expect([...seen].sort()).toEqual(people.map(([id]) => id).sort());
  });
});
