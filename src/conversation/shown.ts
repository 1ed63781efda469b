import { DAY_MS } from '../core/bangkok-day';
import type { Locale } from '../core/locale';
import { present } from '../core/present';
import type { CardRow, Control, Prompt, Subject, Wording } from '../speech/prompt';
import { plain, plainLabel, readItemNumber, withoutBeginning } from '../speech/typed';
import { lengthOf, say } from '../speech/wording';
import type { Actor } from './actor';

/** A button that opens something, and the words by which its person may mean it. */
export interface ShownButton {
  /** What stands on it, in the form of `plain`. */
  readonly label: string;
  /** What the line of a list says that it belongs to, in the same form. */
  readonly line?: readonly string[];
  readonly name: string;
  readonly subject?: Subject;
}

/** The buttons last shown to somebody, in the order in which they are read. */
export interface Shown {
  readonly buttons: readonly ShownButton[];
  readonly until: string;
}

/** More than an answer of five messages has where it is read. */
const MOST_BUTTONS = 16;
/** Letters by which one line is told from the others. */
const SHORTEST_BEGINNING = 6;
/** Letters of a line that somebody types to name it: a number, a title. */
const LONGEST_LINE = 60;

/**
 * What an answer shows that can be opened, for a day. Staff alone: of others nothing is to be kept beside them that
 * names a ticket. `undefined`: it shows nothing of the kind.
 */
export function shownIn(prompts: readonly Prompt[], { posts, locale }: Actor, now: Date): Shown | undefined {
  if (posts.length === 0) return undefined;
  const buttons = prompts.flatMap(({ card, controls = [] }) => [
    ...(card?.rows ?? []).flatMap((row) => buttonOf(row.action, locale, linesOf(row, locale))),
    ...[...(card?.actions ?? []), ...controls].flatMap((control) => buttonOf(control, locale)),
  ]);
  if (buttons.length === 0) return undefined;
  return { buttons: buttons.slice(0, MOST_BUTTONS), until: new Date(now.getTime() + DAY_MS).toISOString() };
}

function buttonOf(
  control: Control | undefined,
  locale: Locale,
  line: readonly string[] = [],
): readonly ShownButton[] {
  if (control?.kind !== 'open') return [];
  const { name, subject, label } = control;
  return [
    {
      label: plainLabel(say(label, locale)),
      name,
      ...(line.length === 0 ? {} : { line }),
      ...present({ subject }),
    },
  ];
}

function linesOf({ label, value }: CardRow, locale: Locale): readonly string[] {
  return (
    [label, value]
      .flatMap((wording: Wording | undefined) => (wording === undefined ? [] : [say(wording, locale)]))
      .filter((said) => lengthOf(said) <= LONGEST_LINE)
      // "Street lights · 70-12345-6": either names it.
      .flatMap((said) => [said, ...said.split(' · ')])
      .map(plainLabel)
      .filter((said) => said !== '')
  );
}

/** `many`: the label stands on several, and a number says which. */
export type Typed = { readonly button: ShownButton } | { readonly many: number };

/**
 * The button that a typed text means: by what stands on it, of a list also with its number ("open 2") or by its line;
 * by the bare number only where no question is open that a number may answer.
 */
export function typedButton(
  typed: string,
  { buttons, until }: Shown,
  { now, isAsked }: { now: Date; isAsked: boolean },
): Typed | undefined {
  if (new Date(until) <= now) return undefined;
  const said = plain(typed);
  const named = buttons.filter(
    ({ label, line = [] }) => label === said || line.some((each) => isNamedBy(each, said)),
  );
  const [only] = named;
  if (only !== undefined) return isOne(named) ? { button: only } : { many: named.length };
  const label = buttons.map((each) => each.label).find((each) => withoutBeginning(said, [each]) !== said);
  const number = readItemNumber(label === undefined ? said : withoutBeginning(said, [label]));
  if (number === undefined || (label === undefined && isAsked)) return undefined;
  const listed = buttons.filter(
    (each) => each.line !== undefined && (label === undefined || each.label === label),
  );
  const button = listed[number - 1];
  return button && { button };
}

/** A line by all of its words, or by the beginning of a long title. */
function isNamedBy(line: string, said: string): boolean {
  return line === said || (said.length >= SHORTEST_BEGINNING && line.startsWith(said));
}

/** Several that open the same are one. */
function isOne(named: readonly ShownButton[]): boolean {
  return new Set(named.map(({ name, subject }) => JSON.stringify([name, subject]))).size === 1;
}
