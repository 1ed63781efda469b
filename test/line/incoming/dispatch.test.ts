import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SettableClock, systemClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import type { Dispatcher, DispatcherParts } from '../../../src/line/incoming/dispatch';
import { createDispatcher } from '../../../src/line/incoming/dispatch';
import type { Patience } from '../../../src/line/incoming/seat';
import type { Arrival, ThreadStore, WaitingEvent } from '../../../src/threads/store';
import { Room, taken } from '../../threads/room';
import { oneByOne } from './one-by-one';

describe('the dispatcher', () => {
  const room = new Room();
  let threads: ThreadStore;
  let seen: string[] = [];
  let running: Dispatcher[] = [];

  const dispatcher = (
    work: (event: WaitingEvent, patience: Patience) => Promise<void>,
    more: Partial<DispatcherParts> = {},
  ): Dispatcher => {
    const made = createDispatcher({
      threads: room.process(`process ${running.length}`),
      handle: oneByOne(work),
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
  const nameOf = ({ event }: WaitingEvent): string => (event as { name: string }).name;
  const note = (event: WaitingEvent): Promise<void> => Promise.resolve(void seen.push(nameOf(event)));
  const put = (events: [string, number, number][], orgId = 'o'): Promise<Arrival[]> =>
    threads.store(
      events.map(([id, who, timestamp]) => ({
        ...{ id, orgId, personId: `person ${who}`, timestamp },
        event: { name: id },
      })),
    );
  const settled = async (): Promise<void> => {
    while ((await threads.counts()).waiting > 0) await wait(5);
    await Promise.all(running.map((one) => one.idle()));
  };

  beforeAll(async () => {
    await room.open();
  });
  afterAll(room.close);
  beforeEach(async () => {
    seen = [];
    running = [];
    await room.empty();
    // A store of its own: it knows by heart what it stored last.
    threads = room.process('here');
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
    expect(await threads.counts()).toEqual({ waiting: 0, aside: 1 });
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
    expect((await threads.counts()).waiting).toBe(1);
  });

  test.each([
    ['for as long as it takes', false],
    ['even when it is told to stop', true],
  ])('holds what it works on %s', async (_how, isStopped) => {
    const clock = new SettableClock();
    const [own, other] = ['one', 'two'].map((owner) => room.process(owner, { machineClock: clock }));
    if (own === undefined || other === undefined) throw new Error('two processes');
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
        threads: {
          ...own,
          renew: async (held: readonly string[]) => {
            // One that began before the clock was moved holds from then only.
            const begunAfter = moves;
            await own.renew(held);
            if (begunAfter === moves) meeting.emit('renewed');
          },
        },
      },
    );
    one.start();
    const [arrival] = await put([['long', 1, 1]]);
    const thread = arrival?.thread ?? '';
    await begun;
    const stopping = isStopped ? one.stop() : undefined;

    for (let passed = 0; passed < 60; passed += 10) {
      const renewed = once(meeting, 'renewed');
      moves += 1;
      clock.set(new Date(clock.now().getTime() + 10_000));
      await renewed;
      expect(await other.take(thread)).toBe('held');
    }
    meeting.emit('go on');
    await stopping;
    await settled();
    expect(seen).toEqual(['long']);
    expect(await other.take(thread)).toBe('nothing');
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
    const [{ _id: thread } = { _id: '' }] = await room.documents();
    const turn = await taken(threads, thread);
    for (let deaths = 0; deaths < 25; deaths += 1)
      await threads.count(
        turn,
        turn.events.map(({ id }) => id),
      );
    await threads.release(thread);
    dispatcher(note).start();
    await settled();

    expect(seen).toEqual(['gave up deadly']);
    expect(await threads.counts()).toEqual({ waiting: 0, aside: 1 });
  });

  test('puts aside at once what no key opens any more, and goes on with the person', async () => {
    await put([
      ['lost', 1, 1],
      ['good', 1, 2],
    ]);
    await room.all.updateOne(
      { 'waiting.timestamp': 1 },
      { $set: { 'waiting.$.sealed': Buffer.from('v1.gone.AAAA.AAAA.AAAA') } },
    );
    dispatcher(note).start();
    await settled();

    expect(seen).toEqual(['good']);
    expect(await threads.counts()).toEqual({ waiting: 0, aside: 1 });
  });
});
