import { EventEmitter, once } from 'node:events';
import { SettableClock, systemClock } from '../../../src/core/clock';
import { silentLog } from '../../../src/core/log';
import type { Dispatcher } from '../../../src/line/incoming/dispatch';
import { createDispatcher } from '../../../src/line/incoming/dispatch';
import type { Handling } from '../../../src/line/incoming/worker';
import type { ThreadStore, WaitingEvent } from '../../../src/threads/store';
import { event, Room } from '../../threads/room';

/** Messages of one person that come together; "more" may be followed by more, everything else is complete. */
describe('a burst', () => {
  const room = new Room();
  const HOUR = 3_600_000;
  let threads: ThreadStore;
  let turns: string[][];
  let running: Dispatcher | undefined;
  let asked: EventEmitter;

  const nameOf = ({ event: said }: WaitingEvent): string => (said as { name: string }).name;
  const put = (store: ThreadStore, names: readonly string[], person = 'ana') =>
    store.store(
      names.map((name) => event(name, person, Number(name.replace(/\D/g, '')), { event: { name } })),
    );
  const dispatcher = (quiet: number, machineClock = systemClock): Dispatcher => {
    const handling: Handling = {
      handle: ({ events, taken: { drafts } }) => {
        turns.push(events.map(nameOf));
        return Promise.resolve({ drafts, done: events.map(({ id }) => id) });
      },
      mayHaveMore: ({ events }) => {
        const mayHave = events.every((each) => nameOf(each).startsWith('more'));
        setImmediate(() => asked.emit('asked', mayHave));
        return Promise.resolve(mayHave);
      },
      giveUp: () => Promise.resolve(),
    };
    const burst = { quiet, most: 3 * quiet };
    running = createDispatcher({ ...handling, threads, machineClock, burst, log: silentLog, sweepMs: 10 });
    return running;
  };

  beforeAll(room.open);
  afterAll(room.close);
  beforeEach(async () => {
    await room.empty();
    threads = room.process('here');
    turns = [];
    asked = new EventEmitter();
  });
  afterEach(() => running?.stop());

  test('is one turn, with what came here and what another process stored meanwhile', async () => {
    const one = dispatcher(HOUR);
    const waits = once(asked, 'asked');
    one.nudge(await put(threads, ['more 1']));
    await waits;
    await put(room.process('there'), ['more 2']);

    one.nudge(await put(threads, ['press 3']));
    await one.idle();

    expect(turns).toEqual([['more 1', 'more 2', 'press 3']]);
  });

  test('ends when nothing has come for a while', async () => {
    const one = dispatcher(30);
    one.nudge(await put(threads, ['more 1', 'more 2']));
    await one.idle();

    expect(turns).toEqual([['more 1', 'more 2']]);
  });

  test('is answered at once when it is complete in itself', async () => {
    const one = dispatcher(HOUR);
    one.nudge(await put(threads, ['more 1', 'press 2']));
    await one.idle();
    one.nudge(await put(threads, ['press 3']));
    await one.idle();

    expect(turns).toEqual([['more 1', 'press 2'], ['press 3']]);
  });

  test('holds up nobody else', async () => {
    const one = dispatcher(HOUR);
    const waits = once(asked, 'asked');
    one.nudge(await put(threads, ['more 1']));
    await waits;
    for (let n = 2; n < 60; n += 1) one.nudge(await put(threads, [`press ${n}`], `person ${n}`));
    while (turns.length < 58) await new Promise((done) => setImmediate(done));

    expect(turns.flat()).not.toContain('more 1');
    await one.stop();
    expect(turns.flat()).toContain('more 1');
  });

  test('is over after a restart as soon as its time is, whoever began to wait', async () => {
    await put(room.process('that died'), ['more 1', 'more 2']);
    const later = new SettableClock();
    later.set(new Date(Date.now() + HOUR));
    threads = room.process('that comes after', { machineClock: later });

    const one = dispatcher(HOUR / 2, later);
    one.start();
    while (turns.length === 0) await new Promise((done) => setTimeout(done, 5));

    expect(turns).toEqual([['more 1', 'more 2']]);
  });

  test('is over when the clock was set back since it came', async () => {
    const ahead = new SettableClock();
    ahead.set(new Date(Date.now() + HOUR));
    await put(room.process('that died', { machineClock: ahead }), ['more 1']);

    const one = dispatcher(30);
    one.start();
    while (turns.length === 0) await new Promise((done) => setTimeout(done, 5));

    expect(turns).toEqual([['more 1']]);
  });
});
