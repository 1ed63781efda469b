import type { Phone } from '../../simulator/phone';
import { text } from '../../src/core/texts';
import { toArabicDigits } from '../../src/core/thai-digits';
import { readSampleOrganizations } from '../../src/try-out/load-sample-data';
import { simulatedUserId } from '../../src/try-out/try-out';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, heard, press, say, tap } from '../helpers/talk';

const ORG = 'na-kok';
const en = (key: Parameters<typeof text>[1]): string => text('en', key);
const OFFER = en('people.language.inEnglish');

/** The organisation's own names and addresses are data: they are the same in every language. */
const DATA = readSampleOrganizations().flatMap(({ name, shortName, address, contact }) =>
  [name, shortName, address, contact?.address].filter((each) => each !== undefined),
);
/** Whoever wants Thai back finds the way in Thai. */
const BACK_TO_THAI = [
  text('th', 'people.language.th'),
  text('en', 'people.me.changeLanguage'),
  ...text('en', 'people.language.ask').split('\n'),
];
const thaiIn = (told: string): readonly string[] =>
  DATA.reduce((left, data) => left.replaceAll(data, '').replaceAll(toArabicDigits(data), ''), told)
    .split('\n')
    .filter((line) => !BACK_TO_THAI.some((words) => line.endsWith(words)))
    .filter((line) => /[\u0e01-\u0e5b]/.test(line));

describe('somebody who reads English', () => {
  let app: TestApp;
  const phoneWith = (language: 'th' | 'en'): Phone => {
    const { platform } = app.simulator;
    const bot = simulatedUserId(`bot:${ORG}`);
    return platform.phone(bot, platform.addUser(bot, { language }).userId);
  };

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });

  test('with an English phone has the whole journey in English', async () => {
    const phone = phoneWith('en');
    const told: string[] = [];
    const hears = async (answer: Promise<string>): Promise<string> => {
      const words = await answer;
      told.push(words);
      return words;
    };
    await phone.follows();
    told.push(heard(await phone.answer()));
    for (const words of [
      'hello',
      'help',
      'what time does the office open',
      'who am i',
      'delete my data',
      'thanks',
    ])
      await hears(say(phone, words));
    await hears(say(phone, 'I want to speak to an officer'));
    await hears(say(phone, 'language'));
    await hears(say(phone, 'cancel'));

    let last = await hears(say(phone, 'the street light in front of my house is broken'));
    const answers: readonly (readonly [asked: string, answer: string])[] = [
      [en('complaints.file.askCategory'), en('complaints.category.lights')],
      [en('complaints.file.askReporter').split('\n')[0] ?? '', en('complaints.file.anonymous')],
    ];
    for (let turns = 0; turns < 10 && !last.includes(en('conversation.review.subtitle')); turns++) {
      const answer = answers.find(([asked]) => last.includes(asked))?.[1] ?? en('common.skip');
      last = await hears(say(phone, answer));
    }
    const receipt = await hears(say(phone, 'send'));
    const ticketNo = /\d\d-\d{5}-\d/.exec(receipt)?.[0] ?? '';
    expect(ticketNo).not.toBe('');
    await hears(say(phone, ticketNo));
    await hears(say(phone, '000000'));
    await hears(say(phone, 'cancel'));

    expect(told.length).toBeGreaterThan(12);
    expect(told.flatMap(thaiIn)).toEqual([]);
  });

  test('with a Thai phone is offered English at the first English sentence, once, and loses nothing', async () => {
    const phone = phoneWith('th');
    expect(await say(phone, 'no water since yesterday')).toContain(OFFER);

    const told = await tap(phone, en('people.language.en'));
    expect(told).toContain(en('people.language.changed'));
    expect(told).toContain(en('complaints.file.title'));
    expect(thaiIn(told)).toEqual([]);
    expect(await say(phone, 'and the pump is broken too')).not.toContain(OFFER);
  });

  test('and does not take the offer is not asked again', async () => {
    const phone = phoneWith('th');
    expect(await say(phone, 'where can I pay my land tax?')).toContain(OFFER);
    expect(await say(phone, 'how much is it this year?')).not.toContain(OFFER);
  });

  test('changes the language by words, at any time', async () => {
    const phone = phoneWith('th');
    await say(phone, 'น้ำไม่ไหล');
    expect(await say(phone, 'speak english please')).toContain(en('people.language.changed'));
    expect(await say(phone, 'ขอเป็นภาษาไทยค่ะ')).toContain(text('th', 'people.language.changed'));
    expect(await press(phone, 'k=menu')).toMatch(/[\u0e01-\u0e5b]/);
  });
});
