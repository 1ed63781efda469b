import { AppError } from '../../core/errors';
import type { TextKey } from '../../core/texts';
import { text } from '../../core/texts';
import type { CardRow, Control, Prompt } from '../../speech/prompt';
import type { Actor } from '../actor';
import type { AnyFlow, View } from '../flow';
import type { Opener } from '../registry';

/** Something the help view offers, to those who may open it. */
export interface HelpEntry {
  /** Of the flow or view it opens. */
  name: string;
  /** What one can do, in one line. */
  about: TextKey;
  /** The button; at most 20 code points. */
  label: TextKey;
  /** False for those who may open it and will hardly want to. */
  suits?(actor: Actor): boolean;
  /** What it belongs to; stands before the first of a group. */
  group?: TextKey;
  /** True for those who seldom want it: it is on the second page. */
  seldom?(actor: Actor): boolean;
}

/** The name of the second page of the help. */
export const MORE_HELP = 'help-more';

/** What the help is made of. */
export interface HelpParts {
  readonly entries: readonly HelpEntry[];
  readonly flows: readonly AnyFlow[];
  readonly views: readonly View[];
  readonly openers: readonly Opener[];
  /** What the list is called for this person. */
  readonly title: (actor: Actor) => TextKey;
}

/**
 * The view `help`: what this person may do, in the order of `entries`, each with its button and the word that
 * opens it too; what they seldom want is on a second page, `help-more`, so that the first fits a screen. Throws
 * `help-unsound` when an entry opens nothing.
 */
export function helpViews({ entries, flows, views, openers, title }: HelpParts): readonly View[] {
  const rights = new Map<string, (actor: Actor) => boolean>([
    ...flows.map((flow) => [flow.name, (actor: Actor) => flow.mayStart(actor)] as const),
    ...views.map((view) => [view.name, (actor: Actor) => view.mayOpen(actor)] as const),
  ]);
  const unknown = entries.filter(({ name }) => !rights.has(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new AppError('help-unsound', `help offers what is not there: ${unknown.join(', ')}`);
  const pageFor = (actor: Actor, seldom: boolean): readonly CardRow[] =>
    entries
      .filter((entry) => rights.get(entry.name)?.(actor) === true && entry.suits?.(actor) !== false)
      .filter((entry) => (entry.seldom?.(actor) ?? false) === seldom)
      .map((entry, index, shown) => rowOf(entry, shown[index - 1], openers, actor));
  return [
    {
      name: 'help',
      mayOpen: () => true,
      show: (_subject, { actor }) => {
        const [first, more] = [pageFor(actor, false), pageFor(actor, true)];
        const isOne = first.length === 0 || more.length === 0;
        return Promise.resolve([page(title(actor), first.length === 0 ? more : first, !isOne)]);
      },
    },
    {
      name: MORE_HELP,
      mayOpen: () => true,
      show: (_subject, { actor }) =>
        Promise.resolve([page('conversation.help.moreTitle', pageFor(actor, true))]),
    },
  ];
}

function page(title: TextKey, rows: readonly CardRow[], hasMore = false): Prompt {
  const more: Control = { kind: 'open', name: MORE_HELP, label: { key: 'conversation.help.more' } };
  return {
    text: { key: 'conversation.help.text' },
    card: {
      kind: 'list',
      title: { key: title },
      rows,
      footnote: { key: 'conversation.help.footnote' },
      ...(hasMore ? { actions: [more] } : {}),
    },
  };
}

function rowOf(
  { name, about, label, group }: HelpEntry,
  before: HelpEntry | undefined,
  openers: readonly Opener[],
  actor: Actor,
): CardRow {
  const words = openers.find((opener) => opener.name === name)?.words[actor.locale] ?? [];
  // What stands on the button can be typed; only where it opens nothing, the word that does is named.
  const word = words.includes(text(actor.locale, label)) ? undefined : words[0];
  return {
    ...(group === undefined || group === before?.group ? {} : { label: { key: group } }),
    value: { key: about },
    ...(word === undefined ? {} : { note: { key: 'conversation.help.typed', params: { word } } }),
    action: { kind: 'open', name, label: { key: label } },
  };
}
