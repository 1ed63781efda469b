import { complaintModel, heatModel, mailboxModel, triesModel } from '../../src/complaints/model';
import type { ComplaintDraft, Complaints, ComplaintServices } from '../../src/complaints/service';
import { createComplaints } from '../../src/complaints/service';
import type { Actor } from '../../src/conversation/actor';
import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import type { People } from '../../src/people/service';
import { createPeople } from '../../src/people/service';
import type { Who } from '../helpers/actors';
import { actor } from '../helpers/actors';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

export const ORG = 'na-kok';
export const LINE_ID = 'U0123456789abcdef0123456789abcdef';
const OTHER_LINE_ID = 'Uffffffffffffffffffffffffffffffff';
export const HOUR_MS = 3_600_000;

/** An error with this code. */
export const errorWith = (code: string): unknown => expect.objectContaining({ code });

/** A complaint with everything in place; each test names only what it is about. */
export function draft(change: Partial<ComplaintDraft> = {}): ComplaintDraft {
  return { category: 'roads', detail: 'ถนนหน้าวัดเป็นหลุมลึก', fileIds: [], ...change };
}

/** Somebody of the office. */
export function officer(who: Who, orgId = ORG): Actor {
  return actor(who, { personId: `officer-${who}`, orgId });
}

/** Complaints and people on a database of their own; empty again, at 1 December 2026, before each test. */
export function testComplaints() {
  const sealer = new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
  const room = { now: new Date(0), attached: {} } as {
    db: TestDatabase;
    now: Date;
    /** File id → the record it is part of. */
    attached: Record<string, string>;
    people: People;
    complaints: Complaints;
    citizen: Actor;
    other: Actor;
    complaintsWith(change: Partial<ComplaintServices>): Complaints;
  };
  const clock = { now: () => room.now };
  room.complaintsWith = (change) =>
    createComplaints({
      connection: room.db.connection,
      sealer,
      clock,
      ids: randomIds,
      log: silentLog,
      audit: { count: () => Promise.resolve() },
      files: {
        attach: (ids, owner) => {
          for (const id of ids) room.attached[id] = owner;
          return Promise.resolve();
        },
      },
      lineUserIdOf: (personId) => room.people.lineUserIdOf(personId),
      ...change,
    });
  beforeAll(async () => {
    room.db = await connectTestDatabase();
    const { connection } = room.db;
    room.people = createPeople({
      ...{ connection, sealer, clock, ids: randomIds, log: silentLog },
      changed: () => Promise.resolve(),
    });
    room.complaints = room.complaintsWith({});
    await room.db.createIndexes();
  });
  beforeEach(async () => {
    const { connection } = room.db;
    const models = [complaintModel, mailboxModel, triesModel, heatModel];
    for (const model of models.map((each) => each(connection))) {
      await model.collection.deleteMany({});
    }
    room.now = new Date('2026-12-01T03:00:00Z');
    room.attached = {};
    room.complaints = room.complaintsWith({});
    room.citizen = await room.people.meet(ORG, LINE_ID);
    room.other = await room.people.meet(ORG, OTHER_LINE_ID);
  });
  afterAll(() => room.db.close());
  return room;
}

/** Everything the database holds, as text, one entry per collection. */
export async function everythingIn(db: TestDatabase): Promise<Record<string, string>> {
  const collections = await db.connection.db!.listCollections().toArray();
  const contents = collections.map(async ({ name }): Promise<[string, string]> => {
    const documents = await db.connection.collection(name).find().toArray();
    return [name, JSON.stringify(documents)];
  });
  return Object.fromEntries(await Promise.all(contents));
}
