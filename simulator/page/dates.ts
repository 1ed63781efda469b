/** Dates as people in Thailand read them: Buddhist years, Bangkok time. English uses the Common Era. */

/** The two languages of the page. */
export type Language = 'th' | 'en';

/** What a date and time dialog asks for. */
export type PickerMode = 'date' | 'time' | 'datetime';

const LOCALES: Readonly<Record<Language, string>> = {
  th: 'th-TH-u-ca-buddhist-nu-latn',
  en: 'en-GB',
};

const DAY_MS = 86_400_000;

function format(
  language: Language,
  options: Intl.DateTimeFormatOptions,
  at: Date,
  timeZone = 'Asia/Bangkok',
) {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options })
    .formatToParts(at)
    .filter((part) => part.type !== 'era')
    .map((part) => part.value)
    .join('')
    .trim();
}

/** "4 กุมภาพันธ์ 2569", "4 February 2026". */
export const longDay = (language: Language, at: Date) =>
  format(language, { day: 'numeric', month: 'long', year: 'numeric' }, at);

/** "พุธ", "Wednesday". */
export const weekday = (language: Language, at: Date) => format(language, { weekday: 'long' }, at);

/** "31 มี.ค.", "31 Mar": for buttons. */
export const shortDay = (language: Language, at: Date) =>
  format(language, { day: 'numeric', month: 'short' }, at);

/** "14:05". */
export const clockTime = (language: Language, at: Date) =>
  format(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);

/** "14:05:09", for the log. */
export const exactTime = (language: Language, at: Date) =>
  format(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, at);

/** The day in Bangkok as `YYYY-MM-DD`. */
export function isoDay(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** Nine o'clock in Bangkok on an ISO day. */
export function morningOf(day: string): Date {
  return new Date(`${day}T09:00:00+07:00`);
}

/** The same hour some days later. */
export function daysLater(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MS);
}

/** The next such day of a year (`03-31`) after today, as `YYYY-MM-DD`. */
export function nextDayOfYear(now: Date, monthAndDay: string): string {
  const today = isoDay(now);
  const year = Number(today.slice(0, 4));
  const candidate = `${year}-${monthAndDay}`;
  return candidate > today ? candidate : `${year + 1}-${monthAndDay}`;
}

/** What was picked in a native date or time field, in words; '' while nothing valid stands there. */
export function pickedInWords(language: Language, mode: PickerMode, value: string): string {
  if (mode === 'time') return value;
  const [day = '', time] = value.split('T');
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return '';
  const words = format(language, { dateStyle: 'long' }, at, 'UTC');
  return time === undefined ? words : `${words} ${time}`;
}
