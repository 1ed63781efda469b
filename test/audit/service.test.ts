import type { Audit } from '../../src/audit/service';
import { createAudit } from '../../src/audit/service';
import { randomIds } from '../../src/core/ids';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

describe('the audit trail', () => {
  let db: TestDatabase;
  let audit: Audit;
  let now = new Date('2026-11-23T16:00:00Z');
  beforeAll(async () => {
    db = await connectTestDatabase();
    audit = createAudit({ connection: db.connection, clock: { now: () => now }, ids: randomIds });
    await db.createIndexes();
  });
  afterAll(() => db.close());

  test('says who looked at what, when and what for', async () => {
    const look = { orgId: 'na-kok', by: 'p1', what: 'file.read', record: 'complaint:c1', purpose: 'show' };
    await audit.record(look);
    await audit.record(look);
    const looks = await db.connection.collection('audit-trail').find().toArray();
    expect(looks).toHaveLength(2);
    expect(looks[0]).toMatchObject({ ...look, at: now });
  });

  test('counts by the day of Bangkok what the bot opens itself', async () => {
    await Promise.all(Array.from({ length: 5 }, () => audit.count('mailbox.opened', 'delivery')));
    now = new Date('2026-11-23T17:00:00Z');
    await audit.count('mailbox.opened', 'delivery');
    const counts = await db.connection.collection('audit-counts').find().toArray();
    expect(counts.map(({ on, count }) => [on as string, count as number]).sort()).toEqual([
      ['2026-11-23', 5],
      ['2026-11-24', 1],
    ]);
  });
});
