import type { Day } from '../bangkok-day';
import { addDays, dayOf, monthEnd } from '../bangkok-day';
import { BUDDHIST_ERA, fiscalYearEnd, fiscalYearStart } from '../fiscal-year';
import { anyOf } from '../spelling';
import type { Parts, PeriodReading, Planned } from './kinds';
import { plainly, withDoubt } from './kinds';
import words from './words.json';

type Reading = PeriodReading | undefined;

/** The Buddhist year that two or four digits of an official paper mean; `undefined` for no likely year. */
export function buddhistYear(digits: string | undefined): number | undefined {
  const number = Number(digits ?? '');
  // Two digits below 50 would be years before 2550: rather a day, an amount, anything else.
  if (digits?.length === 2) return number >= 50 ? 2500 + number : undefined;
  if (number >= 2400 && number < 2700) return number;
  return number >= 1900 && number < 2150 ? number + BUDDHIST_ERA : undefined;
}

/** The number that digits or words (`สาม`) say. */
export function countOf(text = ''): number {
  return /^\d+$/.test(text) ? Number(text) : words.numbers.indexOf(text);
}

/** Months of a fiscal year, its first (October) being 0. */
function months(fiscalYear: number, from: number, to: number): { start: Day; end: Day } {
  const at = (index: number): readonly [number, number] => [
    fiscalYear - BUDDHIST_ERA - (index < 3 ? 1 : 0),
    ((index + 9) % 12) + 1,
  ];
  const [[firstYear, first], last] = [at(from), at(to)];
  return { start: dayOf(firstYear, first, 1) ?? fiscalYearStart(fiscalYear), end: monthEnd(...last) };
}

const QUARTER = new RegExp(
  `(?<until>${anyOf(words.until)})?\\s?(?:${anyOf(words.quarter)})?\\s?(?:${anyOf(words.ordinal)})?\\s?` +
    `(?:(?<n>[1-4])(?:/\\s?(?<year>\\d{4}))?|(?<first>${anyOf(words.first)})|(?<last>${anyOf(words.last)})|(?<word>${anyOf(words.numbers.slice(1, 5))}))`,
  'gi',
);

/** `ไตรมาสแรกของปีงบประมาณ`, `ไตรมาสที่ ๑-๔`, `ไตรมาส 1 และ 3`: the first quarter is October to December. */
export function quarters(parts: Parts, fiscalYear: number | undefined): Reading {
  const found: { from: number; to: number; year: number | undefined }[] = [];
  for (const { groups = {} } of (parts.list ?? '').matchAll(QUARTER)) {
    const number = groups.first === undefined ? countOf(groups.n ?? groups.word ?? '4') : 1;
    const before = found.at(-1);
    const year = buddhistYear(groups.year);
    if (groups.until === undefined || before === undefined) found.push({ from: number, to: number, year });
    else if (before.from > number) return { is: 'problem', problem: 'reversed-range' };
    else found[found.length - 1] = { from: before.from, to: number, year: year ?? before.year };
  }
  const common = buddhistYear(parts.y1) ?? found.at(-1)?.year ?? fiscalYear;
  return plainly(...found.map((each) => quarter(each, each.year ?? common, parts.deadline !== undefined)));
}

function quarter(
  { from, to }: { from: number; to: number },
  year: number | undefined,
  deadline: boolean,
): Planned {
  const kind = deadline ? 'deadline' : from === to ? 'quarter' : 'quarters';
  if (year === undefined) return { kind };
  const days = months(year, from * 3 - 3, to * 3 - 1);
  return deadline ? { kind, end: days.end } : { kind, ...days };
}

/** `ครึ่งปีหลัง`, `๖ เดือนแรกของปีงบประมาณ`, `รอบ 6 เดือนหลัง`: months at the beginning or at the end of the year. */
export function partOfYear(parts: Parts, fiscalYear: number | undefined): Reading {
  const count = parts.n === undefined ? 6 : countOf(parts.n);
  if (count < 1 || count > 11) return undefined;
  const kind = parts.round !== undefined ? 'round' : count === 6 ? 'half-year' : 'months';
  const months6 = kind === 'round' ? { months: count } : {};
  const year = buddhistYear(parts.y1) ?? fiscalYear;
  if (year === undefined) return plainly({ kind, ...months6 });
  const days = parts.first === undefined ? months(year, 12 - count, 11) : months(year, 0, count - 1);
  return plainly(
    parts.deadline === undefined ? { kind, ...days, ...months6 } : { kind: 'deadline', end: days.end },
  );
}

/** `รอบ ๖ เดือน และ ๑๒ เดือน`: each begins with the fiscal year. */
export function rounds({ list = '' }: Parts, fiscalYear: number | undefined): Reading {
  const counts = [...list.matchAll(COUNTS)].map(([word]) => countOf(word));
  if (counts.some((count) => count < 1 || count > 12)) return undefined;
  const planned = counts.map((count): Planned => ({
    kind: 'round',
    ...(fiscalYear === undefined ? {} : months(fiscalYear, 0, count - 1)),
    months: count,
  }));
  // A round of three months alone may be the first quarter or every quarter.
  const [only, another] = counts;
  const plain = another !== undefined || only === 6 || only === 9 || only === 12;
  return plain ? plainly(...planned) : withDoubt('ambiguous', ...planned);
}

const COUNTS = new RegExp(`\\d{1,2}|${anyOf(words.numbers.slice(1))}`, 'g');

/** `รอบที่ 1/2569`: of the two rounds in which the work of officials is judged. Without the year it is a guess. */
export function numberedRound({ n, slash }: Parts, fiscalYear: number | undefined): Reading {
  const year = buddhistYear(slash) ?? fiscalYear;
  const days = year === undefined ? {} : n === '1' ? months(year, 0, 5) : months(year, 6, 11);
  const planned: Planned = { kind: 'round', ...days, months: 6 };
  return slash === undefined ? withDoubt('ambiguous', planned) : plainly(planned);
}

/** `ปีงบประมาณ พ.ศ. ๒๕๖๖` or several of them, `ตลอดปีงบประมาณ`, `ภายในสิ้นปีงบประมาณ`, `ต้นปีงบประมาณ`. */
export function fiscalYears(parts: Parts, fiscalYear: number | undefined): Reading {
  const first = parts.y1 === undefined ? fiscalYear : buddhistYear(parts.y1);
  const last = parts.y2 === undefined ? first : buddhistYear(parts.y2);
  if (parts.y1 !== undefined && (first === undefined || last === undefined)) return undefined;
  if (first === undefined || last === undefined) return withDoubt('undated', yearless(parts));
  const [start, end] = [fiscalYearStart(first), fiscalYearEnd(last)];
  if (start > end) return { is: 'problem', problem: 'reversed-range' };
  if (parts.before !== undefined) {
    return plainly({ kind: 'deadline', end: parts.last === undefined ? addDays(start, -1) : end });
  }
  return partAt(parts, { first, last, start, end });
}

function partAt(
  parts: Parts,
  { first, last, start, end }: { first: number; last: number; start: Day; end: Day },
): PeriodReading {
  const vague = vagueMonths(parts);
  if (vague !== undefined) {
    const days = months(first, ...vague);
    const until: Planned = { kind: 'deadline', end: days.end };
    const whole = vague[1] - vague[0] === 2 ? 'quarter' : 'quarters';
    return withDoubt('ambiguous', parts.deadline === undefined ? { kind: whole, ...days } : until);
  }
  if (parts.deadline !== undefined) return plainly({ kind: 'deadline', end });
  if (parts.last !== undefined) return plainly({ kind: 'day', start: end, end });
  return plainly({ kind: first === last ? 'fiscal-year' : 'years', start, end });
}

function vagueMonths({ early, middle, late }: Parts): readonly [number, number] | undefined {
  if (early !== undefined) return [0, 2];
  if (middle !== undefined) return [3, 8];
  return late === undefined ? undefined : [9, 11];
}

function yearless({ deadline, before }: Parts): Planned {
  return { kind: (deadline ?? before) === undefined ? 'fiscal-year' : 'deadline' };
}

/** `ปีงบประมาณ ๒๕๖๘ และ ๒๕๖๙`: one period for each. */
export function listedYears({ years = '' }: Parts): Reading {
  const named = (years.match(/\d+/g) ?? []).map(buddhistYear);
  const planned = named.flatMap((year): Planned[] =>
    year === undefined
      ? []
      : [{ kind: 'fiscal-year', start: fiscalYearStart(year), end: fiscalYearEnd(year) }],
  );
  return planned.length === named.length ? plainly(...planned) : undefined;
}

/** `ประจำปี ๒๕๖๗`, `ปลายปี`: a fiscal year in a plan, but it is not said. The plan's own year is no riddle. */
export function plainYear(parts: Parts, fiscalYear: number | undefined): Reading {
  const reading = fiscalYears(parts, fiscalYear);
  if (reading?.is !== 'periods') return reading;
  const edge = parts.early ?? parts.middle ?? parts.late ?? parts.last;
  const ofPlan = parts.y1 === undefined || buddhistYear(parts.y1) === fiscalYear;
  return edge === undefined && ofPlan ? reading : withDoubt('ambiguous', ...reading.planned);
}
