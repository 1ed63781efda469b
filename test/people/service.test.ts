import { personModel } from '../../src/people/model';
import type { Colleague } from '../../src/people/service';
import { explained } from '../helpers/queries';
import { LINE_ID, ORG, testPeople } from './test-people';

const room = testPeople();

describe('meeting somebody', () => {
  test('knows a citizen again and keeps nothing of who just writes', async () => {
    const met = await Promise.all(Array.from({ length: 10 }, () => room.people.meet(ORG, LINE_ID)));

    expect(met[0]).toEqual({ personId: expect.any(String), orgId: ORG, posts: [], locale: 'th' });
    expect(new Set(met.map((each) => each.personId)).size).toBe(1);
    expect(await room.people.lineUserIdOf(met[0]!.personId)).toBe(LINE_ID);
    expect(await personModel(room.db.connection).countDocuments()).toBe(0);
  });

  test('asks for a newcomer’s language once, and keeps what they choose', async () => {
    const language = jest.fn(() => Promise.resolve('en' as const));
    const newcomer = await room.people.meet(ORG, LINE_ID, language);
    expect((await room.people.meet(ORG, LINE_ID, language)).locale).toBe('en');
    expect(language).toHaveBeenCalledTimes(1);

    await room.people.setLocale(newcomer, 'th');
    expect((await room.people.meet(ORG, LINE_ID, language)).locale).toBe('th');
    expect(await personModel(room.db.connection).countDocuments()).toBe(1);
  });

  test('makes one person of ten choices at once', async () => {
    const newcomer = await room.people.meet(ORG, LINE_ID);
    await Promise.all(Array.from({ length: 10 }, () => room.people.setLocale(newcomer, 'en')));

    expect(await personModel(room.db.connection).countDocuments()).toBe(1);
    expect(await room.people.lineUserIdOf(newcomer.personId)).toBe(LINE_ID);
  });

  test('keeps the organisations apart', async () => {
    const [here, there] = [await room.people.meet(ORG, LINE_ID), await room.people.meet('kut-chik', LINE_ID)];
    expect(here.personId).not.toBe(there.personId);
  });

  test('keeps no order in which people came', async () => {
    const met: string[] = [];
    for (let number = 0; number < 20; number++) {
      const person = await room.people.meet(ORG, `U${String(number).padStart(32, '0')}`);
      await room.people.setLocale(person, 'th');
      met.push(person.personId);
    }
    const kept = (await personModel(room.db.connection).find().lean()).map(({ _id }) => _id);
    expect(kept).toEqual([...met].sort());
  });

  test('keeps the LINE id sealed: nothing in the collection shows it', async () => {
    const person = await room.people.meet(ORG, LINE_ID);
    await room.people.setLocale(person, 'th');
    const stored = JSON.stringify(await personModel(room.db.connection).find().lean());

    expect(stored).toContain(person.personId);
    expect(stored).not.toContain(LINE_ID);
    expect(await room.people.lineUserIdOf(person.personId)).toBe(LINE_ID);
  });
});

describe('a block', () => {
  test('ends delivery until the person is back, and forgets no post', async () => {
    const { personId } = await room.staffMember();

    await room.people.unfollowed(ORG, LINE_ID);
    expect(await room.people.lineUserIdOf(personId)).toBeUndefined();
    expect(await room.people.staffOf(ORG)).toEqual([]);

    expect(await room.people.followed(ORG, LINE_ID)).toMatchObject({
      personId,
      posts: [{ office: 'reporter' }],
    });
    expect(await room.people.lineUserIdOf(personId)).toBe(LINE_ID);
  });

  test('ends with a message, should the event of the return be lost', async () => {
    const { personId } = await room.staffMember();
    await room.people.unfollowed(ORG, LINE_ID);

    await room.people.meet(ORG, LINE_ID);
    expect(await room.people.lineUserIdOf(personId)).toBe(LINE_ID);
  });

  test('by a stranger makes nobody', async () => {
    await room.people.unfollowed(ORG, LINE_ID);
    expect(await personModel(room.db.connection).countDocuments()).toBe(0);
  });
});

describe('who belongs to an organisation', () => {
  test('are the holders of a duty, all colleagues, those of a unit', async () => {
    await room.staffMember('U1', { office: 'coordinator' });
    await room.staffMember('U2', { office: 'executive' });
    await room.staffMember('U3', { office: 'reporter', unitKey: 'finance' });
    await room.staffMember('U4', { office: 'reporter', unitKey: 'works' });
    await room.people.meet(ORG, 'U5');

    const offices = (found: readonly Colleague[]) => found.flatMap(({ posts }) => posts[0]?.office).sort();
    expect(offices(await room.people.holdersOf(ORG, 'get-reminders'))).toEqual(['coordinator', 'executive']);
    expect(offices(await room.people.holdersOf(ORG, 'manage-people'))).toEqual(['coordinator']);
    expect(offices(await room.people.staffOf(ORG))).toEqual([
      'coordinator',
      'executive',
      'reporter',
      'reporter',
    ]);
    expect(offices(await room.people.staffOf(ORG, 'works'))).toEqual(['reporter']);
    expect(await room.people.staffOf('kut-chik')).toEqual([]);
  });
});

describe('a change of language', () => {
  test('holds from the next turn on', async () => {
    await room.people.setLocale(await room.people.meet(ORG, LINE_ID), 'en');
    expect((await room.people.meet(ORG, LINE_ID)).locale).toBe('en');
  });
});

describe('the queries of the people room', () => {
  test('all use an index', async () => {
    const { queried, unindexed } = await explained(room.db.connection, async () => {
      const actor = await room.people.meet(ORG, LINE_ID);
      await room.people.meet(ORG, LINE_ID);
      await room.people.register(
        actor,
        await room.people.invite({ orgId: ORG, office: 'coordinator' }, 'operator'),
      );
      await room.people.check(actor, 'KMT-479-WXC').catch(() => undefined);
      await room.people.setLocale(actor, 'en');
      await room.people.holdersOf(ORG, 'get-reminders');
      await room.people.staffOf(ORG);
      await room.people.staffOf(ORG, 'finance');
      const [held] = await room.people.endablePosts(ORG, 'operator');
      await room.people.endPost(ORG, held?.post.id ?? '', 'operator').catch(() => undefined);
      await room.people.lineUserIdOf(actor.personId);
      await room.people.unfollowed(ORG, LINE_ID);
    });

    expect(unindexed).toEqual([]);
    expect(queried.length).toBeGreaterThan(12);
  });

  test('are one read for a person who is known', async () => {
    await room.people.meet(ORG, LINE_ID);
    const { queried } = await explained(room.db.connection, () => room.people.meet(ORG, LINE_ID));
    expect(queried).toEqual(['people']);
  });
});
