import type { Office } from '../../src/core/posts';
import { endingModel, personModel } from '../../src/people/model';
import type { Authority } from '../../src/people/service';
import { actor } from '../helpers/actors';
import { errorWith, HOUR_MS, LINE_ID, ORG, testPeople } from './test-people';

const room = testPeople();
const held = async (lineUserId = LINE_ID) =>
  (await room.people.meet(ORG, lineUserId)).posts.map(({ office, unitKey }) =>
    unitKey === undefined ? office : `${office} ${unitKey}`,
  );
/** The id of the post somebody holds. */
const postIdOf = async (office: Office): Promise<string> => {
  const all = await room.people.endablePosts(ORG, 'operator');
  return all.find(({ post }) => post.office === office)?.post.id ?? 'none';
};

describe('somebody with several posts', () => {
  test('keeps the coordinator’s office when they use a code for another', async () => {
    await room.staffMember(LINE_ID, { office: 'coordinator' });
    await room.staffMember(LINE_ID, { office: 'reporter', unitKey: 'finance' });

    expect(await held()).toEqual(['coordinator', 'reporter finance']);
    expect(await room.people.holdersOf(ORG, 'manage-people')).toHaveLength(1);
  });

  test('keeps what they took up later when an older code is typed again', async () => {
    const who = await room.people.meet(ORG, LINE_ID);
    const old = await room.people.invite({ orgId: ORG, office: 'reporter', unitKey: 'finance' }, 'operator');
    await room.people.register(who, old);
    await room.staffMember(LINE_ID, { office: 'coordinator' });

    await room.people.register(await room.people.meet(ORG, LINE_ID), old);
    expect(await held()).toEqual(['reporter finance', 'coordinator']);
  });

  test('is told what they hold already, and the code stays unused', async () => {
    const who = await room.staffMember(LINE_ID, { office: 'clerk' });
    const again = await room.people.invite({ orgId: ORG, office: 'clerk' }, 'operator');

    await expect(room.people.check(who, again)).rejects.toEqual(errorWith('post-held'));
    await expect(room.people.register(who, again)).rejects.toEqual(errorWith('post-held'));
    expect(await held()).toEqual(['clerk']);
    const other = await room.people.meet(ORG, 'U2');
    expect(await room.people.register(other, again)).toMatchObject({ post: { office: 'clerk' } });
  });

  test('may hold an office in two units, and act in one besides', async () => {
    await room.staffMember(LINE_ID, { office: 'unit-head', unitKey: 'finance' });
    await room.staffMember(LINE_ID, { office: 'unit-head', unitKey: 'works', acting: true });

    expect((await room.people.meet(ORG, LINE_ID)).posts).toEqual([
      expect.objectContaining({ office: 'unit-head', unitKey: 'finance' }),
      expect.objectContaining({ office: 'unit-head', unitKey: 'works', acting: true, from: '2026-12-01' }),
    ]);
  });

  test('is one person in each organisation, with the posts of that one', async () => {
    await room.staffMember(LINE_ID, { office: 'clerk' });
    expect((await room.people.meet('kut-chik', LINE_ID)).posts).toEqual([]);
  });
});

describe('a post with a last day', () => {
  test('is held to the end of that day', async () => {
    await room.staffMember(LINE_ID, { office: 'clerk', acting: true, until: '2026-12-03' });
    room.now = new Date('2026-12-02T16:59:59Z');
    expect(await held()).toEqual(['clerk']);
    expect(await room.people.staffOf(ORG)).toHaveLength(1);

    room.now = new Date('2026-12-02T17:00:00Z');
    expect(await held()).toEqual([]);
    expect(await room.people.staffOf(ORG)).toEqual([]);
  });
});

describe('ending a post', () => {
  const coordinator = (): Authority => actor('coordinator', { personId: 'the-coordinator' });

  test('holds at once, and is kept with who ended it', async () => {
    const { personId } = await room.staffMember(LINE_ID, { office: 'reporter', displayName: 'คุณใจดี' });
    const id = await postIdOf('reporter');

    expect(await room.people.endPost(ORG, id, coordinator())).toMatchObject({
      personId,
      displayName: 'คุณใจดี',
    });
    expect(await held()).toEqual([]);
    expect(await room.people.endablePosts(ORG, 'operator')).toEqual([]);
    expect((await personModel(room.db.connection).findById(personId).lean())?.posts).toEqual([
      { id, office: 'reporter', from: '2026-12-01', until: '2026-12-01', endedBy: 'the-coordinator' },
    ]);
  });

  test('again changes nothing, and whoever did it first stands', async () => {
    await room.staffMember();
    const id = await postIdOf('reporter');
    await room.people.endPost(ORG, id, coordinator());
    room.now = new Date(room.now.getTime() + 48 * HOUR_MS);
    await room.people.endPost(ORG, id, 'operator');

    const [stored] = await personModel(room.db.connection).find().lean();
    expect(stored?.posts[0]).toMatchObject({ until: '2026-12-01', endedBy: 'the-coordinator' });
  });

  test('of the executive is not for a coordinator to give: they could make both custodians by it', async () => {
    const coordinator = await room.staffMember('U9', { office: 'coordinator' });
    for (const office of ['executive', 'custodian'] as const) {
      await expect(room.people.invite({ orgId: ORG, office }, coordinator)).rejects.toMatchObject({
        code: 'not-allowed',
      });
    }
    await expect(room.people.invite({ orgId: ORG, office: 'clerk' }, coordinator)).resolves.toBeTruthy();
  });

  test('is final: the code it came from does not bring it back', async () => {
    const who = await room.people.meet(ORG, LINE_ID);
    const code = await room.people.invite({ orgId: ORG, office: 'reporter' }, 'operator');
    await room.people.register(who, code);
    await room.people.endPost(ORG, await postIdOf('reporter'), 'operator');

    const now = await room.people.meet(ORG, LINE_ID);
    await expect(room.people.register(now, code)).rejects.toEqual(errorWith('invitation-used'));
    expect(await held()).toEqual([]);
  });

  test('leaves other posts of the person alone', async () => {
    await room.staffMember(LINE_ID, { office: 'clerk' });
    await room.staffMember(LINE_ID, { office: 'reporter', unitKey: 'finance' });
    await room.people.endPost(ORG, await postIdOf('clerk'), 'operator');
    expect(await held()).toEqual(['reporter finance']);
  });

  test('is as if the post were not there for anybody who may not', async () => {
    await room.staffMember(LINE_ID, { office: 'reporter' });
    await room.staffMember('U2', { office: 'custodian' });
    const [reporter, custodian] = [await postIdOf('reporter'), await postIdOf('custodian')];
    const refused: readonly [Authority, string][] = [
      [actor('citizen'), reporter],
      [actor('clerk'), reporter],
      [actor('executive'), reporter],
      [actor('coordinator', { orgId: 'kut-chik' }), reporter],
      [actor('coordinator'), custodian],
      [actor('administrator'), custodian],
      [actor('coordinator'), 'nothing'],
    ];
    for (const [by, id] of refused) {
      await expect(room.people.endPost(ORG, id, by)).rejects.toEqual(errorWith('post-unknown'));
    }
    await room.people.endPost(ORG, custodian, actor('executive'));
    expect(await room.people.endablePosts(ORG, actor('executive'))).toEqual([]);
    expect(await held()).toEqual(['reporter']);
  });
});

describe('the last who can manage the organisation’s people', () => {
  const managers = async () =>
    (await room.people.holdersOf(ORG, 'manage-people')).flatMap(({ posts }) =>
      posts.map(({ office }) => office),
    );

  test('stays, whoever wants to end the post', async () => {
    const self = await room.staffMember(LINE_ID, { office: 'coordinator' });
    await room.staffMember('U2', { office: 'executive' });
    const id = await postIdOf('coordinator');

    for (const by of [self, 'operator'] as const) {
      await expect(room.people.endPost(ORG, id, by)).rejects.toEqual(errorWith('last-manager'));
    }
    expect(await held()).toEqual(['coordinator']);
  });

  test('may go once a successor has registered', async () => {
    await room.staffMember(LINE_ID, { office: 'coordinator' });
    const id = await postIdOf('coordinator');
    await expect(room.people.endPost(ORG, id, 'operator')).rejects.toEqual(errorWith('last-manager'));

    await room.staffMember('U2', { office: 'administrator' });
    await room.people.endPost(ORG, id, 'operator');
    await room.people.endPost(ORG, id, 'operator');
    expect(await managers()).toEqual(['administrator']);
  });

  test('are not both ended by two who end each other at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      await personModel(room.db.connection).deleteMany({});
      await room.staffMember('U1', { office: 'coordinator' });
      await room.staffMember('U2', { office: 'coordinator' });
      const both = await room.people.endablePosts(ORG, 'operator');
      const [first, second] = await Promise.allSettled(
        both.map(({ post }) => room.people.endPost(ORG, post.id, 'operator')),
      );
      expect([first?.status, second?.status].filter((status) => status === 'fulfilled')).toHaveLength(1);
      expect(await managers()).toEqual(['coordinator']);
    }
  });

  test('is not somebody whose post runs out, nor somebody who has blocked the account', async () => {
    await room.staffMember('U1', { office: 'coordinator' });
    const id = await postIdOf('coordinator');
    await room.staffMember('U2', { office: 'administrator', until: '2026-12-24' });
    await expect(room.people.endPost(ORG, id, 'operator')).rejects.toEqual(errorWith('last-manager'));

    await room.staffMember('U3', { office: 'administrator' });
    await room.people.unfollowed(ORG, 'U3');
    await expect(room.people.endPost(ORG, id, 'operator')).rejects.toEqual(errorWith('last-manager'));
    await room.people.followed(ORG, 'U3');
    await room.people.endPost(ORG, id, 'operator');
  });

  test('stays also after a crash in the middle of another ending, which a repeat completes', async () => {
    await room.staffMember('U1', { office: 'coordinator' });
    const cut = await postIdOf('coordinator');
    await room.staffMember('U2', { office: 'administrator' });
    const left = await postIdOf('administrator');
    // Announced, and then the process died.
    await endingModel(room.db.connection).create({ _id: ORG, ending: [cut] });

    await expect(room.people.endPost(ORG, left, 'operator')).rejects.toEqual(errorWith('last-manager'));
    await room.people.endPost(ORG, cut, 'operator');
    expect(await managers()).toEqual(['administrator']);
    expect((await endingModel(room.db.connection).findById(ORG).lean())?.ending).toEqual([]);
  });
});
