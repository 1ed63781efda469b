import type { Actor } from '../../src/conversation/actor';
import { randomIds } from '../../src/core/ids';
import { silentLog } from '../../src/core/log';
import { Sealer } from '../../src/core/sealing';
import { endingModel, invitationModel, personModel } from '../../src/people/model';
import type { NewInvitation, People, PeopleServices } from '../../src/people/service';
import { createPeople } from '../../src/people/service';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

export const ORG = 'na-kok';
export const LINE_ID = 'U0123456789abcdef0123456789abcdef';
export const OTHER_LINE_ID = 'Uffffffffffffffffffffffffffffffff';
export const HOUR_MS = 3_600_000;

/** An error with this code. */
export const errorWith = (code: string): unknown => expect.objectContaining({ code });

/** The people room on a database of its own; empty again, at 1 December 2026, before each test. */
export function testPeople() {
  const room = { now: new Date(0) } as {
    db: TestDatabase;
    now: Date;
    people: People;
    peopleWith(change: Partial<PeopleServices>): People;
    /** A person who has used such an invitation. */
    staffMember(lineUserId?: string, invitation?: Omit<NewInvitation, 'orgId'>): Promise<Actor>;
  };
  room.peopleWith = (change) =>
    createPeople({
      connection: room.db.connection,
      sealer: new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]),
      clock: { now: () => room.now },
      ids: randomIds,
      log: silentLog,
      changed: () => Promise.resolve(),
      ...change,
    });
  room.staffMember = async (lineUserId = LINE_ID, invitation = { office: 'reporter' }) => {
    const actor = await room.people.meet(ORG, lineUserId);
    await room.people.register(actor, await room.people.invite({ orgId: ORG, ...invitation }, 'operator'));
    return room.people.meet(ORG, lineUserId);
  };
  beforeAll(async () => {
    room.db = await connectTestDatabase();
    room.people = room.peopleWith({});
    await room.db.createIndexes();
  });
  beforeEach(async () => {
    await personModel(room.db.connection).deleteMany({});
    await invitationModel(room.db.connection).deleteMany({});
    await endingModel(room.db.connection).deleteMany({});
    room.now = new Date('2026-12-01T03:00:00Z');
    room.people = room.peopleWith({});
  });
  afterAll(() => room.db.close());
  return room;
}
