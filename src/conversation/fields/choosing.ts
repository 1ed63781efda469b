import type { Params, TextKey } from '../../core/texts';
import type { Asked, Control, Wording } from '../../speech/prompt';
import { findTyped, plain, plainLabel, readItemNumber } from '../../speech/typed';
import { say, shorten } from '../../speech/wording';
import type { Excerpt, Input, Reading, Turn } from '../flow';
import { pageButton, pageOf, readPage } from './pages';

/** Something to choose; its position in the list is its number. */
export interface Choice {
  value: string;
  label: Wording;
}

/** Buttons of choices: all of them when they fit, else a page of them and a button for the next. */
export function choiceControls(
  choices: readonly Choice[],
  turn: Turn<unknown>,
  asked: Asked,
  excerpt: Excerpt,
  perPage: number,
): Control[] {
  const { items, next } = pageOf(choices, excerpt, perPage, (choice) => choice.value);
  const controls = items.map(({ value, label }): Control => {
    const whole = say(label, turn.actor.locale);
    const short = shorten(whole);
    return { kind: 'choice', value, label: short === whole ? label : { literal: short }, asked };
  });
  return next === undefined ? controls : [...controls, pageButton(next, asked)];
}

/** What a choice is read against. */
export interface Choosing {
  values: readonly string[];
  /** Texts of the values, one list per language in which they may be typed. */
  labels: readonly (readonly string[])[];
  perPage: number;
  /** The list is shown with numbers, so a number means a position even if labels begin with digits. */
  numbered?: boolean;
  problem: TextKey;
  params?: Params;
}

/**
 * Reads a pressed or typed choice: its number in the list, its value, its label, an unmistakable part of it,
 * its label with one slip. Where labels begin with digits and the list shows no numbers, a number is the
 * label's. What fits several asks again among them.
 */
export function readChoice(input: Input, choosing: Choosing): Reading<string> {
  const { values, labels, perPage, problem, params = {} } = choosing;
  const refused: Reading<string> = { ok: false, problem, params };
  if (input.kind !== 'choice' && input.kind !== 'text') return refused;
  const page = readPage(input, values.length, perPage);
  if (page !== undefined) return page;
  if (input.kind === 'choice')
    return values.includes(input.value) ? { ok: true, value: input.value } : refused;
  const exact = byNumber(input.text, choosing) ?? values.find((value) => value === plain(input.text));
  if (exact !== undefined) return { ok: true, value: exact };
  return (
    labels.map((list) => byLabel(input.text, values, list)).find((found) => found !== undefined) ?? refused
  );
}

function byNumber(typed: string, { values, labels, numbered = false }: Choosing): string | undefined {
  const number = readItemNumber(typed);
  if (number === undefined) return undefined;
  const positions = numbered || labels.flat().every((label) => leadingNumber(label) === undefined);
  if (positions) return values[number - 1];
  const found = values.filter((_value, index) =>
    labels.some((list) => leadingNumber(list[index] ?? '') === number),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** The number a label begins with: typed, it means this label and no place in the list. */
export function leadingNumber(label: string): number | undefined {
  const digits = /^\d+/.exec(plainLabel(label))?.[0];
  return digits === undefined ? undefined : Number(digits);
}

function byLabel(
  typed: string,
  values: readonly string[],
  labels: readonly string[],
): Reading<string> | undefined {
  const found = findTyped(typed, labels).flatMap((index) => values[index] ?? []);
  const [only] = found;
  if (only === undefined) return undefined;
  if (found.length === 1) return { ok: true, value: only };
  return { ok: false, problem: 'conversation.problem.severalMatch', excerpt: { values: found } };
}
