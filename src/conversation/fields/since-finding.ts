import type { Day } from '../../core/bangkok-day';
import { addDays } from '../../core/bangkok-day';
import { anyOf } from '../../core/spelling';
import { readDay } from '../../core/thai-dates';
import { toArabicDigits } from '../../core/thai-digits';
import data from './since-words.json';

const SINCE = new RegExp(`${anyOf(data.since.split('|'))}\\s*(?<day>.{2,30})`, 'iu');
const numbers: Readonly<Record<string, number>> = data.numbers;
const NUMBER = `(?:\\d{1,2}|${anyOf(Object.keys(numbers))})`;
/** "มา ๓ วัน", "สองคืนแล้ว", "5 วันก่อน": how long it has lasted, not how often it happens. */
const COUNTED = data.units.map(({ days, words }) => {
  const unit = anyOf(words.split('|'));
  const lasting = `${anyOf(data.lasting.split('|'))}\\s*(?<lasting>${NUMBER})\\s*${unit}`;
  const past = `(?<past>${NUMBER})\\s*${unit}\\s*${anyOf(data.past.split('|'))}`;
  return { days, pattern: new RegExp(`${lasting}|${past}`, 'u') };
});
const english: Readonly<Record<string, number>> = data.english.numbers;
const ENGLISH_NUMBER = `(?:\\d{1,2}|${anyOf(Object.keys(english))})`;
const ENGLISH_COUNTED = data.english.units.map(({ days, words }) => {
  const unit = `${anyOf(words.split('|'))}\\b`;
  const lasting = `\\b${anyOf(data.english.before.split('|'))}\\s+(?<lasting>${ENGLISH_NUMBER})\\s+${unit}`;
  const past = `\\b(?<past>${ENGLISH_NUMBER})\\s+${unit}\\s+${anyOf(data.english.behind.split('|'))}\\b`;
  return { days, pattern: new RegExp(`${lasting}|${past}`, 'iu') };
});
/** "Since Monday": the last one that has been. Sunday is the first, as dates count them. */
const SINCE_WEEKDAY = data.weekdays.map(
  (words) =>
    new RegExp(`${anyOf(data.since.split('|'))}\\s*(?:${data.dayOfWeek})?${anyOf(words.split('|'))}`, 'iu'),
);

/** The day since when something lasts, as a sentence says it. `undefined`: it says none, or only about. */
export function sinceIn(sentence: string, today: Day): Day | undefined {
  const plain = toArabicDigits(sentence);
  return named(plain, today) ?? weekday(plain, today) ?? counted(plain, today) ?? relative(plain, today);
}

/** "Since" with a day behind it; the longest beginning of what follows that is one. */
function named(plain: string, today: Day): Day | undefined {
  const behind = Array.from(SINCE.exec(plain)?.groups?.day ?? '');
  for (let length = behind.length; length >= 2; length -= 1) {
    const reading = readDay(behind.slice(0, length).join(''), today);
    if (reading.ok) return reading.day <= today ? reading.day : undefined;
  }
  return undefined;
}

function weekday(plain: string, today: Day): Day | undefined {
  const wanted = SINCE_WEEKDAY.findIndex((pattern) => pattern.test(plain));
  if (wanted < 0) return undefined;
  const behind = (new Date(`${today}T00:00:00Z`).getUTCDay() - wanted + 7) % 7;
  return addDays(today, -(behind === 0 ? 7 : behind));
}

function counted(plain: string, today: Day): Day | undefined {
  for (const { days, pattern } of ENGLISH_COUNTED) {
    const { lasting, past } = pattern.exec(plain)?.groups ?? {};
    const said = (lasting ?? past)?.toLowerCase();
    if (said !== undefined) return addDays(today, -days * (english[said] ?? Number(said)));
  }
  for (const { days, pattern } of COUNTED) {
    const { lasting, past } = pattern.exec(plain)?.groups ?? {};
    const said = lasting ?? past;
    if (said !== undefined) return addDays(today, -days * (numbers[said] ?? Number(said)));
  }
  return undefined;
}

function relative(plain: string, today: Day): Day | undefined {
  const found = data.days.filter(({ words }) =>
    words.split('|').some((word) => plain.toLowerCase().includes(word)),
  );
  const days = new Set(found.map((each) => each.days));
  // The day before yesterday has yesterday's word in it.
  const [only] = days.size === 2 && days.has(-2) ? [-2] : days.size === 1 ? days : [];
  return only === undefined ? undefined : addDays(today, only);
}
