import { Acquaintances } from '../../src/people/acquaintances';
import type { People } from '../../src/people/service';
import { LINE_ID, ORG, testPeople } from './test-people';

/** The sign in the person's document, shared by all processes. */
class Stamps {
  private readonly stamps = new Map<string, number>();
  of = (personId: string): string => String(this.stamps.get(personId) ?? 0);
  change = (personId: string): Promise<void> => {
    this.stamps.set(personId, (this.stamps.get(personId) ?? 0) + 1);
    return Promise.resolve();
  };
}

describe('people who are remembered', () => {
  const room = testPeople();
  let stamps: Stamps;
  let here: People;
  let there: People;
  beforeEach(() => {
    stamps = new Stamps();
    [here, there] = [0, 1].map(() => room.peopleWith({ changed: stamps.change })) as [People, People];
  });

  /** As a turn meets them: by the stamp it was taken with. */
  const meets = async (people: People, personId: string) =>
    people.meet(ORG, LINE_ID, undefined, stamps.of(personId));

  test('are refused what an ended post allowed at their next message, in every process', async () => {
    const { personId } = await room.staffMember();
    for (const people of [here, there]) expect((await meets(people, personId)).posts).toHaveLength(1);
    const [held] = await there.endablePosts(ORG, 'operator');

    await there.endPost(ORG, held?.post.id ?? '', 'operator');

    for (const people of [here, there]) expect((await meets(people, personId)).posts).toEqual([]);
  });

  test('are spoken to in the language they chose elsewhere, and have the post they took up elsewhere', async () => {
    const actor = await here.meet(ORG, LINE_ID, undefined, '0');
    expect(await there.meet(ORG, LINE_ID, undefined, '0')).toMatchObject({ locale: 'th', posts: [] });

    await here.setLocale(actor, 'en');
    expect((await meets(there, actor.personId)).locale).toBe('en');
    const code = await here.invite({ orgId: ORG, office: 'reporter' }, 'operator');
    await here.register(actor, code);
    expect((await meets(there, actor.personId)).posts).toHaveLength(1);
    expect((await meets(here, actor.personId)).posts).toHaveLength(1);
  });

  test('can be written to again after a block, whoever remembered them as reachable', async () => {
    const { personId } = await room.staffMember();
    await meets(here, personId);
    await there.unfollowed(ORG, LINE_ID);
    expect(await here.lineUserIdOf(personId)).toBeUndefined();

    await meets(here, personId);

    expect(await there.lineUserIdOf(personId)).toBe(LINE_ID);
  });

  test('are not asked for again as long as nothing changes, and always without a stamp', async () => {
    const { personId } = await room.staffMember();
    await meets(here, personId);
    const finds: string[] = [];
    room.db.connection.set('debug', (collection: string) => void finds.push(collection));
    await meets(here, personId);
    expect(finds).toEqual([]);
    await here.meet(ORG, LINE_ID);
    room.db.connection.set('debug', false);
    expect(finds).toEqual(['people']);
  });

  test('are remembered for half a minute at most: a crash may have come before the sign', () => {
    let now = 0;
    const known = new Acquaintances(() => now);
    const met = { _id: 'p', orgId: ORG, posts: [], locale: 'th' } as const;
    known.keep({ ...met, posts: [] }, 's');
    now = 29_999;
    expect(known.recall('p', 's')).toEqual(met);
    expect(known.recall('p', 't')).toBeUndefined();
    now = 30_000;
    expect(known.recall('p', 's')).toBeUndefined();
  });
});
