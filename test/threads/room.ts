import { randomBytes } from 'node:crypto';
import type { Drafts } from '../../src/conversation/drafts';
import type { Clock } from '../../src/core/clock';
import { systemClock } from '../../src/core/clock';
import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import { threadsOn } from '../../src/threads/parts';
import type { Ending, NewEvent, Taken, ThreadStore } from '../../src/threads/store';
import { createThreads } from '../../src/threads/store';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

export const ANA = 'person-ana';
export const BEE = 'person-bee';

/** An event of somebody, as the webhook hands it on. */
export const event = (
  id: string,
  personId: string,
  timestamp: number,
  extra: Partial<NewEvent> = {},
): NewEvent => ({
  id,
  orgId: 'cho-raka',
  personId,
  timestamp,
  event: { type: 'message', text: `the words of ${id}` },
  ...extra,
});

export interface ProcessParts {
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly sealer: Sealer;
}

/** The documents of people in a database of its own, for all tests of a file. */
export class Room {
  readonly sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  db!: TestDatabase;

  open = async (): Promise<void> => {
    this.db = await connectTestDatabase();
    this.process('any');
    await this.db.createIndexes();
  };
  close = () => this.db.close();
  empty = async (): Promise<void> => {
    await this.all.deleteMany({});
    await this.db.connection.collection('overflow').deleteMany({});
    await this.db.connection.collection('inbox').deleteMany({});
  };

  get all() {
    return threadsOn(this.db.connection);
  }

  /** The store as a process of this name has it. */
  process(owner: string, more: Partial<ProcessParts> = {}): ThreadStore {
    return createThreads({
      ...{ connection: this.db.connection, sealer: this.sealer, owner, ids: randomIds, log: silentLog },
      ...{ clock: systemClock, machineClock: systemClock },
      ...more,
    });
  }

  documents = () => this.all.find({}, { promoteBuffers: true }).toArray();
}

/** Takes somebody who is free and for whom something waits. */
export async function taken(threads: ThreadStore, thread: string): Promise<Taken> {
  const found = await threads.take(thread);
  if (typeof found === 'string') throw new Error(`not taken: ${found}`);
  return found;
}

/** Takes somebody and ends the turn with all that waits done. */
export async function workOff(
  threads: ThreadStore,
  thread: string,
  more: Partial<Ending> = {},
): Promise<boolean> {
  const turn = await taken(threads, thread);
  const done = turn.events.map(({ id }) => id);
  return threads.save(turn, { drafts: turn.drafts, done, ...more });
}

/** Keeps drafts of somebody, as a turn of theirs. */
export async function keep(threads: ThreadStore, personId: string, drafts: Drafts): Promise<string> {
  const id = randomBytes(8).toString('hex');
  const [arrival] = await threads.store([event(id, personId, 1)]);
  await workOff(threads, arrival?.thread ?? '', { drafts });
  return arrival?.thread ?? '';
}

/** What is open with somebody, by the turn of another event that is left waiting. */
export async function kept(threads: ThreadStore, personId: string): Promise<Taken> {
  const [arrival] = await threads.store([event(randomBytes(8).toString('hex'), personId, 1)]);
  const turn = await taken(threads, arrival?.thread ?? '');
  await threads.release(turn.thread);
  return turn;
}
