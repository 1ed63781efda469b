import type { Control, Wording } from '../speech/prompt';
import { LONGEST_LABEL, shorten } from '../speech/wording';
import { bangkokDay } from '../core/bangkok-day';
import type { Round } from '../core/fiscal-year';
import { showDay } from '../core/thai-dates';
import { showNumber } from '../core/thai-digits';
import { text } from '../core/texts';
import type { Locale, TextKey } from '../core/texts';
import type { Measure } from './plan';
import type { MeasureState, ProgressEntry } from './progress';

/** "รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐". */
export function roundName(locale: Locale, round: Round): string {
  return text(locale, 'measures.round.name', {
    months: showNumber(round.months, locale),
    year: showNumber(round.fiscalYear, locale),
  });
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
  missing: 'missing',
} as const;

/** A title without the list number it may carry itself (seed 000 numbers sub-measures inside a title). */
export function plainTitle(title: string): string {
  return title.replace(/^\s*[\d\u0e50-\u0e59]+[.)]\s*/, '');
}

/** A button for a measure: its number in the plan and as many words as fit. */
export function measureLabel(locale: Locale, number: number, measure: Pick<Measure, 'shortTitle'>): Wording {
  const prefix = `${showNumber(number, locale)}. `;
  const room = LONGEST_LABEL - prefix.length;
  return { literal: prefix + shorten(plainTitle(measure.shortTitle), room) };
}

/** State, day and reporter-free summary of an entry: "ดำเนินการแล้ว (๑ ธ.ค. ๒๕๖๙)". */
export function entryLine(locale: Locale, entry: ProgressEntry | undefined): string {
  if (entry === undefined) return stateName(locale, 'missing');
  const day = showDay(bangkokDay(entry.recordedAt), locale);
  return text(locale, 'measures.entryLine', { state: stateName(locale, entry.status), day });
}

/** The units of a measure, as printed in the plan. */
export function unitNames(measure: Measure): Wording {
  const names = measure.responsibleText ?? measure.responsible.map((each) => each.name).join(' ');
  return names === '' ? { key: 'measures.detail.noUnit' } : { literal: names };
}

/** Opens the log conversation for one measure. */
export function openLog(measureId: string, label: Wording): Control {
  return { kind: 'open', name: 'log-progress', subject: { id: measureId }, label };
}

/** Opens the list of the own unit's measures. */
export function openMyMeasures(page?: number): Control {
  const more = page === undefined ? {} : { subject: { id: String(page) } };
  const label: Wording = { key: page === undefined ? 'measures.button.mine' : 'measures.button.more' };
  return { kind: 'open', name: 'my-measures', label, ...more };
}
