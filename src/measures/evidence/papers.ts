import type { Day } from '../../core/bangkok-day';
import { addDays } from '../../core/bangkok-day';
import { fiscalYearStart } from '../../core/fiscal-year';
import type { Period, PeriodsRead } from '../../core/periods';
import { parsePeriods } from '../../core/periods';
import { present } from '../../core/present';
import { anyOf } from '../../core/spelling';
import { toArabicDigits } from '../../core/thai-digits';
import type { Evidence } from '../progress';
import { linksIn } from '../rules';
import type { Mention } from './mentions';
import { mentionsIn } from './mentions';
import words from './paper-words.json';

/** Something that a person has to look at; nothing is corrected behind their back. */
export interface Doubt {
  readonly code: 'weekday-mismatch' | 'outside-fiscal-year' | 'number-year-mismatch' | 'no-such-day';
  /** What it is about, as it was written. */
  readonly text: string;
}

/** A paper, an occasion or a page that a result names as its proof. */
export interface Paper {
  readonly evidence: Evidence;
  readonly doubts: readonly Doubt[];
}

/** What the days of a report are read against. */
export interface Occasion {
  /** Buddhist era; of the round that is reported on. */
  readonly fiscalYear: number;
  /** The day its report is due: a paper dated after the round may still belong to it. */
  readonly due: Day;
  readonly today: Day;
}

const LONGEST_TITLE = 300;
/** Letters of a title beyond the bare noun: "คู่มือ" alone names no paper. */
const SHORTEST_NAME = 4;

const NUMBER = new RegExp(
  `(?<!${anyOf(words.day)})(?<lead>${anyOf(words.number)})\\s?(?<no>(?:[\\u0e01-\\u0e2e]{1,4}\\.?\\s?)?\\d[\\d.]*(?:\\s?/\\s?[\\d.]+){1,2}(?![\\d/]))`,
  'd',
);
const SUBJECT = new RegExp(`${anyOf(words.subject)}\\s*(?=\\S)`);
const DATED = new RegExp(`(?:${anyOf(words.dated)}|[\\s(,])+$`);
const DAY_WORD = new RegExp(`^(?:${anyOf(words.dated)}\\s*)+`);
const LINKED = new RegExp(`(?:\\s+${anyOf(words.link)})*\\s*$`, 'i');
const LOOSE_END = new RegExp(
  `(?:[\\s,:;–-]|${anyOf([...words.joins, ...words.dated])}|(?<=\\s)${anyOf(words.verbs)})+$`,
);
const TITLE_END = new RegExp(`(?<=.{4})\\s?${anyOf(words.titleEnds)}`);
const RELATIVE = new RegExp(anyOf(words.today));

/**
 * Every paper, occasion and page that a result names, each with its number, its day or days, its address and the
 * line it stands in: "คำสั่งที่ ๓๒/๒๕๖๕ ลงวันที่ ๒๑ มกราคม ๒๕๖๖", "ครั้งที่ ๑/๒๕๖๕ เมื่อวันที่ …", "ระหว่างวันที่ ๒๔ –
 * ๒๗ มกราคม ๒๕๖๖", "www.…". A proposal, to be shown to whoever wrote it. Reads any text; what it does not
 * understand is no paper. Source of the forms: the result cells of five local governments.
 */
export function papersIn(result: string, occasion: Occasion): Paper[] {
  return result.split('\n').flatMap((line, index) =>
    papersOfLine(line, occasion).map(({ evidence, doubts }) => ({
      evidence: { ...evidence, line: index + 1 },
      doubts,
    })),
  );
}

function papersOfLine(line: string, occasion: Occasion): Paper[] {
  const mentions = mentionsIn(line);
  const papers = mentions.flatMap((mention) => papersOf(line, mention, occasion));
  const named = new Set(papers.flatMap(({ evidence }) => evidence.url ?? []));
  const pages = linksIn(line).filter((url) => !named.has(url));
  return [...papers, ...pages.map((url): Paper => ({ evidence: { kind: 'website', url }, doubts: [] }))];
}

/** One for each of its days: a report may have been made on the 19th of April and on the 1st of October. */
function papersOf(line: string, mention: Mention, occasion: Occasion): Paper[] {
  const span = line.slice(mention.at, mention.until);
  const number = numberIn(span);
  const read = parsePeriods(span, { fiscalYear: occasion.fiscalYear });
  const dates = datesIn(span, read, relativeDate(line.slice(0, mention.at), occasion.today));
  const [url] = linksIn(span);
  const title = titleOf(span, [number?.at, dates[0]?.at, url === undefined ? undefined : span.indexOf(url)]);
  const isProof = number !== undefined || dates.length > 0 || url !== undefined;
  if (!isProof && !(mention.leads && isPaper(mention) && isNamed(title, mention))) return [];
  const known = { kind: kindOf(mention, line), title, ...present({ docNo: number?.text, url }) };
  if (dates.length === 0) return [{ evidence: known, doubts: doubtsIn(read) }];
  return dates.map(({ text: dateText, from, to }, index) => ({
    evidence: { ...known, dateText, from, ...present({ to }) },
    doubts: [...(index === 0 ? doubtsIn(read) : []), ...outside({ from, text: dateText }, occasion)],
  }));
}

/** A paper can be looked at by its name alone; an occasion needs its day or its number. */
function isPaper({ kind }: Mention): boolean {
  return !OCCASIONS.has(kind);
}

function isNamed(title: string, { kind }: Mention): boolean {
  const nouns: readonly string[] = kind in words.nouns ? words.nouns[kind as keyof typeof words.nouns] : [];
  const noun = nouns.find((each) => title.toLowerCase().startsWith(each)) ?? '';
  return title.length - noun.length >= SHORTEST_NAME;
}

/** A project that trains people is a training. */
function kindOf({ kind }: Mention, line: string): Evidence['kind'] & string {
  return kind === 'other' && words.isTraining.some((word) => line.includes(word)) ? 'training' : kind;
}

interface Found {
  /** Where it begins, with the words that lead to it. */
  readonly at: number;
  readonly text: string;
}

/** "ที่ ๓๒/๒๕๖๕", "ที่ นม ๕๒๖๐๑/๕๘๙"; of a meeting with its word, for the number alone says nothing. */
function numberIn(span: string): Found | undefined {
  const match = NUMBER.exec(toArabicDigits(span));
  const place = match?.indices?.groups?.no;
  if (match === null || place === undefined) return undefined;
  const ofMeeting = words.meetingNumber.includes(match.groups?.lead ?? '');
  return { at: match.index, text: span.slice(ofMeeting ? match.index : place[0], place[1]) };
}

interface Dated extends Found {
  readonly from: Day;
  readonly to?: Day;
}

function datesIn(span: string, { periods }: PeriodsRead, before: Dated | undefined): Dated[] {
  const dated = periods.filter((period): period is Period & { start: Day } => isDated(period));
  if (dated.length === 0) return before === undefined ? [] : [before];
  return dated.map(({ text, start: from, end }) => {
    const place = span.indexOf(text);
    const at = DATED.exec(span.slice(0, place))?.index ?? place;
    return { at, text: text.replace(DAY_WORD, ''), from, ...present({ to: end === from ? undefined : end }) };
  });
}

function isDated({ kind, start }: Period): boolean {
  return (kind === 'day' || kind === 'days') && start !== undefined;
}

/** "วันนี้ประชุม…": the day stands before what happened on it. */
function relativeDate(before: string, today: Day): Dated | undefined {
  const said = RELATIVE.exec(before)?.[0];
  if (said === undefined) return undefined;
  return { at: Infinity, text: said, from: said === words.today[0] ? today : addDays(today, -1) };
}

/**
 * What the paper is called: the words up to its number, day or address, and its subject where that comes behind
 * them.
 */
function titleOf(span: string, places: readonly (number | undefined)[]): string {
  const first = Math.min(span.length, ...places.flatMap((place) => place ?? []));
  const name = named(span.slice(0, first));
  const behind = SUBJECT.exec(span.slice(first));
  const subject = behind === null || SUBJECT.test(name) ? '' : ` ${named(span.slice(first + behind.index))}`;
  return cut(`${name}${subject}`.replace(/\s+/g, ' ').trim());
}

function named(words: string): string {
  return words.split(TITLE_END)[0]?.replace(LINKED, '').replace(LOOSE_END, '') ?? '';
}

function cut(title: string): string {
  return Array.from(title).slice(0, LONGEST_TITLE).join('');
}

const OCCASIONS: ReadonlySet<string> = new Set<Mention['kind']>(['meeting', 'training', 'other']);

const DOUBTS: ReadonlySet<string> = new Set<Doubt['code']>([
  'weekday-mismatch',
  'number-year-mismatch',
  'no-such-day',
]);

/** Of a year in a title nothing follows: an order of this year may be about the plan of the next. */
function doubtsIn({ warnings }: PeriodsRead): Doubt[] {
  return warnings.flatMap(({ code, text }) =>
    DOUBTS.has(code) ? [{ code: code as Doubt['code'], text }] : [],
  );
}

function outside({ from, text }: { from: Day; text: string }, { fiscalYear, due }: Occasion): Doubt[] {
  return from < fiscalYearStart(fiscalYear) || from > due ? [{ code: 'outside-fiscal-year', text }] : [];
}
