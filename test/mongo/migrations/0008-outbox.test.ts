import { randomBytes } from 'node:crypto';
import { SettableClock } from '../../../src/core/clock';
import { randomIds } from '../../../src/core/ids';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { outbox as migration } from '../../../src/mongo/migrations/0008-outbox';
import { createDeadLetters } from '../../../src/outbox/dead-letters';
import type { Push } from '../../../src/outbox/rules';
import { createOutbox } from '../../../src/outbox/service';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const at = new Date('2026-11-23T03:04:05.678Z');
const person = { kind: 'person', personId: 'person-1' };
const receipt = {
  text: { key: 'complaints.receipt.summary', params: { ticketNo: '70-12345-1', pin: '402817' } },
};
const news = { text: { literal: 'news' } };

describe('the outbox of version 0.1', () => {
  let db: TestDatabase;
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  const migrate = () => migration.run({ connection: db.connection, sealer, log: silentLog });
  const stored = () => db.connection.collection<{ _id: string; [field: string]: unknown }>('outbox');
  const old = (_id: string, status: string, change: Record<string, unknown> = {}, prompt: object = news) => ({
    _id,
    orgId: 'na-kok',
    to: person,
    ...(status === 'waiting' || status === 'dead'
      ? { sealedPrompts: sealer.seal(JSON.stringify([prompt]), `outbox:${_id}`) }
      : {}),
    locale: 'en',
    retryKey: '123e4567-e89b-82d3-a456-426614174000',
    status,
    attempts: 1,
    notBefore: at,
    freeAt: at,
    createdAt: at,
    ...change,
  });

  beforeEach(async () => {
    db = await connectTestDatabase();
    await db.connection
      .collection<{ _id: string }>('complaints')
      .insertOne({ _id: 'c1', orgId: 'na-kok', ticketNo: '70-12345-1', mailboxId: 'mailbox-1' } as never);
    await stored().insertMany([
      old('reminder:sent', 'sent', { sentAt: at, settledAt: at, requestId: 'r1', giveUpAt: at }),
      old('reminder:waiting', 'waiting'),
      old('reminder:died', 'dead', { settledAt: at, lastProblem: '401 no details' }),
      old('reply:EVENT1', 'waiting', {}, receipt),
      old('reply:EVENT2', 'dead', { settledAt: at, lastProblem: '400 x' }, receipt),
      old('reply:EVENT3', 'sent', { sentAt: at, settledAt: at }),
      old('reply:EVENT4', 'waiting', { orgId: 'kut-chik' }, receipt),
      old('ticket:unreadable', 'waiting', { sealedPrompts: 'v1.gone.a.b.c' }),
    ]);
  });
  afterEach(() => db.close());

  const outboxOf = (pushes: Push[]) =>
    createOutbox({
      connection: db.connection,
      clock: new SettableClock(),
      machineClock: new SettableClock(),
      ids: randomIds,
      sealer,
      log: silentLog,
      random: () => 1,
      send: (push) => {
        pushes.push(push);
        return Promise.resolve({ kind: 'sent' });
      },
      quota: () => Promise.resolve({ used: 0 }),
      resolve: (to) => Promise.resolve({ userId: to.kind === 'person' ? to.personId : to.mailboxId }),
    });

  test('sends what waited, receipts to their mailbox, and revives what a wrong token has killed', async () => {
    await migrate();
    await migrate();
    const pushes: Push[] = [];
    const outbox = outboxOf(pushes);
    await outbox.deliverSome(10);
    expect(pushes.map(({ userId }) => userId).sort()).toEqual(['mailbox-1', 'person-1']);
    const retryKey = '123e4567-e89b-82d3-a456-426614174000';
    for (const push of pushes) expect(push).toMatchObject({ locale: 'en', retryKey });

    const letters = createDeadLetters({ connection: db.connection, machineClock: new SettableClock() });
    expect(await letters.revive({ problem: '401' })).toBe(1);
    await outbox.deliverSome(10);
    expect(pushes.at(-1)).toMatchObject({ userId: 'person-1', prompts: [news] });
    // A receipt that had died is named as dead, and nothing of it is left.
    expect((await letters.list()).map(({ revivable }) => revivable)).toEqual([false, false]);
  });

  test('keeps nobody beside a receipt, and of what is settled the day alone', async () => {
    await migrate();
    const items = await stored().find().toArray();
    expect(items).toHaveLength(8);
    expect(items.filter(({ _id }) => _id.includes('EVENT'))).toEqual([]);
    expect(items.filter(({ locale, sealedPrompts, sentAt }) => locale ?? sealedPrompts ?? sentAt)).toEqual(
      [],
    );
    for (const item of items.filter(({ _id }) => _id.startsWith('reply:')))
      expect(JSON.stringify(item)).not.toContain('person-1');
    expect(await stored().findOne({ _id: 'reminder:sent' })).toEqual({
      _id: 'reminder:sent',
      orgId: 'na-kok',
      status: 'sent',
      attempts: 1,
      settledAt: new Date('2026-11-22T17:00:00Z'),
    });
  });

  test('comes to the same end after a crash in the middle', async () => {
    await migrate();
    const whole = (await stored().find().toArray()).map(({ _id }) => _id).sort();
    await stored().insertOne(old('reply:EVENT1', 'waiting', {}, receipt));
    await migrate();
    expect((await stored().find().toArray()).map(({ _id }) => _id).sort()).toEqual(whole);
  });
});
