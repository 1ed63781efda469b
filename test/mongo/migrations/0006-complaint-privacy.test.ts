import { randomBytes } from 'node:crypto';
import { Seals } from '../../../src/complaints/seals';
import { createComplaints } from '../../../src/complaints/service';
import { randomIds } from '../../../src/core/ids';
import { silentLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { complaintPrivacy } from '../../../src/mongo/migrations/0006-complaint-privacy';
import { dyingSealer } from '../../helpers/commands';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';
import { everythingIn } from '../../helpers/everything';

const LINE_ID = 'U0123456789abcdef0123456789abcdef';

describe('the complaints of version 0.1', () => {
  let db: TestDatabase;
  const sealer = new Sealer([{ id: 'k1', key: randomBytes(32) }]);
  const seals = new Seals(sealer);
  const migrate = () => complaintPrivacy.run({ connection: db.connection, sealer, log: silentLog });
  const collection = (name: string) =>
    db.connection.collection<{ _id: string } & Record<string, unknown>>(name);
  const at = (time: string) => new Date(`2026-11-23T${time}Z`);

  const complaintOf = (number: number) => {
    const _id = seals.complaintId(`once-${number}`);
    return {
      _id,
      orgId: 'na-kok',
      ticketNo: `70-0000${number}-1`,
      category: 'roads',
      sealedDetail: seals.sealText(_id, `เรื่องที่ ${number}`),
      fileIds: [`na-kok_50${number}`],
      reporter: { kind: 'anonymous' },
      mailboxId: seals.mailboxId(`once-${number}`),
      pinHash: seals.pinHash(_id, seals.pin(`once-${number}`)),
      state: 'answered',
      timeline: [
        { id: 'e1', at: at('03:04:05.678'), state: 'received' },
        {
          id: 'e2',
          at: at('18:09:10.111'),
          state: 'answered',
          by: 'officer',
          sealedNote: seals.sealText(_id, 'ซ่อมแล้ว'),
        },
      ],
      receivedAt: at('03:04:05.678'),
      dueOn: '2026-12-08',
    };
  };

  beforeEach(async () => {
    db = await connectTestDatabase();
    const mailboxOf = (number: number, locale: string) => {
      const _id = seals.mailboxId(`once-${number}`);
      return { _id, sealedUserId: seals.sealReporter(_id, LINE_ID), locale };
    };
    await collection('complaints').insertMany([1, 2, 3, 4].map(complaintOf));
    await collection('sealed-reporters').insertMany([
      mailboxOf(1, 'en'),
      mailboxOf(2, 'th'),
      mailboxOf(3, 'th'),
    ]);
    await collection('people').insertMany([{ _id: 'p3' }, { _id: 'p1' }, { _id: 'p2' }]);
    await collection('lanes').insertMany([{ _id: 'l2' }, { _id: 'l1' }]);
    await collection('pin-tries').insertOne({ _id: 'ticket:na-kok:70-00001-1', at: [at('03:05:00')] });
  });
  afterEach(() => db.close());

  const expectAllThere = async () => {
    const complaints = createComplaints({
      connection: db.connection,
      sealer,
      clock: { now: () => at('20:00:00') },
      ids: randomIds,
      log: silentLog,
      files: { attach: () => Promise.resolve() },
      audit: { count: () => Promise.resolve() },
      lineUserIdOf: () => Promise.resolve(undefined),
    });
    const asker = { personId: 'p1', orgId: 'na-kok', posts: [], locale: 'th' } as const;
    for (const number of [1, 2, 3, 4]) {
      const shown = await complaints.track(asker, `70-0000${number}-1`, seals.pin(`once-${number}`));
      expect(shown.timeline.map(({ state, note }) => [state, note])).toEqual([
        ['received', undefined],
        ['answered', 'ซ่อมแล้ว'],
      ]);
    }
    const [one, two] = [1, 2].map((number) => seals.mailboxId(`once-${number}`));
    expect(await complaints.reporterOf(one ?? '')).toEqual({ userId: LINE_ID, locale: 'en' });
    expect(await complaints.reporterOf(two ?? '')).toEqual({ userId: LINE_ID, locale: 'th' });
    expect(await collection('people').countDocuments()).toBe(3);
    expect(await collection('lanes').countDocuments()).toBe(2);
  };

  test('lose moments, languages, messages and order, and nothing else', async () => {
    await migrate();
    const kept = await everythingIn(db.connection);
    for (const { all } of kept) {
      expect(all).not.toMatch(/T03:04|T18:09|na-kok_50|locale|70-00001-1.*T03/);
    }
    for (const name of ['complaints', 'sealed-reporters', 'people', 'lanes']) {
      const ids = (await collection(name).find().toArray()).map(({ _id }) => _id);
      expect(ids).toEqual([...ids].sort());
    }
    const [complaint] = await collection('complaints')
      .find({ _id: seals.complaintId('once-1') })
      .toArray();
    expect(complaint?.fileIds).toEqual([sealer.fingerprint('na-kok:501', 'file').slice(0, 24)]);
    await expectAllThere();
  });

  test('are all there when it is tried again, after a crash or for nothing', async () => {
    const tools = { connection: db.connection, log: silentLog };
    await expect(complaintPrivacy.run({ ...tools, sealer: dyingSealer(sealer) })).rejects.toThrow(
      'dies here',
    );
    await migrate();
    await migrate();
    await expectAllThere();
  });
});
