import { AppError } from '../core/errors';
import type { Locale } from '../core/texts';
import { LOCALES } from '../core/texts';
import { plain } from '../speech/typed';
import { readCommand } from '../speech/words';
import type { AnyFlow, View } from './flow';

/** Words that open a flow or a view when they are the whole message. */
export interface Opener {
  name: string;
  words: Readonly<Record<Locale, readonly string[]>>;
}

/** All there is to open, by name and by word. */
export interface Registry {
  flow(name: string): AnyFlow | undefined;
  view(name: string): View | undefined;
  /** The name of what a typed text opens, if it is an opener word, in either language. */
  opener(typed: string): string | undefined;
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
  const words = openers.flatMap(({ name, words: each }) =>
    LOCALES.flatMap((locale) => each[locale].map((word) => ({ word: plain(word), name }))),
  );
  const problems = problemsOf([...flows, ...views], words);
  if (problems.length > 0) throw new AppError('registry-unsound', problems.join('; '));
  const flowsByName = new Map(flows.map((flow) => [flow.name, flow]));
  const viewsByName = new Map(views.map((view) => [view.name, view]));
  const namesByWord = new Map(words.map(({ word, name }) => [word, name]));
  return {
    flow: (name) => flowsByName.get(name),
    view: (name) => viewsByName.get(name),
    opener: (typed) => namesByWord.get(plain(typed)),
  };
}

function problemsOf(
  named: readonly { name: string }[],
  words: readonly { word: string; name: string }[],
): readonly string[] {
  const names = named.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const clashing = words.filter(({ word, name }) =>
    words.some((other) => other.word === word && other.name !== name),
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
