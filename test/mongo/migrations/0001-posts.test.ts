import { randomBytes } from 'node:crypto';
import { createLog } from '../../../src/core/log';
import { Sealer } from '../../../src/core/sealing';
import { posts } from '../../../src/mongo/migrations/0001-posts';
import { organizationModel } from '../../../src/organizations/model';
import { invitationModel, personModel } from '../../../src/people/model';
import type { TestDatabase } from '../../helpers/database';
import { connectTestDatabase } from '../../helpers/database';

const day = (text: string): Date => new Date(`${text}T02:00:00Z`);
const ORG = 'na-kok';

/** What 0.1 kept of people, invitations and organisations. */
const STORED = {
  people: [
    { _id: 'p-citizen', role: 'citizen' },
    {
      _id: 'p-staff',
      role: 'staff',
      unitKey: 'finance',
      displayName: 'คุณใจดี',
      registeredAt: day('2026-11-03'),
    },
    {
      _id: 'p-coordinator',
      role: 'coordinator',
      position: 'นักวิเคราะห์นโยบายและแผน',
      registeredAt: day('2026-06-01'),
    },
    { _id: 'p-head', role: 'head', unitKey: 'clerk', registeredAt: day('2026-11-03') },
    { _id: 'p-clerk', role: 'clerk', registeredAt: day('2026-11-03') },
    { _id: 'p-executive', role: 'executive', registeredAt: day('2026-11-03') },
  ].map((each) => ({
    orgId: ORG,
    sealedUserId: `sealed ${each._id}`,
    locale: 'th',
    reachable: true,
    wrongTries: [],
    createdAt: day('2026-05-01'),
    ...each,
  })),
  invitations: [
    { _id: 'i-old', role: 'coordinator', usedBy: 'p-staff', usedAt: day('2026-10-01') },
    { _id: 'i-staff', role: 'staff', unitKey: 'finance', usedBy: 'p-staff', usedAt: day('2026-11-03') },
    { _id: 'i-open', role: 'head' },
  ].map((each) => ({ orgId: ORG, expiresAt: day('2026-12-01'), purgeAt: day('2027-03-01'), ...each })),
  organizations: [
    {
      _id: ORG,
      organization: {
        order: 1,
        name: 'อบต.ตัวอย่าง',
        shortName: 'อบต.ตัวอย่าง',
        kind: 'subdistrict-organization',
        units: [{ key: 'clerk', name: 'สำนักปลัด', aliases: [] }],
        signOffChain: [
          { order: 1, title: 'ผู้รายงาน', role: 'reporter' },
          { order: 2, title: 'หัวหน้าสำนักปลัด', role: 'head', acting: true },
          { order: 3, title: 'ปลัด', role: 'clerk' },
        ],
        forms: ['S002A'],
      },
      channel: { secret: 'sealed' },
    },
  ],
};

describe('the migration to posts', () => {
  let db: TestDatabase;
  const run = () =>
    posts.run({
      connection: db.connection,
      sealer: new Sealer([{ id: 'k1', key: randomBytes(32) }]),
      log: createLog('silent'),
    });

  beforeEach(async () => {
    db = await connectTestDatabase();
  });
  afterEach(() => db.close());

  const fill = async (): Promise<void> => {
    for (const [name, documents] of Object.entries(STORED)) {
      await db.connection.collection<{ _id: string }>(name).insertMany(structuredClone(documents));
    }
    await db.connection.collection('people').createIndexes([{ key: { orgId: 1, role: 1, unitKey: 1 } }]);
  };
  const heldBy = async () => {
    const people = await personModel(db.connection).find().sort({ _id: 1 }).lean();
    return Object.fromEntries(people.map((person) => [person._id, person.posts]));
  };

  test('gives everybody the post of their role, and a citizen none', async () => {
    await fill();
    await run();
    expect(await heldBy()).toEqual({
      'p-citizen': [],
      'p-staff': [{ id: 'i-staff', office: 'reporter', unitKey: 'finance', from: '2026-11-03' }],
      'p-coordinator': [
        {
          id: 'before-posts:p-coordinator',
          office: 'coordinator',
          position: 'นักวิเคราะห์นโยบายและแผน',
          from: '2026-06-01',
        },
      ],
      'p-head': [{ id: 'before-posts:p-head', office: 'central-head', unitKey: 'clerk', from: '2026-11-03' }],
      'p-clerk': [{ id: 'before-posts:p-clerk', office: 'clerk', from: '2026-11-03' }],
      'p-executive': [{ id: 'before-posts:p-executive', office: 'executive', from: '2026-11-03' }],
    });
  });

  test('keeps everything else of a person, and leaves nothing of the old shape', async () => {
    await fill();
    await run();
    const [staff] = await db.connection
      .collection<{ _id: string }>('people')
      .find({ _id: 'p-staff' })
      .toArray();
    const { role, unitKey, position, registeredAt, ...rest } = STORED.people[1] as Record<string, unknown>;
    expect([role, unitKey, registeredAt, position]).not.toEqual([undefined, undefined, undefined, undefined]);
    expect(staff).toEqual({ ...rest, posts: [expect.anything()] });
  });

  test('brings invitations and sign-off chains to the words of the offices', async () => {
    await fill();
    await run();
    const invitations = await invitationModel(db.connection).find().sort({ _id: 1 }).lean();
    expect(invitations.map(({ office }) => office)).toEqual(['coordinator', 'central-head', 'reporter']);
    expect(await db.connection.collection('invitations').countDocuments({ role: { $exists: true } })).toBe(0);
    const [organization] = await organizationModel(db.connection).find().lean();
    expect(organization?.organization.signOffChain).toEqual([
      { order: 1, title: 'ผู้รายงาน', office: 'reporter' },
      { order: 2, title: 'หัวหน้าสำนักปลัด', office: 'central-head', acting: true },
      { order: 3, title: 'ปลัด', office: 'clerk' },
    ]);
    expect(organization?.channel).toEqual({ secret: 'sealed' });
  });

  test('comes to the same end when it is repeated, also after a crash in the middle', async () => {
    await fill();
    // What a crash before the last step leaves behind: offices renamed, a copy begun.
    await db.connection
      .collection('invitations')
      .updateOne({ role: 'head' }, [{ $set: { office: 'central-head' } }, { $unset: 'role' }]);
    await db.connection.collection<{ _id: string }>('people.new').insertOne({ _id: 'p-staff' });
    await run();
    const once = await heldBy();
    expect(Object.keys(once)).toHaveLength(STORED.people.length);
    await run();
    expect(await heldBy()).toEqual(once);
  });

  test('leaves neither the index of the roles nor an order of writing, and finds an empty database in order', async () => {
    await run();
    await fill();
    await run();
    const people = db.connection.collection<{ _id: string }>('people');
    expect((await people.indexes()).map(({ key }) => key)).toEqual([{ _id: 1 }]);
    const ids = (await people.find().toArray()).map(({ _id }) => _id);
    expect(ids).toEqual([...ids].sort());
  });
});
