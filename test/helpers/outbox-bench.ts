import { randomBytes } from 'node:crypto';
import { SettableClock } from '../../src/core/clock';
import { randomIds } from '../../src/core/ids';
import { createLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import type { OutboxItem } from '../../src/outbox/model';
import { outboxModel } from '../../src/outbox/model';
import type { Push, Quota, SendOutcome } from '../../src/outbox/rules';
import type { NewItem, Outbox, OutboxParts } from '../../src/outbox/service';
import { createOutbox } from '../../src/outbox/service';
import type { TestDatabase } from './database';
import { connectTestDatabase } from './database';

/** A moment at which the office is open: 1 March 2569, 08:30 in Bangkok. */
export const morning = new Date('2026-03-01T01:30:00Z');

/** Clocks, a LINE that does as told, and what was pushed and logged. */
export function outboxBench(db: TestDatabase) {
  const clock = new SettableClock({ now: () => morning });
  const machineClock = new SettableClock({ now: () => morning });
  const pushes: Push[] = [];
  const lines: Record<string, unknown>[] = [];
  const behaviour = {
    answer: (): SendOutcome | Promise<SendOutcome> => ({ kind: 'sent', requestId: 'r1' }),
    quota: (): Promise<Quota> => Promise.resolve({ used: 0 }),
    resolve: (personId: string): { userId: string } | undefined => ({ userId: `user of ${personId}` }),
    quotaAsked: 0,
  };
  const parts: OutboxParts = {
    connection: db.connection,
    clock,
    machineClock,
    ids: randomIds,
    sealer: new Sealer([{ id: 'k1', key: randomBytes(32) }]),
    log: createLog('info', (line) => lines.push(JSON.parse(line) as Record<string, unknown>)),
    send: async (push) => {
      pushes.push(push);
      return behaviour.answer();
    },
    resolve: (to) =>
      Promise.resolve(to.kind === 'person' ? behaviour.resolve(to.personId) : { userId: 'mailbox' }),
    quota: () => {
      behaviour.quotaAsked += 1;
      return behaviour.quota();
    },
    random: () => 1,
  };
  const stored = async (id: string): Promise<OutboxItem> => {
    const item = await outboxModel(db.connection).findById(id).lean<OutboxItem | null>();
    if (item === null) throw new Error(`no outbox item ${id}`);
    return item;
  };
  return {
    clock,
    behaviour,
    pushes,
    lines,
    parts,
    stored,
    /** A worker of its own, as in another process. */
    worker: (): Outbox => createOutbox(parts),
    passSeconds: (seconds: number) =>
      machineClock.set(new Date(machineClock.now().getTime() + seconds * 1000)),
    events: () => lines.map((line) => line.event),
  };
}

/** What a test of the outbox works with. */
export interface OutboxStage {
  readonly db: TestDatabase;
  readonly bench: ReturnType<typeof outboxBench>;
  /** The bench's first worker. */
  readonly outbox: Outbox;
}

/** Hands over a fresh stage before every test of the file: an empty outbox in a database of its own. */
export function beforeEachOnStage(take: (stage: OutboxStage) => void): void {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await connectTestDatabase();
    outboxModel(db.connection);
    await db.createIndexes();
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.connection.collection('outbox').deleteMany({});
    const bench = outboxBench(db);
    take({ db, bench, outbox: bench.worker() });
  });
}

/** Something to push to the person `personId`. */
export function itemFor(personId: string, extra: Partial<NewItem> = {}): NewItem {
  return {
    id: `reminder:${personId}`,
    orgId: 'cho-raka',
    to: { kind: 'person', personId },
    prompts: [{ text: { literal: 'words for one person alone' } }],
    locale: 'th',
    ...extra,
  };
}
