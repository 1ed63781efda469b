import { readSamplePeople } from '../../src/try-out/sample-people';
import { suggestionsFor } from '../../src/try-out/suggestions';

const people = readSamplePeople();
const chats = {
  botUserIdOf: (orgId: string) => `bot of ${orgId}`,
  userIdOf: ({ key }: { key: string }) => key,
};
const at = (instant: string) => suggestionsFor(new Date(instant), people, chats);

describe('what there is to try', () => {
  const all = at('2026-11-23T09:00:00+07:00');

  test('is the same in both languages, each with words to send', () => {
    const inLanguage = (language: string) => all.filter((each) => each.language === language);
    expect(inLanguage('th')).toHaveLength(4);
    expect(inLanguage('en')).toHaveLength(4);
    expect(inLanguage('en').filter(({ title, say }) => /[ก-๙]/.test(title + (say ?? '')))).toEqual([]);
  });

  test('is tried as a citizen, an officer and a coordinator; in English as a citizen whose phone speaks it', () => {
    expect(all.map(({ language, userId }) => [language, userId])).toEqual([
      ['th', 'pkt-citizen-1'],
      ['th', 'pkt-citizen-2'],
      ['th', 'pkt-officer'],
      ['th', 'pkt-coordinator'],
      ['en', 'ktc-citizen-2'],
      ['en', 'ktc-citizen-2'],
      ['en', 'pkt-officer'],
      ['en', 'pkt-coordinator'],
    ]);
    expect(all.find(({ userId }) => userId === 'ktc-citizen-2')?.botUserId).toBe('bot of kut-chik');
  });

  test.each([
    ['2026-11-23T09:00:00+07:00', '2027-03-01T01:30:00.000Z'],
    ['2027-03-01T10:00:00+07:00', '2027-08-31T01:30:00.000Z'],
    ['2027-09-30T10:00:00+07:00', '2028-03-01T01:30:00.000Z'],
  ])('moves the clock from %s to the next morning on which reminders go out', (now, moveTo) => {
    expect(at(now).flatMap((each) => each.moveTo ?? [])).toEqual([moveTo, moveTo]);
  });

  test('is nothing where there are no sample people', () => {
    expect(suggestionsFor(new Date(), [], chats)).toEqual([]);
  });
});

describe('the sample people in English', () => {
  test('have names in Latin letters, each their own', () => {
    const names = people.map(({ displayName, nameInEnglish }) => nameInEnglish ?? displayName);
    expect(names.filter((name) => !/^[A-Za-z. ]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(people.length);
  });
});
