import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { heard } from '../helpers/talk';

/** What the first screen offers to try works as it says. */
describe('the things to try', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const suggestion = (language: string, who: string) => {
    const { userId } = app.phone('pho-kao-ton', who).chat;
    const found = app.simulator.platform.state.suggestions.find(
      (each) => each.language === language && each.userId === userId,
    );
    if (found === undefined) throw new Error(`nothing to try as ${who}`);
    return found;
  };

  test('the clock moves to a day on which the coordinator is reminded, and asking shows what is missing', async () => {
    const coordinator = app.phone('pho-kao-ton', 'coordinator');
    const { moveTo = '', say = '' } = suggestion('th', 'coordinator');

    app.simulator.platform.setClock(new Date(moveTo));
    expect(heard(await coordinator.answer())).toMatch(/๓๑ มี\.?ค\.?|๓๑ มีนาคม/);

    await coordinator.says(say);
    expect(heard(await coordinator.answer())).toMatch(/รายงาน/);
  });

  test('a complaint that is simply written is understood as one', async () => {
    const citizen = app.phone('pho-kao-ton', 'citizen-1');
    await citizen.says(suggestion('th', 'citizen-1').say ?? '');
    expect(heard(await citizen.answer())).toContain('ไฟ');
  });

  test('what an officer writes is taken for progress', async () => {
    const officer = app.phone('pho-kao-ton', 'officer');
    await officer.says(suggestion('th', 'officer').say ?? '');
    expect(heard(await officer.answer())).toMatch(/มาตรการ/);
  });
});
