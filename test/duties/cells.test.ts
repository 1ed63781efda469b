import { OFFICES } from '../../src/core/posts';
import { ALL_DUTIES, scopeOf } from '../../src/duties/table';
import type { Who } from '../helpers/actors';
import type { TestOffice } from './office';
import { openOffice } from './office';
import { PROBES } from './probes';

/** Every cell of the table, tried through the service behind it. */
describe('the table of duties', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.db.close());

  describe.each(ALL_DUTIES)('%s', (duty) => {
    test.each<Who>(['citizen', ...OFFICES])('for %s', async (who) => {
      const scope = who === 'citizen' ? undefined : scopeOf(who, duty);
      const actor = office.actors[who];
      const found = {
        own: await PROBES[duty](office, actor, 'own'),
        other: await PROBES[duty](office, actor, 'other'),
      };
      expect(found).toEqual({ own: scope !== undefined, other: scope === 'all' });
    });

    test('for nobody of another organisation', async () => {
      for (const who of OFFICES) {
        const stranger = { ...office.actors[who], personId: `stranger-${who}`, orgId: 'kut-chik' };
        expect({ who, may: await triedBy(stranger) }).toEqual({ who, may: false });
      }
    });

    /** What is not there at all counts as refused: the stranger's organisation has no such thing. */
    const triedBy = (stranger: TestOffice['actors'][Who]): Promise<boolean> =>
      PROBES[duty](office, stranger, 'own').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'measure-unknown') return false;
        throw error;
      });
  });
});
