import type { Day } from './bangkok-day';
import { addDays, dayOf, daysBetween, dayStart, monthEnd, weekday } from './bangkok-day';
import words from './calendar-words.json';
import { BUDDHIST_ERA, fiscalYearEnd, fiscalYearOf } from './fiscal-year';
import { monthsNamed } from './month-names';
import { anyOf, lettersOf, withinOneEdit } from './spelling';
import type { Locale } from './texts';
import { toArabicDigits } from './thai-digits';

/** `long`: ๓๑ มีนาคม ๒๕๖๙ · `medium`: ๓๑ มี.ค. ๒๕๖๙ · `short`: ๓๑ มี.ค. ๖๙, for tables. */
export type DayStyle = 'long' | 'medium' | 'short';

/** `ambiguous`: it could be several days, so the person has to be asked. */
export type DayReading =
  | { readonly ok: true; readonly day: Day }
  | { readonly ok: false; readonly why: 'not-a-date' | 'no-such-day' | 'ambiguous' };

const LANGUAGE: Record<Locale, string> = { th: 'th-TH-u-ca-buddhist-nu-thai', en: 'en-GB' };

/** A day as people read it: Buddhist year and Thai digits in Thai, year of the common era in English. */
export function showDay(day: Day, locale: Locale, style: DayStyle = 'long'): string {
  return formatOf(locale, style).format(dayStart(day));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: a format takes longer to make than to use. */
function formatOf(locale: Locale, style: DayStyle): Intl.DateTimeFormat {
  const key = `${locale} ${style}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(LANGUAGE[locale], {
    timeZone: 'Asia/Bangkok',
    day: 'numeric',
    month: style === 'long' ? 'long' : 'short',
    year: style === 'short' && locale === 'th' ? '2-digit' : 'numeric',
  });
  formats.set(key, format);
  return format;
}

const LONGEST_DATE = 60;
/** In shorter words one wrong letter makes another word. */
const SHORTEST_MISSPELT = 4;
/** Two digits of a year are taken for a year not farther from today than this. */
const NEAR_YEARS = 10;
/** A day without a year is asked for again when last year's and this year's are about equally far. */
const CLEARLY_NEARER_DAYS = 31;

const ERA = `(?<era>${anyOf([...words.buddhistEra, ...words.commonEra])})?`;
const YEAR = `${ERA}\\s*(?<year>\\d{4}|\\d{2})`;
const MONTH_NAME = `(?:${anyOf(words.monthPrefix)}\\s*)?(?<name>[^\\d\\s/,-][^\\d/,-]*?)`;
const SHAPES: readonly RegExp[] = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$/,
  new RegExp(`^(?<day>\\d{1,2})\\s*[-/. ]\\s*(?<month>\\d{1,2})\\s*[-/. ]\\s*${YEAR}$`),
  /^(?<day>\d{1,2})\s*[-/]\s*(?<month>\d{1,2})$/,
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s/,-]*${MONTH_NAME}(?:[\\s/,-]*${YEAR})?$`),
  new RegExp(`^${MONTH_NAME}\\s*(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:\\s*[,\\s]\\s*${YEAR})?$`),
];
const WEEKDAYS = words.weekdays.flatMap((names, index) => names.map((name) => ({ index, name })));
const PREFIX = anyOf(words.dayPrefix);
const WEEKDAY = new RegExp(
  `^(?:${PREFIX}\\s*)*(?<name>${anyOf(words.weekdays.flat())})[\\s,]*(?:${PREFIX}\\s*)?`,
);
const DAY_PREFIX = new RegExp(`^(?:${PREFIX}\\s*)+(?=\\d)`);
/** Two days, of which the second can be read: "๒๔ – ๒๗ มกราคม ๒๕๖๙", "วันที่ ๓ และ ๑๐ มกราคม". */
const SEVERAL = new RegExp(
  `^\\d{1,2}(?!\\d).*(?:[-,\\u2013\\u2014]|${anyOf(words.untilOrAnd)})\\s*(?:${PREFIX}\\s*)*(?<last>\\d{1,2}(?!\\d).*)$`,
);
const LAST_OF_MONTH = new RegExp(`^(?:${PREFIX}\\s*)*${anyOf(words.lastOfMonth)}\\s*(?<month>.*)$`);
const LAST_OF_FISCAL_YEAR = new RegExp(`^(?:${PREFIX}\\s*)*${anyOf(words.lastOfFiscalYear)}\\s*(?<year>.*)$`);
const POLITE_END = new RegExp(`\\s*${anyOf(words.politeEnd)}$`);

/**
 * Reads one day as people type it: Thai or Arabic digits, Buddhist or common years in two or four digits,
 * numbers day first, month names with one slip, today and tomorrow, the end of a month or fiscal year, with the
 * words of a paper before it ("ประกาศ ณ วันที่"). Without a year the nearest such day is
 * meant. It reads the whole text or nothing, and what has two meanings comes back as `ambiguous`.
 */
export function readDay(text: string, today: Day): DayReading {
  const plain = toArabicDigits(text)
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .replace(POLITE_END, '');
  if (plain === '' || plain.length > LONGEST_DATE) return { ok: false, why: 'not-a-date' };
  const relative = relativeDay(plain);
  if (relative !== undefined) return { ok: true, day: addDays(today, relative) };
  return lastDay(plain, today) ?? namedDay(plain, today);
}

/** "สิ้นเดือนมีนาคม", "สิ้นเดือนหน้า", "สิ้นปีงบประมาณ"; the end of a year may be that of either year. */
function lastDay(plain: string, today: Day): DayReading | undefined {
  const year = LAST_OF_FISCAL_YEAR.exec(plain)?.groups?.year;
  if (year === '') return { ok: true, day: fiscalYearEnd(fiscalYearOf(today)) };
  if (year !== undefined) return readShape(`30/9/${year}`, today);
  if (words.lastOfYear.includes(plain)) return { ok: false, why: 'ambiguous' };
  const month = LAST_OF_MONTH.exec(plain)?.groups?.month;
  if (month === undefined) return undefined;
  const relative = words.relativeMonths.find((each) => each.words.includes(month));
  if (relative !== undefined) {
    const index = Number(today.slice(5, 7)) + relative.months;
    return { ok: true, day: monthEnd(Number(today.slice(0, 4)), index) };
  }
  const first = readShape(`1 ${month}`, today);
  if (!first.ok) return first;
  return { ok: true, day: monthEnd(Number(first.day.slice(0, 4)), Number(first.day.slice(5, 7))) };
}

function namedDay(plain: string, today: Day): DayReading {
  const named = WEEKDAY.exec(plain);
  const rest = plain.slice(named?.[0].length ?? 0).replace(DAY_PREFIX, '');
  // Only a weekday: which one of them is not said.
  if (named !== null && rest === '') return { ok: false, why: 'ambiguous' };
  const reading = readShape(rest, today);
  if (!reading.ok && reading.why === 'not-a-date' && isSeveral(rest, today)) {
    return { ok: false, why: 'ambiguous' };
  }
  const wanted = WEEKDAYS.find((each) => each.name === named?.groups?.name)?.index;
  const conflict = reading.ok && wanted !== undefined && weekday(reading.day) !== wanted;
  return conflict ? { ok: false, why: 'ambiguous' } : reading;
}

function isSeveral(plain: string, today: Day): boolean {
  const last = SEVERAL.exec(plain)?.groups?.last;
  if (last === undefined) return false;
  const reading = readShape(last, today);
  return reading.ok || reading.why !== 'not-a-date';
}

function relativeDay(plain: string): number | undefined {
  const exact = words.relativeDays.find((each) => each.words.includes(plain));
  if (exact !== undefined) return exact.days;
  if (lettersOf(plain).length < SHORTEST_MISSPELT) return undefined;
  const near = words.relativeDays.filter((each) => each.words.some((word) => withinOneEdit(plain, word)));
  return near.length === 1 ? near[0]?.days : undefined;
}

function readShape(plain: string, today: Day): DayReading {
  for (const shape of SHAPES) {
    const parts = shape.exec(plain)?.groups;
    if (parts === undefined) continue;
    const months = parts.name === undefined ? [Number(parts.month)] : monthsNamed(parts.name);
    const [month] = months;
    if (month === undefined) continue;
    if (months.length > 1) return { ok: false, why: 'ambiguous' };
    return pickYear(parts.era, parts.year, month, Number(parts.day), today);
  }
  return { ok: false, why: 'not-a-date' };
}

function pickYear(
  era: string | undefined,
  year: string | undefined,
  month: number,
  dayOfMonth: number,
  today: Day,
): DayReading {
  const thisYear = Number(today.slice(0, 4));
  if (year === undefined) return nearest(thisYear, month, dayOfMonth, today);
  const years = yearsMeant(year, era, thisYear);
  if (years.length !== 1) return { ok: false, why: 'ambiguous' };
  const day = dayOf(years[0] ?? thisYear, month, dayOfMonth);
  return day === undefined ? { ok: false, why: 'no-such-day' } : { ok: true, day };
}

function nearest(thisYear: number, month: number, dayOfMonth: number, today: Day): DayReading {
  const [first, second] = [thisYear - 1, thisYear, thisYear + 1]
    .flatMap((year) => dayOf(year, month, dayOfMonth) ?? [])
    .map((day) => ({ day, away: Math.abs(daysBetween(today, day)) }))
    .sort((one, other) => one.away - other.away);
  if (first === undefined) return { ok: false, why: 'no-such-day' };
  if (second !== undefined && second.away - first.away < CLEARLY_NEARER_DAYS)
    return { ok: false, why: 'ambiguous' };
  return { ok: true, day: first.day };
}

/** Years of the common era that the digits may mean. Four digits say their era by their size. */
function yearsMeant(digits: string, era: string | undefined, thisYear: number): readonly number[] {
  const number = Number(digits);
  if (digits.length === 4) {
    const buddhist = era === undefined ? number >= 2400 : words.buddhistEra.includes(era);
    return [buddhist ? number - BUDDHIST_ERA : number];
  }
  const common = [1900, 2000, 2100].map((century) => century + number);
  const buddhist = [2400, 2500, 2600].map((century) => century + number - BUDDHIST_ERA);
  const named = words.buddhistEra.includes(era ?? '') ? buddhist : common;
  const meant = era === undefined ? [...common, ...buddhist] : named;
  return meant.filter((year) => Math.abs(year - thisYear) <= NEAR_YEARS);
}
