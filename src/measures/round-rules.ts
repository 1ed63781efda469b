import type { Day } from '../core/bangkok-day';
import { isDay } from '../core/bangkok-day';
import { BUDDHIST_ERA } from '../core/fiscal-year';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import { showNumber } from '../core/thai-digits';
import type { ProgressEntry } from './progress';
import defaults from './rounds.json';

/**
 * A round of reporting as an office decides on it, good for any fiscal year. Days are `MM-DD`: from October
 * on they lie in the calendar year before the fiscal year's name.
 */
export interface RoundRule {
  /** Unique in the year and never changed: entries name it. */
  readonly key: string;
  /** How it is called: "รอบ ๖ เดือน", "ไตรมาสที่ ๑". */
  readonly kind: 'months' | 'quarter';
  readonly number: number;
  readonly from: string;
  /** The last day of work the round reports on. Progress is asked for until then. */
  readonly to: string;
  /** The day the written report is due, on or after `to`. What is recorded later is late. */
  readonly reportDue: string;
}

/** Who closed a round, and when. */
export interface Closing {
  readonly at: Date;
  /** Fingerprint of the person, or the operator. */
  readonly by: string;
}

/** A round of one fiscal year of one organisation. */
export interface Round extends Omit<RoundRule, 'from' | 'to' | 'reportDue'> {
  /** Buddhist era, e.g. 2569. */
  readonly fiscalYear: number;
  readonly from: Day;
  readonly to: Day;
  readonly reportDue: Day;
  /** Nothing more is taken for a closed round. */
  readonly closed?: Closing;
}

/** What is stored of a year's rounds; nothing stored: the rounds everybody has, all open. */
export interface RoundsOfYear {
  readonly rounds?: readonly RoundRule[];
  readonly closed?: readonly (Closing & { readonly key: string })[];
}

/**
 * Six and twelve months, as the ITA asks for. Written reports of the five offices are dated 31 March, 17 and 19
 * April, and 1 October; the OIT closes on 30 April, hence the default due days.
 */
const DEFAULT_ROUNDS: readonly RoundRule[] = defaults.rounds.map((rule) => ({
  ...rule,
  kind: rule.kind === 'quarter' ? 'quarter' : 'months',
}));

/** The rounds of a fiscal year, in the order in which they end. */
export function roundsOf(fiscalYear: number, { rounds, closed = [] }: RoundsOfYear = {}): Round[] {
  return (rounds ?? DEFAULT_ROUNDS)
    .map(({ key, kind, number, ...days }) => {
      const to = dayIn(fiscalYear, days.to);
      const due = dayIn(fiscalYear, days.reportDue);
      const closing = closed.find((each) => each.key === key);
      return {
        key,
        kind,
        number,
        fiscalYear,
        from: dayIn(fiscalYear, days.from),
        to,
        reportDue: due < to ? dayIn(fiscalYear + 1, days.reportDue) : due,
        ...(closing === undefined ? {} : { closed: { at: closing.at, by: closing.by } }),
      };
    })
    .sort(byEnd);
}

/** "รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐", "ไตรมาสที่ ๑ ปีงบประมาณ ๒๕๗๐". */
export function roundName(locale: Locale, round: Pick<Round, 'kind' | 'number' | 'fiscalYear'>): string {
  const params = { number: showNumber(round.number, locale), year: showNumber(round.fiscalYear, locale) };
  return text(locale, round.kind === 'quarter' ? 'measures.round.quarter' : 'measures.round.months', params);
}

/** `2569-6`: how buttons, drafts and reminders name a round of an organisation. */
export function roundId({ fiscalYear, key }: Pick<Round, 'fiscalYear' | 'key'>): string {
  return `${fiscalYear}-${key}`;
}

/** True for one round of an organisation, however often it was read. */
export function isSameRound(one: Pick<Round, 'fiscalYear' | 'key'>, other: typeof one): boolean {
  return roundId(one) === roundId(other);
}

/**
 * The round that runs on `day`: of several the one that ends first. Where none does (the year's last round
 * ends on 31 August) it is the one that ended last. `rounds` are those of the year of the day and of the
 * year before. Throws nothing; an empty list has no round.
 */
export function currentRound(rounds: readonly Round[], day: Day): Round | undefined {
  const inOrder = [...rounds].sort(byEnd);
  return (
    inOrder.find((round) => round.from <= day && day <= round.to) ??
    inOrder.filter((round) => round.to < day).at(-1) ??
    inOrder[0]
  );
}

/**
 * The round that has ended and whose report is still being written: not closed, its due day not past. What is
 * logged now probably belongs to it, as long as it has no entry there.
 */
export function roundInWriting(rounds: readonly Round[], day: Day): Round | undefined {
  const current = currentRound(rounds, day);
  return rounds
    .filter((round) => round.to < day && day <= round.reportDue && round.closed === undefined)
    .filter((round) => current === undefined || !isSameRound(round, current))
    .sort(byEnd)
    .at(-1);
}

/** True while reports are taken: it has begun and nobody has closed it. Its last day is no wall. */
export function isOpen(round: Round, day: Day): boolean {
  return round.from <= day && round.closed === undefined;
}

/** True when the report was due before `day`. A fact to be shown, never a reason to refuse. */
export function isLate(round: Pick<Round, 'reportDue'>, day: Day): boolean {
  return day > round.reportDue;
}

/** True when all of `part` lies within `whole`: the twelve months hold the six, no quarter holds another. */
export function isWithin(part: Round, whole: Round): boolean {
  const same = roundId(part) === roundId(whole);
  return !same && part.fiscalYear === whole.fiscalYear && part.from >= whole.from && part.to <= whole.to;
}

/** What the state of a round needs to know of an entry. */
export type EntryState = Pick<
  ProgressEntry,
  'id' | 'measureId' | 'fiscalYear' | 'round' | 'status' | 'recordedAt' | 'by'
>;

/** True when the entry counts for this round itself. */
export function isOfRound(entry: Pick<EntryState, 'fiscalYear' | 'round'>, round: Round): boolean {
  return entry.fiscalYear === round.fiscalYear && entry.round === round.key;
}

/**
 * What counts for each measure in a round: its newest entry there. Where it has none, work that was done in a
 * round within this one is carried forward; it stays done until somebody says otherwise. Everything else of
 * earlier rounds has to be reported on anew.
 */
export function countingIn<E extends EntryState>(
  round: Round,
  rounds: readonly Round[],
  entries: readonly E[],
): Map<string, E> {
  const within = rounds.filter((each) => isWithin(each, round));
  const earlier = latestByMeasure(entries.filter((entry) => within.some((each) => isOfRound(entry, each))));
  const done = [...earlier].filter(([, entry]) => entry.status === 'done');
  const own = latestByMeasure(entries.filter((entry) => isOfRound(entry, round)));
  return new Map([...done, ...own]);
}

/** The newest entry of every measure that has one. Of two made in one instant the later in the list wins. */
export function latestByMeasure<E extends Pick<EntryState, 'measureId' | 'recordedAt'>>(
  entries: readonly E[],
): Map<string, E> {
  const latest = new Map<string, E>();
  for (const entry of entries) {
    const known = latest.get(entry.measureId);
    if (known === undefined || known.recordedAt <= entry.recordedAt) latest.set(entry.measureId, entry);
  }
  return latest;
}

/** What is wrong with rounds that an office wants; each as a sentence for a terminal. */
export function problemsOfRounds(rounds: readonly RoundRule[]): string[] {
  if (rounds.length === 0) return ['There is no round.'];
  const seen = new Set<string>();
  return rounds.flatMap((rule) => {
    const { key } = rule;
    const repeated = seen.has(key);
    seen.add(key);
    const days = ['from', 'to', 'reportDue'] as const;
    // 2001 is no leap year: 29 February would be missing in most years.
    const wrong = days.filter((name) => !isDay(`2001-${rule[name]}`));
    return [
      ...(/^[a-z0-9]{1,8}$/.test(key) ? [] : [`"${key}": a key is 1 to 8 letters a-z or digits.`]),
      ...(repeated ? [`"${key}" is there twice.`] : []),
      ...wrong.map((name) => `"${key}": ${name} "${rule[name]}" is no day MM-DD of every year.`),
      ...(wrong.length === 0 && dayIn(2001, rule.from) > dayIn(2001, rule.to)
        ? [`"${key}" ends before it begins: a round lies within one fiscal year, October to September.`]
        : []),
    ];
  });
}

function byEnd(one: Round, other: Round): number {
  return one.to.localeCompare(other.to);
}

/** The day `MM-DD` of a fiscal year, which begins in October of the calendar year before. */
function dayIn(fiscalYear: number, monthAndDay: string): Day {
  const year = fiscalYear - BUDDHIST_ERA - (Number(monthAndDay.slice(0, 2)) >= 10 ? 1 : 0);
  return `${year}-${monthAndDay}`;
}
