import type { Faults } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import { text } from '../../src/core/texts';
import { simulatedUserId } from '../../src/try-out/try-out';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { everythingIn } from '../helpers/everything';
import { heard, say } from '../helpers/talk';

const ORG = 'na-kok';
const NAME = 'Prudence Unheardof';

describe('somebody who writes for the first time', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const newPhone = (language: 'th' | 'en'): Phone => {
    const { platform } = app.simulator;
    const bot = simulatedUserId(`bot:${ORG}`);
    return platform.phone(bot, platform.addUser(bot, { displayName: NAME, language }).userId);
  };
  const asked = (phone: Phone): number =>
    app.simulator.platform.log.filter(
      (entry) => entry.kind === 'call' && entry.path === `/v2/bot/profile/${phone.chat.userId}`,
    ).length;
  const trouble = (fault: Partial<Faults['api'][number]>): void =>
    app.simulator.platform.setFaults({
      api: [{ path: '/v2/bot/profile', kind: 'status', times: 1, ...fault }],
    });
  const inEnglish = text('en', 'conversation.help.citizenTitle');
  const inThai = text('th', 'conversation.help.citizenTitle');

  test('is spoken to in the language of their phone from the first answer on, and asked for once', async () => {
    const phone = newPhone('en');
    expect(await say(phone, 'help')).toContain(inEnglish);
    expect(await say(phone, 'help')).toContain(inEnglish);
    expect(asked(phone)).toBe(1);
  });

  test('is welcomed in that language', async () => {
    const phone = newPhone('en');
    await phone.follows();
    expect(heard(await phone.answer())).toBe(text('en', 'line.welcome'));
    expect(await say(phone, 'help')).toContain(inEnglish);
    expect(asked(phone)).toBe(1);
  });

  test('with a Thai phone is spoken to in Thai', async () => {
    expect(await say(newPhone('th'), 'help')).toContain(inThai);
  });

  test.each([
    ['does not know them', { status: 404 }],
    ['is ill', { status: 500 }],
    ['does not answer', { kind: 'timeout' as const }],
  ])('is answered in Thai when LINE %s', async (_what, fault) => {
    const phone = newPhone('en');
    trouble(fault);
    expect(await say(phone, 'help')).toContain(inThai);
  });

  test('is not known by the name or picture in their profile', async () => {
    const all = await everythingIn(app.db.connection);
    expect(all.filter((kept) => kept.all.includes(NAME))).toEqual([]);
    expect(app.logged.join('\n')).not.toContain(NAME);
  });
});
