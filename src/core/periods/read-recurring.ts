import calendar from '../calendar-words.json';
import { present } from '../present';
import { anyOf } from '../spelling';
import type { Every, NamedEvery, Parts, PeriodReading, Planned } from './kinds';
import { plainly, withDoubt } from './kinds';
import { COUNT, DASH, WEEKDAY_NAME } from './pattern-parts';
import { countOf } from './read-years';
import words from './words.json';

/** `รายเดือน`, `ทุก ๓ เดือน` */
export function recurring({ after, n, more = '' }: Parts): PeriodReading {
  const others = [...more.matchAll(LENGTH)].map(([, count, unit]) => everyOf(unit, count));
  return plainly(
    ...[everyOf(after, n), ...others].map((every): Planned => ({
      kind: 'recurring',
      ...present({ every }),
    })),
  );
}

const LENGTH = new RegExp(`(${COUNT})\\s?(${anyOf(words.units.flatMap((unit) => unit.words))})`, 'g');

/** Without "ทุก" it is likely, but not said, that it comes again. */
export function doubtful(reading: PeriodReading): PeriodReading {
  return reading.is === 'periods' ? withDoubt('ambiguous', ...reading.planned) : reading;
}

/** `ทุกวันที่ ๑ และ ๑๕ ของเดือน` */
export function daysOfMonth({ days = '', last }: Parts): PeriodReading {
  const on = days.match(/\d+/g) ?? [];
  if (on.some((day) => Number(day) < 1 || Number(day) > 31)) return { is: 'problem', problem: 'no-such-day' };
  return plainly({
    kind: 'recurring',
    every: 'month',
    on: [...on.map((day) => String(Number(day))), ...(last === undefined ? [] : ['last-day'])],
  });
}

/** `ทุกวันจันทร์`, `วันจันทร์ - วันศุกร์`; of "ทุกวันจันทร์แรกของเดือน" the month counts. */
export function weekdays({ weekdays: list = '', nth, of }: Parts): PeriodReading | undefined {
  const every = of === undefined ? 'week' : everyOf(of);
  if (every === undefined || (nth !== undefined && every === 'week')) return undefined;
  if (every !== 'week') return plainly({ kind: 'recurring', every });
  const on: number[] = [];
  for (const { groups = {} } of list.matchAll(WEEKDAY)) {
    const day = calendar.weekdays.findIndex((names) => names.includes(groups.name ?? ''));
    const from = on.at(-1);
    if (groups.until === undefined || from === undefined) on.push(day);
    else
      for (let next = (from + 1) % 7; on.length < 7; next = (next + 1) % 7) {
        on.push(next);
        if (next === day) break;
      }
  }
  return plainly({ kind: 'recurring', every, on: on.map((day) => calendar.weekdays[day]?.at(-1) ?? '') });
}

const WEEKDAY = new RegExp(
  `(?<until>${DASH})?\\s?(?:${anyOf(words.weekday)})?\\s?(?<name>${WEEKDAY_NAME})`,
  'g',
);

/** `ทุกสิ้นเดือน`, `ทุกวันสุดท้ายของเดือน`, `ทุกสัปดาห์แรกของเดือน` */
export function dayOfUnit({ last, after }: Parts): PeriodReading {
  const every = everyOf(after);
  const on = last === undefined ? {} : { on: ['last-day'] };
  return plainly({ kind: 'recurring', ...present({ every }), ...on });
}

/** `สัปดาห์ละ ๕ - ๗ ครั้ง`, `๑๒ ครั้ง/ไตรมาส`, `๑ ครั้งต่อ ๓ เดือน`, `เดือนละครั้ง`; without its unit it is none. */
export function frequency(found: Parts): PeriodReading {
  const every = everyOf(found.after ?? found.before, found.n);
  return plainly({ kind: 'frequency', times: timesOf(found), ...present({ every }) });
}

function timesOf({ from, to, least1, least2, most1, most2, upwards }: Parts): NonNullable<Planned['times']> {
  const first = from === undefined ? 1 : countOf(from);
  if (to !== undefined) return { from: first, to: countOf(to) };
  if ((most1 ?? most2) !== undefined) return { from: 0, to: first };
  return (least1 ?? least2 ?? upwards) === undefined ? { from: first, to: first } : { from: first };
}

/** `ภายใน ๑๕ วัน`: it counts from something that happens, so no day follows. */
export function within({ n, length }: Parts): PeriodReading {
  const unit = words.lengths.find((each) => each.words.includes(length ?? ''))?.unit ?? '';
  return withDoubt('undated', { kind: 'deadline', within: `${countOf(n)} ${unit}` });
}

const LENGTHS: Readonly<Record<string, readonly [number, 'days' | 'weeks' | 'months' | 'years']>> = {
  day: [1, 'days'],
  week: [1, 'weeks'],
  fortnight: [15, 'days'],
  month: [1, 'months'],
  quarter: [3, 'months'],
  'half-year': [6, 'months'],
  year: [1, 'years'],
};
const NAMES: Readonly<Record<string, NamedEvery>> = {
  '1 days': 'day',
  '7 days': 'week',
  '1 weeks': 'week',
  '1 months': 'month',
  '3 months': 'quarter',
  '6 months': 'half-year',
  '12 months': 'year',
  '1 years': 'year',
};

function everyOf(unit: string | undefined, n = '1'): Every | undefined {
  const name = words.units.find((each) => unit !== undefined && each.words.includes(unit))?.every ?? '';
  const length = LENGTHS[name];
  if (length === undefined) return undefined;
  const every: Every = `${countOf(n) * length[0]} ${length[1]}`;
  return NAMES[every] ?? every;
}
