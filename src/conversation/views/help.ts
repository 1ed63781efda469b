import { AppError } from '../../core/errors';
import type { TextKey } from '../../core/texts';
import type { CardRow } from '../../speech/prompt';
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
}

/**
 * The view `help`: what this person may do, in the order of `entries`, each with its button and the word that
 * opens it too. Throws `help-unsound` when an entry opens nothing.
 */
export function helpView(parts: {
  entries: readonly HelpEntry[];
  flows: readonly AnyFlow[];
  views: readonly View[];
  openers: readonly Opener[];
  /** What the list is called for this person. */
  title: (actor: Actor) => TextKey;
}): View {
  const { entries, flows, views, openers, title } = parts;
  const rights = new Map<string, (actor: Actor) => boolean>([
    ...flows.map((flow) => [flow.name, (actor: Actor) => flow.mayStart(actor)] as const),
    ...views.map((view) => [view.name, (actor: Actor) => view.mayOpen(actor)] as const),
  ]);
  const unknown = entries.filter(({ name }) => !rights.has(name)).map(({ name }) => name);
  if (unknown.length > 0)
    throw new AppError('help-unsound', `help offers what is not there: ${unknown.join(', ')}`);
  return {
    name: 'help',
    mayOpen: () => true,
    show: (_param, { actor }) => {
      const rows = entries
        .filter((entry) => rights.get(entry.name)?.(actor) === true && entry.suits?.(actor) !== false)
        .map((entry) => rowOf(entry, openers, actor));
      return Promise.resolve([
        {
          text: { key: 'conversation.help.text' },
          card: {
            kind: 'list',
            title: { key: title(actor) },
            rows,
            footnote: { key: 'conversation.help.footnote' },
          },
        },
      ]);
    },
  };
}

function rowOf({ name, about, label }: HelpEntry, openers: readonly Opener[], actor: Actor): CardRow {
  const word = openers.find((opener) => opener.name === name)?.words[actor.locale][0];
  return {
    value: { key: about },
    ...(word === undefined ? {} : { note: { key: 'conversation.help.typed', params: { word } } }),
    action: { kind: 'open', name, label: { key: label } },
  };
}
