import { readConfig } from '../../src/config';
import { createLog } from '../../src/core/log';
import { MIGRATIONS } from '../../src/mongo/migrations';
import { openRooms } from '../../src/rooms';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';
import type { StoredFacts } from '../helpers/stored-database';
import { restoreVersion01 } from '../helpers/stored-database';
import { say, tap, th } from '../helpers/talk';

/** The evening of the day on which version 0.1.0 was stopped. */
const LATER = '2026-11-23T18:00:00+07:00';

/** An office that ran version 0.1.0 installs this one: nothing of it may be lost. */
describe('a database of version 0.1.0', () => {
  let db: TestDatabase;
  let app: TestApp;
  let facts: StoredFacts;
  const migrated: string[] = [];

  beforeAll(async () => {
    db = await connectTestDatabase();
    facts = await restoreVersion01(db);
    // Two processes of the new version are started at the same moment.
    const config = readConfig({
      MONGODB_URI: db.uri,
      SEALING_KEYS: facts.keys,
      SIMULATOR: 'on',
      SAMPLE_DATA: 'off',
    });
    const log = createLog('info', (line) => {
      const { event, migration } = JSON.parse(line) as { event: string; migration?: string };
      if (event === 'migration.done') migrated.push(migration ?? '');
    });
    const both = await Promise.all([openRooms(config, { log }), openRooms(config, { log })]);
    for (const rooms of both) await rooms.database.close();
    app = await startApp(LATER, { db, sealingKeys: facts.keys });
  });
  afterAll(() => app.close());

  test('is migrated once, also when two processes start at once', () => {
    expect([...migrated].sort()).toEqual(MIGRATIONS.map(({ id }) => id));
  });

  test('has every ticket: its number and code still open it', async () => {
    for (const ticket of facts.tickets) {
      const asker = app.stranger(ticket.orgId);
      await say(asker, ticket.ticketNo);
      const told = await say(asker, ticket.pin);
      expect(told).toContain(ticket.ticketNo);
      await say(asker, th('common.cancel'));
    }
  });

  test('has what complaints say, and who gave a name', async () => {
    for (const ticket of facts.tickets) {
      const staff = app.phone(ticket.orgId, 'coordinator');
      await say(staff, 'รับเรื่องร้องเรียน');
      const detail = await tap(staff, th('complaints.inbox.open'));
      expect(detail).toContain(ticket.detail);
      if (ticket.name !== undefined) expect(detail).toContain(ticket.name);
    }
  });

  test('has every progress entry', async () => {
    const { people, progress } = app.container.rooms;
    for (const { measureId, status, result } of facts.entries) {
      const [orgId = ''] = measureId.split(':');
      const actor = await people.meet(orgId, app.phone(orgId, 'coordinator').chat.userId);
      const entries = await progress.historyOf(actor, measureId);
      expect(entries).toEqual([expect.objectContaining({ status, result })]);
    }
  });

  test('has the drafts, with all that was answered', async () => {
    for (const draft of facts.drafts) {
      const phone = app.phone(draft.orgId, draft.person);
      const next = draft.flow === 'log-progress' ? th('common.done') : 'หน้าโรงเรียนบ้านเหนือ';
      const answer = await say(phone, next);
      expect(answer).toContain(draft.problem ?? th('complaints.file.anonymous'));
    }
  });

  test('has the messages that nobody had answered yet', async () => {
    for (const { orgId, person, text } of facts.waiting) {
      const phone = app.phone(orgId, person);
      await say(phone, th('complaints.category.roads'));
      await tap(phone, th('common.skip'));
      expect(await tap(phone, th('complaints.file.anonymous'))).toContain(text);
    }
  });
});
