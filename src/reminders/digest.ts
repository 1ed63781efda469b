import type { Day } from '../core/bangkok-day';
import type { Locale } from '../core/texts';
import { showDay } from '../core/thai-dates';
import { inDigitsOf, showNumber } from '../core/thai-digits';
import type { Round } from '../measures/round-rules';
import { roundName } from '../measures/round-rules';
import type { CardRow, Prompt, Wording } from '../speech/prompt';

/** A measure nobody has reported on in the round. */
export interface MissingMeasure {
  readonly id: string;
  readonly title: string;
  /** As printed in the plan. */
  readonly unitNames: readonly string[];
}

/** What a digest tells. */
export interface DigestFacts {
  readonly round: Round;
  readonly deadline: Day;
  /** 0 on the day of the deadline. */
  readonly daysLeft: number;
  readonly total: number;
  readonly missing: readonly MissingMeasure[];
}

/** So that a bubble with the longest real titles stays below LINE's 30 KB; more go into further cards. */
const ROWS = 15;

/** The digest: every missing measure by name, its units, the days left, and the way to the round's status. */
export function digestOf(facts: DigestFacts, locale: Locale): readonly Prompt[] {
  const cards = Math.max(1, Math.ceil(facts.missing.length / ROWS));
  return Array.from({ length: cards }, (_, index): Prompt => {
    const rows = facts.missing
      .slice(index * ROWS, (index + 1) * ROWS)
      .map((missing) => rowOf(missing, locale));
    return {
      text: index === 0 ? summaryOf(facts, locale) : { key: 'reminders.digest.continued' },
      card: {
        kind: 'digest',
        title: index === 0 ? titleOf(facts, locale) : { key: 'reminders.digest.continued' },
        subtitle: deadlineOf(facts, locale),
        rows,
        ...(index === cards - 1 && {
          footnote: { key: 'reminders.digest.footnote' },
          actions: [{ kind: 'open', name: 'round-status', label: { key: 'reminders.digest.open' } }],
        }),
      },
    };
  });
}

function rowOf({ title, unitNames }: MissingMeasure, locale: Locale): CardRow {
  const units = inDigitsOf(unitNames.join(', '), locale);
  return {
    value: { literal: inDigitsOf(title, locale) },
    note:
      units === ''
        ? { key: 'reminders.digest.noUnit' }
        : { key: 'reminders.digest.units', params: { units } },
  };
}

function summaryOf(facts: DigestFacts, locale: Locale): Wording {
  const params = {
    ...roundParams(facts, locale),
    ...deadlineParams(facts, locale),
    ...countParams(facts, locale),
  };
  return { key: facts.daysLeft === 0 ? 'reminders.digest.summaryToday' : 'reminders.digest.summary', params };
}

function titleOf(facts: DigestFacts, locale: Locale): Wording {
  const params = { ...roundParams(facts, locale), ...countParams(facts, locale) };
  return { key: 'reminders.digest.title', params };
}

function deadlineOf(facts: DigestFacts, locale: Locale): Wording {
  const key = facts.daysLeft === 0 ? 'reminders.digest.dueToday' : 'reminders.digest.due';
  return { key, params: { ...roundParams(facts, locale), ...deadlineParams(facts, locale) } };
}

function roundParams({ round }: DigestFacts, locale: Locale): { round: string } {
  return { round: roundName(locale, round) };
}

function deadlineParams({ deadline, daysLeft }: DigestFacts, locale: Locale): { day: string; days: string } {
  return { day: showDay(deadline, locale), days: showNumber(daysLeft, locale) };
}

function countParams({ missing, total }: DigestFacts, locale: Locale): { missing: string; total: string } {
  return { missing: showNumber(missing.length, locale), total: showNumber(total, locale) };
}
