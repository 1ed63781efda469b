import type { Day } from '../core/bangkok-day';
import { bangkokDay } from '../core/bangkok-day';
import type { Locale, TextKey } from '../core/texts';
import { text } from '../core/texts';
import { showDay } from '../core/thai-dates';
import { inDigitsOf, showNumber } from '../core/thai-digits';
import type { Control, Wording } from '../speech/prompt';
import { LONGEST_LABEL, shorten } from '../speech/wording';
import type { Measure } from './plan';
import type { MeasureState, Remark } from './progress';
import type { RoundBoard } from './round-board';
import type { EntryState, Round } from './round-rules';
import { isLate, roundId, roundName } from './round-rules';

/** The round's name, and that a report made on `day` is late if it is. */
export function roundOn(locale: Locale, round: Round, day: Day): string {
  const name = roundName(locale, round);
  if (!isLate(round, day)) return name;
  return text(locale, 'measures.round.late', { round: name, day: showDay(round.reportDue, locale) });
}

/** The rounds that what is said now may count for: the one that runs, and one whose report is being written. */
export function roundsInQuestion(locale: Locale, { round, writing }: RoundBoard): string {
  const running = roundName(locale, round);
  if (writing === undefined) return running;
  return text(locale, 'measures.round.either', { writing: roundName(locale, writing), running });
}

/** A button for a round. */
export function roundLabel(locale: Locale, { kind, number, fiscalYear }: Round): Wording {
  const params = { number: showNumber(number, locale), year: showNumber(fiscalYear, locale) };
  return { key: kind === 'quarter' ? 'measures.round.shortQuarter' : 'measures.round.shortMonths', params };
}

/** The state in words, as on the official form. */
export function stateName(locale: Locale, state: MeasureState): string {
  return text(locale, stateKey(state));
}

/** The key of a state's name. */
export function stateKey(state: MeasureState): TextKey {
  return `measures.state.${STATE_KEYS[state]}`;
}

/** The sign that stands before a measure in lists. */
export function stateMark(locale: Locale, state: MeasureState): string {
  return text(locale, `measures.mark.${STATE_KEYS[state]}`);
}

const STATE_KEYS = {
  done: 'done',
  'in-progress': 'inProgress',
  'not-started': 'notStarted',
  unable: 'unable',
  missing: 'missing',
} as const;

/** A title without the list number it may carry itself (Pho Kao Ton numbers sub-measures inside a title). */
export function plainTitle(title: string): string {
  return title.replace(/^\s*[\d\u0e50-\u0e59]+[.)]\s*/, '');
}

/** A title as it is read on a card: without its own list number, in the digits of the language. */
export function shownTitle(locale: Locale, title: string): string {
  return inDigitsOf(plainTitle(title), locale);
}

/** A button for a measure: its number in the plan and as many words as fit. */
export function measureLabel(locale: Locale, number: number, measure: Pick<Measure, 'shortTitle'>): Wording {
  const prefix = `${showNumber(number, locale)}. `;
  const room = LONGEST_LABEL - prefix.length;
  return { literal: prefix + shorten(shownTitle(locale, measure.shortTitle), room) };
}

/**
 * State, day and reporter-free summary of what counts in the board's round: "ดำเนินการแล้ว (รายงานเมื่อ ๑ ธันวาคม
 * ๒๕๖๙)". Says so when it is carried forward from an earlier round, or was late.
 */
export function entryLine(locale: Locale, entry: EntryState | undefined, board: RoundBoard): string {
  if (entry === undefined) return stateName(locale, 'missing');
  const recorded = bangkokDay(entry.recordedAt);
  const params = { state: stateName(locale, entry.status), day: showDay(recorded, locale) };
  const from = board.carriedFrom(entry);
  if (from !== undefined) {
    return text(locale, 'measures.entryLineCarried', { ...params, round: roundName(locale, from) });
  }
  const late = isLate(board.round, recorded);
  return text(locale, late ? 'measures.entryLineLate' : 'measures.entryLine', params);
}

/** What somebody said of problems and the like; "none" is said as the forms print it. */
export function remarkWording(remark: Remark): Wording {
  return 'text' in remark ? { literal: remark.text } : { key: 'measures.none' };
}

/** The units of a measure, as printed in the plan. */
export function unitNames(measure: Measure, locale: Locale): Wording {
  const names = measure.responsibleText ?? measure.responsible.map((each) => each.name).join(' ');
  return names === '' ? { key: 'measures.detail.noUnit' } : { literal: inDigitsOf(names, locale) };
}

/** Opens the log conversation for one measure. */
export function openLog(measureId: string, label: Wording): Control {
  return { kind: 'open', name: 'log-progress', subject: { id: measureId }, label };
}

/** Opens the list of the own unit's measures: those to report on first, or a page of all, of the round shown. */
export function openMyMeasures(page?: number, round?: Round): Control {
  const isOther = page !== undefined && round !== undefined;
  const more = isOther ? { subject: { id: `${roundId(round)}.${page}` } } : {};
  const further: TextKey = page === 1 ? 'common.showAll' : 'measures.button.more';
  const label: Wording = { key: page === undefined ? 'measures.button.mine' : further };
  return { kind: 'open', name: 'my-measures', label, ...more };
}

/** Opens the same view for another round. */
export function openRound(name: 'my-measures' | 'round-status', round: Round, locale: Locale): Control {
  return { kind: 'open', name, subject: { id: roundId(round) }, label: roundLabel(locale, round) };
}
