import { addDays } from '../bangkok-day';
import { fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '../fiscal-year';
import { present } from '../present';
import type { PeriodKind, PeriodProblem, Planned } from './kinds';
import { BECAME, BETWEEN_LISTED, COUNTED_FROM, EXPLAINS, NEXT_TO, OF_EVERY, WAS } from './patterns';
import { IN_BRACKETS } from './which-year';

/** What was read at one place. */
export interface Item {
  readonly at: number;
  readonly until: number;
  readonly planned: readonly Planned[];
  readonly problem?: PeriodProblem | undefined;
  readonly saysYear: boolean;
  /** Of the number of a document: the year in it. */
  readonly numbered?: number;
}

const LASTING: ReadonlySet<PeriodKind | undefined> = new Set(['recurring', 'frequency']);
const SPANS: ReadonlySet<PeriodKind | undefined> = new Set([
  'days',
  'months',
  'quarter',
  'quarters',
  'half-year',
  'fiscal-year',
  'years',
]);

/** Makes one of what says the same twice, in brackets or beside each other, and tells old targets from new. */
export function folded(items: readonly Item[], plain: string): readonly Item[] {
  const gap = (one: Item, other: Item): string => plain.slice(one.until, other.at);
  const steps = [
    (all: readonly Item[]) => roundsAmongRecurring(all, gap),
    (all: readonly Item[]) => withUnits(all),
    (all: readonly Item[]) => onceHowOften(all, gap),
    (all: readonly Item[]) => counted(all, gap),
    (all: readonly Item[]) => listedDeadlines(all, gap),
    (all: readonly Item[]) => explained(all, plain),
    (all: readonly Item[]) => withoutYears(all, gap),
    (all: readonly Item[]) => formerTargets(all, plain),
  ];
  return steps.reduce((all, step) => step(all), items);
}

type Gap = (one: Item, other: Item) => string;

/** In a list of recurring ones ("รายเดือน/รายไตรมาส/รอบ ๖ เดือน") a round is how often, not when. */
function roundsAmongRecurring(items: readonly Item[], gap: Gap): readonly Item[] {
  const result: Item[] = [];
  for (const [index, item] of items.entries()) {
    const [before, next] = [result.at(-1), items[index + 1]];
    const [planned] = item.planned;
    const beside =
      (before !== undefined && kindOf(before) === 'recurring' && BETWEEN_LISTED.test(gap(before, item))) ||
      (next !== undefined && kindOf(next) === 'recurring' && BETWEEN_LISTED.test(gap(item, next)));
    const every = planned?.kind !== 'round' || !beside ? undefined : everyOfRound(planned.months);
    if (planned === undefined || every === undefined) result.push(item);
    else
      result.push({
        ...item,
        problem: undefined,
        planned: [{ ...yearAround(planned), kind: 'recurring', every }],
      });
  }
  return result;
}

function everyOfRound(months: number | undefined): Planned['every'] {
  if (months === 12) return 'year';
  return months === 6 ? 'half-year' : months === 3 ? 'quarter' : undefined;
}

function yearAround({ end }: Planned): Pick<Planned, 'start' | 'end'> {
  if (end === undefined) return {};
  const year = fiscalYearOf(end);
  return { start: fiscalYearStart(year), end: fiscalYearEnd(year) };
}

/** "สัปดาห์ละ ๒ - ๓ ครั้ง / ๕ - ๗ ครั้ง" says its unit once; a number of times without any unit is no period. */
function withUnits(items: readonly Item[]): readonly Item[] {
  let unit: Planned['every'];
  return items.flatMap((item) => {
    const [planned] = item.planned;
    if (planned === undefined || !LASTING.has(planned.kind)) return [item];
    unit = planned.every ?? unit;
    const every = unit;
    if (every === undefined) return [];
    return [{ ...item, planned: item.planned.map((each) => ({ every, ...each })) }];
  });
}

/** "ภายใน ๓๐ วัน นับแต่วันสิ้นสุดปีงบประมาณ": what it counts from is no period of its own. */
function counted(items: readonly Item[], gap: Gap): readonly Item[] {
  const result: Item[] = [];
  for (const item of items) {
    const before = result.at(-1);
    const [within, end] = [before?.planned[0]?.within, item.planned.at(-1)?.end];
    const days = /^(\d+) days$/.exec(within ?? '')?.[1];
    if (before === undefined || within === undefined || !COUNTED_FROM.test(gap(before, item)))
      result.push(item);
    else if (days === undefined || end === undefined) result.push(item);
    else {
      const planned: Planned = { kind: 'deadline', end: addDays(end, Number(days)) };
      result.splice(-1, 1, { ...before, until: item.until, planned: [planned], problem: item.problem });
    }
  }
  return result;
}

/** "ภายใน ๓๑ มีนาคม และ ๓๐ กันยายน": "ภายใน" is said once for all of a list. */
function listedDeadlines(items: readonly Item[], gap: Gap): readonly Item[] {
  const result: Item[] = [];
  for (const item of items) {
    const before = result.at(-1);
    const [first, own] = [before?.planned[0], item.planned[0]];
    const bound = first?.kind === 'deadline' && first.end !== undefined;
    const goesOn = bound && before !== undefined && BETWEEN_LISTED.test(gap(before, item));
    const single = own?.end !== undefined && (own.kind === 'day' || own.kind === 'month');
    if (!goesOn || !single) result.push(item);
    else result.push({ ...item, planned: [{ kind: 'deadline', end: own.end }] });
  }
  return result;
}

/** "ปีงบประมาณ พ.ศ. ๒๕๖๙ (๑ ตุลาคม ๒๕๖๘ – …)", "รอบ ๖ เดือน (ไตรมาส ๒)" are one period each. */
function explained(items: readonly Item[], plain: string): readonly Item[] {
  const result: Item[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === undefined) break;
    const group = explaining(items, index, plain);
    const one = group.length === 0 ? undefined : explainedBy(item, group);
    result.push(one ?? (contradicted(item, group, plain) ? { ...item, problem: 'round-mismatch' } : item));
    if (one !== undefined) index += group.length;
  }
  return result;
}

function explaining(items: readonly Item[], index: number, plain: string): readonly Item[] {
  const [item, next] = [items[index], items[index + 1]];
  if (item === undefined || next === undefined || item.planned.length !== 1) return [];
  const gap = plain.slice(item.until, next.at);
  if (!IN_BRACKETS.test(gap)) return EXPLAINS.test(gap) ? [next] : [];
  const closing = plain.indexOf(')', item.until);
  let last = index + 1;
  while (closing >= 0 && (items[last + 1]?.at ?? closing) < closing) last++;
  return items.slice(index + 1, last + 1);
}

/** "รอบ ๖ เดือน (ม.ค. – มิ.ย. ๒๕๖๙)": both are kept, and a person is asked to look. */
function contradicted(item: Item, group: readonly Item[], plain: string): boolean {
  const [first] = group;
  if (first === undefined || kindOf(item) !== 'round' || !SPANS.has(kindOf(first))) return false;
  return IN_BRACKETS.test(plain.slice(item.until, first.at));
}

function explainedBy(item: Item, group: readonly Item[]): Item | undefined {
  const [own] = item.planned;
  const days = spanOf(group);
  const until = group.at(-1)?.until ?? item.until;
  if (own?.start === undefined || own.end === undefined || days?.end === undefined) return undefined;
  const whole: Item = { ...item, until, problem: undefined };
  if (days.start === own.start && days.end === own.end) return onDays(whole, own, group);
  if (own.kind === 'round') return roundUntil(whole, own, days);
  // "ทุกเดือน (ต.ค. ๖๘ - มี.ค. ๖๙)": it recurs for so long.
  const lasts = LASTING.has(own.kind) && group.length === 1 && SPANS.has(kindOf(group[0]));
  return lasts && days.start !== undefined ? { ...whole, planned: [{ ...own, ...days }] } : undefined;
}

/** The same days twice; "ทุกเดือน ภายในวันที่ ๕ ของเดือนถัดไป" says on which of them. */
function onDays(whole: Item, own: Planned, [first]: readonly Item[]): Item {
  const on = own.on ?? first?.planned[0]?.on;
  return on === undefined ? whole : { ...whole, planned: [{ ...own, on }] };
}

/** A round beside its last part, its last day, or days of its own. */
function roundUntil(whole: Item, own: Planned, { start, end }: Span): Item | undefined {
  const [first, last] = [own.start ?? '', own.end ?? ''];
  if (end === last && (start === undefined || start > first)) return whole;
  if (start !== first || end === undefined || end > last) return undefined;
  return { ...whole, planned: [{ ...own, end }], problem: 'round-mismatch' };
}

type Span = Pick<Planned, 'start' | 'end'>;

function spanOf(group: readonly Item[]): Span | undefined {
  const planned = group.flatMap((each) => each.planned);
  const starts = planned.flatMap(({ start }) => start ?? []).sort();
  const ends = planned.flatMap(({ end }) => end ?? []).sort();
  if (ends.length < planned.length || group.some((each) => each.planned.length === 0)) return undefined;
  const end = ends.at(-1);
  // Of days that stand alone ("สิ้นสุด ๓๐ ก.ย. ๒๕๖๙") only the last one is meant.
  const single = planned.length === 1 && planned[0]?.kind === 'day';
  return {
    ...(starts[0] !== undefined && starts.length === planned.length && !single && { start: starts[0] }),
    ...present({ end }),
  };
}

/** "ไตรมาสแรก ปีงบประมาณ ๒๕๖๙", "ปีงบประมาณ ๒๕๖๙ รอบ ๖ เดือน": the year is that of the other, not one more period. */
function withoutYears(items: readonly Item[], gap: Gap): readonly Item[] {
  const takesYear = (item: Item | undefined): boolean =>
    item !== undefined && item.planned.length > 0 && !item.saysYear && kindOf(item) !== 'fiscal-year';
  return items.filter((item, index) => {
    const [before, next] = [items[index - 1], items[index + 1]];
    if (kindOf(item) !== 'fiscal-year') return true;
    const ofBefore = before !== undefined && takesYear(before) && NEXT_TO.test(gap(before, item));
    const ofNext = next !== undefined && takesYear(next) && NEXT_TO.test(gap(item, next));
    return !ofBefore && !ofNext;
  });
}

/** "ทุกเดือน เดือนละ ๑ ครั้ง", "๓๐ กันยายน ของทุกปี" */
function onceHowOften(items: readonly Item[], gap: Gap): readonly Item[] {
  return items.filter((item, index) => {
    const [before, next] = [items[index - 1], items[index + 1]];
    const yearly = item.planned[0]?.every === 'year' && kindOf(item) === 'recurring';
    if (before !== undefined && yearly && OF_EVERY.test(gap(before, item))) return false;
    if (next === undefined || kindOf(item) !== 'recurring' || kindOf(next) !== 'frequency') return true;
    const [recurring, frequency] = [item.planned[0], next.planned[0]];
    return recurring?.every !== frequency?.every || !/^[\s,(]*$/.test(gap(item, next));
  });
}

/** "จากเดิม สัปดาห์ละ ๒ - ๓ ครั้ง เพิ่มขึ้นเป็น ๕ - ๗ ครั้ง": the first is what the second replaces. */
function formerTargets(items: readonly Item[], plain: string): readonly Item[] {
  return items.map((item, index) => {
    const next = items[index + 1];
    const from = Math.max(items[index - 1]?.until ?? 0, item.at - 36);
    if (next === undefined || !WAS.test(plain.slice(from, item.at))) return item;
    const between = plain.slice(item.until, next.at);
    if (between.length > 60 || !BECAME.test(between)) return item;
    return { ...item, planned: item.planned.map((planned) => ({ ...planned, former: true as const })) };
  });
}

function kindOf(item: Item | undefined): PeriodKind | undefined {
  return item?.planned[0]?.kind;
}
