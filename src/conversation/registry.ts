import { AppError } from '../core/errors';
import type { Locale } from '../core/texts';
import { LOCALES } from '../core/texts';
import { plain } from '../speech/typed';
import { readCommand } from '../speech/words';
import type { Actor } from './actor';
import type { AnyFlow, View } from './flow';

/** Words that open a flow or a view when they are the whole message. */
export interface Opener {
  name: string;
  words: Readonly<Record<Locale, readonly string[]>>;
  /** A word that something else bears too opens this, for whoever may open it. */
  first?: true;
}

/** All there is to open, by name and by word. */
export interface Registry {
  flow(name: string): AnyFlow | undefined;
  view(name: string): View | undefined;
  /**
   * The name of what a typed text opens for this person (for anybody, if nobody is named), if it is an opener
   * word, in either language.
   */
  opener(typed: string, actor?: Actor): string | undefined;
}

/**
 * Throws `registry-unsound` and lists everything that could never work: a name or a word given twice, an
 * opener of something unknown, a word that is a command already.
 */
export function createRegistry(parts: {
  flows: readonly AnyFlow[];
  views: readonly View[];
  openers: readonly Opener[];
}): Registry {
  const { flows, views, openers } = parts;
  const words = openers.flatMap(({ name, words: each, first = false }) =>
    LOCALES.flatMap((locale) => each[locale].map((word) => ({ word: plain(word), name, first }))),
  );
  const problems = problemsOf([...flows, ...views], words);
  if (problems.length > 0) throw new AppError('registry-unsound', problems.join('; '));
  const flowsByName = new Map(flows.map((flow) => [flow.name, flow]));
  const viewsByName = new Map(views.map((view) => [view.name, view]));
  const mayOpen = (name: string, actor: Actor): boolean =>
    flowsByName.get(name)?.mayStart(actor) ?? viewsByName.get(name)?.mayOpen(actor) ?? false;
  const isFirst = (each: { readonly first: boolean }) => each.first;
  const namesFirst = new Map(words.filter(isFirst).map(({ word, name }) => [word, name]));
  const namesElse = new Map(words.filter((each) => !isFirst(each)).map(({ word, name }) => [word, name]));
  return {
    flow: (name) => flowsByName.get(name),
    view: (name) => viewsByName.get(name),
    opener: (typed, actor) => {
      const word = plain(typed);
      const first = namesFirst.get(word);
      return first !== undefined && actor !== undefined && mayOpen(first, actor)
        ? first
        : (namesElse.get(word) ?? first);
    },
  };
}

function problemsOf(
  named: readonly { name: string }[],
  words: readonly { word: string; name: string; first: boolean }[],
): readonly string[] {
  const names = named.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const clashing = words.filter(({ word, name, first }) =>
    words.some((other) => other.word === word && other.name !== name && other.first === first),
  );
  return [
    ...twice.map((name) => `two flows or views are called ${name}`),
    ...words.filter(({ name }) => !names.includes(name)).map(({ name }) => `nothing is called ${name}`),
    ...clashing.map(({ word, name }) => `the word "${word}" opens ${name} and something else`),
    ...words.filter(({ word }) => word === '').map(({ name }) => `an opener of ${name} is empty`),
    ...words
      .filter(({ word }) => readCommand(word) !== undefined)
      .map(({ word }) => `the word "${word}" is a command`),
  ];
}
