import type { Suggestion } from '../../simulator/contract';
import { atBangkok, bangkokDay } from '../core/bangkok-day';
import { fiscalYearOf } from '../core/fiscal-year';
import type { Locale } from '../core/texts';
import { LOCALES, text } from '../core/texts';
import { schedule } from '../jobs/schedule';
import { roundsOf } from '../measures/round-rules';
import { nextStageDay } from '../reminders/rules';
import stages from '../reminders/stages.json';
import type { SamplePerson } from './sample-people';

type Told = Pick<Suggestion, 'botUserId' | 'userId' | 'moveTo'>;

/** Where the sample people chat. */
export interface Chats {
  /** The account of an organisation. */
  readonly botUserIdOf: (orgId: string) => string | undefined;
  readonly userIdOf: (person: SamplePerson) => string;
}

const [REMINDING] = schedule;

/**
 * When an office with the usual rounds is reminded next, as the schedule has it; `undefined`: never. The
 * simulator moves its clock there, so that something arrives.
 */
function nextReminder(now: Date): Date | undefined {
  const today = bangkokDay(now);
  const year = fiscalYearOf(today);
  const day = nextStageDay([...roundsOf(year), ...roundsOf(year + 1)], today, stages);
  return day === undefined ? undefined : atBangkok(day, REMINDING.at);
}

/** What there is to try, in the language of the page: by people of the first organisation, or who speak it. */
export function suggestionsFor(now: Date, people: readonly SamplePerson[], chats: Chats): Suggestion[] {
  const [first] = people;
  const own = people.filter(({ orgId }) => orgId === first?.orgId);
  const isCitizen = ({ posts }: SamplePerson) => posts.length === 0;
  const [citizen, otherCitizen] = own.filter(isCitizen);
  const english = people.find((person) => isCitizen(person) && person.language === 'en');
  const officer = own.find(
    ({ posts, registered }) => registered && posts.some(({ office }) => office === 'reporter'),
  );
  const coordinator = own.find(({ posts }) => posts.some(({ office }) => office === 'coordinator'));
  const told = (person: SamplePerson | undefined): Told | undefined => {
    const botUserId = person && chats.botUserIdOf(person.orgId);
    return person === undefined || botUserId === undefined
      ? undefined
      : { botUserId, userId: chats.userIdOf(person) };
  };
  const moveTo = nextReminder(now)?.toISOString();
  return LOCALES.flatMap((locale) => [
    ...suggest(locale, 'complain', told(locale === 'en' ? english : citizen)),
    ...suggest(locale, 'photos', told(locale === 'en' ? english : otherCitizen)),
    ...suggest(locale, 'progress', told(officer)),
    ...suggest(locale, 'remind', moveTo === undefined ? undefined : { ...told(coordinator), moveTo }),
  ]);
}

function suggest(
  locale: Locale,
  what: 'complain' | 'photos' | 'progress' | 'remind',
  told: Told | undefined,
): Suggestion[] {
  if (told?.userId === undefined) return [];
  return [
    {
      language: locale,
      title: text(locale, `sample.${what}.title`),
      detail: text(locale, `sample.${what}.detail`),
      say: text(locale, `sample.${what}.say`),
      ...told,
    },
  ];
}
