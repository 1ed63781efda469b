import { AppError } from './errors';

/** A calendar day in Asia/Bangkok, `YYYY-MM-DD`, years of the common era. Sorts as text. */
export type Day = string;

/** Thailand is at UTC+7 all year and knows no summer time. */
const OFFSET_MS = 7 * 60 * 60 * 1000;
/** A day; Bangkok has none that is longer or shorter. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar day it is in Bangkok at `date`. */
export function bangkokDay(date: Date): Day {
  return new Date(date.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The moment `day` begins: 00:00 in Bangkok. Throws `no-such-day`. */
export function dayStart(day: Day): Date {
  return new Date(utcMidnight(day) - OFFSET_MS);
}

/** The moment the clocks of Bangkok show `time` (`HH:MM`) on `day`. Throws `no-such-day` and `no-such-time`. */
export function atBangkok(day: Day, time: string): Date {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new AppError('no-such-time', `not a time HH:MM: ${time}`);
  return new Date(dayStart(day).getTime() + (Number(hours) * 60 + Number(minutes)) * 60_000);
}

/** The day `days` after (negative: before) `day`. */
export function addDays(day: Day, days: number): Day {
  return new Date(utcMidnight(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days after `from` the day `to` is; negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / DAY_MS);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return new Date(utcMidnight(day)).getUTCDay();
}

/** The day of this year (common era), month (1–12) and day of month; `undefined` when there is none. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const day = `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
  return isDay(day) ? day : undefined;
}

/** The last day of a month (1–12) of a year of the common era. */
export function monthEnd(year: number, month: number): Day {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function utcMidnight(day: Day): number {
  if (!isDay(day)) throw new AppError('no-such-day', `not a day YYYY-MM-DD: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
