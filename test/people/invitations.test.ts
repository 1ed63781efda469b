import { invitationModel } from '../../src/people/model';
import { errorWith, HOUR_MS, LINE_ID, ORG, OTHER_LINE_ID, testPeople } from './test-people';

const room = testPeople();

describe('an invitation', () => {
  const finance = { orgId: ORG, office: 'reporter', unitKey: 'finance', displayName: 'คุณใจดี มีสุข' } as const;

  test('shows what it offers before it is used', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const offered = await room.people.check(actor, await room.people.invite(finance, 'operator'));

    expect(offered).toEqual({ ...finance, expiresAt: new Date('2026-12-15T03:00:00Z') });
    expect(await room.people.meet(ORG, LINE_ID)).toEqual(actor);
  });

  test('gives a citizen a post, however the code is typed', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const invitation = await room.people.invite(finance, 'operator');

    await room.people.register(actor, ` ${invitation.toLowerCase().replaceAll('-', ' ')} `);

    expect(await room.people.meet(ORG, LINE_ID)).toEqual({
      ...actor,
      posts: [{ id: expect.any(String), office: 'reporter', unitKey: 'finance', from: '2026-12-01' }],
    });
    expect(await room.people.staffOf(ORG, 'finance')).toMatchObject([{ displayName: 'คุณใจดี มีสุข' }]);
  });

  test('works once, and again only for the same person', async () => {
    const invitation = await room.people.invite(finance, 'operator');
    const [actor, other] = [await room.people.meet(ORG, LINE_ID), await room.people.meet(ORG, OTHER_LINE_ID)];
    const first = await room.people.register(actor, invitation);

    expect(await room.people.register(actor, invitation)).toEqual(first);
    await expect(room.people.register(other, invitation)).rejects.toEqual(errorWith('invitation-used'));
  });

  test('goes to one of ten people who use it at once', async () => {
    const invitation = await room.people.invite(finance, 'operator');
    const crowd = await Promise.all(
      Array.from({ length: 10 }, (_, index) => room.people.meet(ORG, `U${String(index).padStart(32, '0')}`)),
    );

    const results = await Promise.allSettled(crowd.map((each) => room.people.register(each, invitation)));
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await room.people.staffOf(ORG)).toHaveLength(1);
  });

  test('is completed by a repeat after a crash between its two writes', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const invitation = await room.people.invite(finance, 'operator');
    const claimed = { usedBy: actor.personId, usedAt: room.now };
    await invitationModel(room.db.connection).updateOne({}, { $set: claimed });

    await room.people.register(actor, invitation);
    expect((await room.people.meet(ORG, LINE_ID)).posts).toMatchObject([{ office: 'reporter' }]);
  });

  test('ends on its last day', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const invitation = await room.people.invite({ ...finance, days: 1 }, 'operator');
    room.now = new Date(room.now.getTime() + 24 * HOUR_MS);

    await expect(room.people.register(actor, invitation)).rejects.toEqual(errorWith('invitation-expired'));
  });

  test('of another organisation is unknown here', async () => {
    const invitation = await room.people.invite({ ...finance, orgId: 'kut-chik' }, 'operator');
    await expect(room.people.register(await room.people.meet(ORG, LINE_ID), invitation)).rejects.toEqual(
      errorWith('invitation-wrong'),
    );
  });

  test('is kept without its code', async () => {
    const invitation = await room.people.invite(finance, 'operator');
    const stored = JSON.stringify(await invitationModel(room.db.connection).find().lean());

    expect(stored).not.toContain(invitation);
    expect(stored).not.toContain(invitation.replaceAll('-', ''));
  });

  test('of sample data has a known code, and repeating it changes nothing', async () => {
    await room.people.inviteWithCode('KMT-479-WXC', finance);
    await room.people.inviteWithCode('KMT-479-WXC', { ...finance, office: 'executive' });

    const offered = await room.people.check(await room.people.meet(ORG, LINE_ID), 'kmt479wxc');
    expect(offered.office).toBe('reporter');
    await expect(room.people.inviteWithCode('STAFF', finance)).rejects.toEqual(
      errorWith('invitation-code-malformed'),
    );
  });
});

describe('wrong codes', () => {
  const wrong = ['KMT-479-WXC', 'CDF-346-GHJ', 'CDF-346-GHK', '{"$gt":""}', '$where'];

  test('are counted down, and the fifth begins a wait of an hour', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const told: unknown[] = [];
    for (const each of wrong) {
      told.push(
        await room.people.check(actor, each).catch((error: unknown) => (error as { params: unknown }).params),
      );
    }
    const right = await room.people.invite({ orgId: ORG, office: 'reporter' }, 'operator');

    expect(told).toEqual([{ left: 4 }, { left: 3 }, { left: 2 }, { left: 1 }, {}]);
    await expect(room.people.register(actor, right)).rejects.toEqual(errorWith('too-many-tries'));
    room.now = new Date(room.now.getTime() + HOUR_MS);
    await expect(room.people.register(actor, right)).resolves.toMatchObject({ post: { office: 'reporter' } });
  });

  test('cannot be more than five by trying them all at once', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const guesses = Array.from({ length: 20 }, () => room.people.check(actor, 'KMT-479-WXC'));
    const results = await Promise.allSettled(guesses);
    const looked = results.filter(
      (each) => each.status === 'rejected' && (each.reason as { code: string }).code === 'invitation-wrong',
    );

    expect(looked.length).toBeLessThanOrEqual(5);
    await expect(room.people.check(actor, 'KMT-479-WXC')).rejects.toEqual(errorWith('too-many-tries'));
  });

  test('of one person keep nobody else waiting', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    for (const each of wrong) await room.people.check(actor, each).catch(() => undefined);
    const right = await room.people.invite({ orgId: ORG, office: 'reporter' }, 'operator');

    const other = await room.people.meet(ORG, OTHER_LINE_ID);
    await expect(room.people.register(other, right)).resolves.toMatchObject({ post: { office: 'reporter' } });
  });

  test('are not used up by looking at a right one', async () => {
    const actor = await room.people.meet(ORG, LINE_ID);
    const right = await room.people.invite({ orgId: ORG, office: 'reporter' }, 'operator');

    for (let look = 0; look < 8; look++) await room.people.check(actor, right);
    await expect(room.people.check(actor, 'KMT-479-WXC')).rejects.toMatchObject({ params: { left: 4 } });
  });
});
