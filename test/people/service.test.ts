import { createLog } from '../../src/core/log';
import { personModel } from '../../src/people/model';
import type { RoleChange } from '../../src/people/rules';
import { explained } from '../helpers/queries';
import { LINE_ID, ORG, testPeople } from './test-people';

const room = testPeople();

describe('meeting somebody', () => {
  test('makes a citizen at the first contact and finds them again afterwards', async () => {
    const first = await room.people.meet(ORG, LINE_ID);

    expect(first).toEqual({ personId: expect.any(String), orgId: ORG, role: 'citizen', locale: 'th' });
    expect(await room.people.meet(ORG, LINE_ID)).toEqual(first);
    expect(await personModel(room.db.connection).countDocuments()).toBe(1);
  });

  test('makes one person of ten first messages at once', async () => {
    const met = await Promise.all(Array.from({ length: 10 }, () => room.people.meet(ORG, LINE_ID)));

    expect(new Set(met.map((each) => each.personId)).size).toBe(1);
    expect(await personModel(room.db.connection).countDocuments()).toBe(1);
  });

  test('keeps the organisations apart', async () => {
    const [here, there] = [await room.people.meet(ORG, LINE_ID), await room.people.meet('kut-chik', LINE_ID)];
    expect(here.personId).not.toBe(there.personId);
  });

  test('keeps the LINE id sealed: nothing in the collection shows it', async () => {
    const { personId } = await room.people.meet(ORG, LINE_ID);
    const stored = JSON.stringify(await personModel(room.db.connection).find().lean());

    expect(stored).not.toContain(LINE_ID);
    expect(await room.people.lineUserIdOf(personId)).toBe(LINE_ID);
  });
});

describe('a block', () => {
  test('ends delivery until the person is back, and forgets no role', async () => {
    const { personId } = await room.staffMember();

    await room.people.unfollowed(ORG, LINE_ID);
    expect(await room.people.lineUserIdOf(personId)).toBeUndefined();
    expect(await room.people.staffOf(ORG)).toEqual([]);

    expect(await room.people.followed(ORG, LINE_ID)).toMatchObject({ personId, role: 'staff' });
    expect(await room.people.lineUserIdOf(personId)).toBe(LINE_ID);
  });

  test('ends with a message, should the event of the return be lost', async () => {
    const { personId } = await room.people.meet(ORG, LINE_ID);
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
  test('are administrators, staff, staff of a unit', async () => {
    await room.staffMember('U1', { role: 'coordinator' });
    await room.staffMember('U2', { role: 'executive' });
    await room.staffMember('U3', { role: 'staff', unitKey: 'finance' });
    await room.staffMember('U4', { role: 'staff', unitKey: 'works' });
    await room.people.meet(ORG, 'U5');

    const roles = (found: { role: string }[]) => found.map((each) => each.role).sort();
    expect(roles(await room.people.administratorsOf(ORG))).toEqual(['coordinator', 'executive']);
    expect(roles(await room.people.staffOf(ORG))).toEqual(['coordinator', 'executive', 'staff', 'staff']);
    expect(roles(await room.people.staffOf(ORG, 'works'))).toEqual(['staff']);
    expect(await room.people.staffOf('kut-chik')).toEqual([]);
  });
});

describe('a change of role or language', () => {
  test('is told to the listeners', async () => {
    const changes: RoleChange[] = [];
    room.people.onRoleChange((change) => {
      changes.push(change);
    });
    const { personId } = await room.staffMember();
    await room.people.setLocale(await room.people.meet(ORG, LINE_ID), 'en');

    const staff = { orgId: ORG, personId, role: 'staff' };
    expect(changes).toEqual([
      { ...staff, locale: 'th' },
      { ...staff, locale: 'en' },
    ]);
    expect((await room.people.meet(ORG, LINE_ID)).locale).toBe('en');
  });

  test('holds when a listener fails, and the log names the failure without the person', async () => {
    const lines: string[] = [];
    room.people = room.peopleWith({ log: createLog('info', (line) => lines.push(line)) });
    room.people.onRoleChange(() => Promise.reject(new Error(`menu of ${LINE_ID}`)));

    await room.staffMember();
    expect((await room.people.meet(ORG, LINE_ID)).role).toBe('staff');
    expect(lines.join('')).toContain('person.listener-failed');
    expect(lines.join('')).not.toContain(LINE_ID);
  });
});

describe('the queries of the people room', () => {
  test('all use an index', async () => {
    const { queried, unindexed } = await explained(room.db.connection, async () => {
      const actor = await room.people.meet(ORG, LINE_ID);
      await room.people.meet(ORG, LINE_ID);
      await room.people.register(actor, await room.people.invite({ orgId: ORG, role: 'head' }));
      await room.people.check(actor, 'KMT-479-WXC').catch(() => undefined);
      await room.people.setLocale(actor, 'en');
      await room.people.administratorsOf(ORG);
      await room.people.staffOf(ORG);
      await room.people.staffOf(ORG, 'finance');
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
