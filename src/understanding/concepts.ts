import { anyOf } from '../core/spelling';
import { plain } from '../speech/typed';
import { lengthOf } from '../speech/wording';
import { nearlyHolds, withoutTones } from './nearly';
import type { TypedText } from './typed-text';
import data from './words.json';

/**
 * A group of words that mean the same for what somebody wants, named as in `words.json`. `long` and `short` are
 * the message itself: a long one tells a story, a short one leans on what went before.
 */
export type Concept = keyof typeof data.concepts | 'long' | 'short';

interface Words {
  readonly concept: Concept;
  /** Found anywhere. */
  readonly long: readonly string[];
  /** Found only from one edge of a word to another: shorter, they stand inside many others. */
  readonly short: readonly string[];
  readonly english: RegExp;
  /** Without tone marks, for what is mistyped. */
  readonly forgiving: readonly string[];
  readonly all: ReadonlySet<string>;
}

/** Letters of a Thai word from which on it is looked for inside others. */
const LONG = 4;
/** Letters from which on one of them may be wrong. */
const FORGIVEN = 6;
/** Letters of a message that is `long`, and of one that is `short`. */
const STORY = 45;
const WORD = 20;

const GROUPS: readonly Words[] = Object.entries(data.concepts).map(([concept, { th, en }]) => {
  const [thai, english] = [th.split('|').map(plain), en.split('|')];
  return {
    concept: concept as Concept,
    long: thai.filter((word) => lengthOf(word) >= LONG),
    short: thai.filter((word) => lengthOf(word) < LONG),
    english: new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(english)}(?![\\p{L}\\p{N}])`, 'u'),
    forgiving: data.exactOnly.includes(concept)
      ? []
      : thai.map(withoutTones).filter((word) => lengthOf(word) >= FORGIVEN),
    all: new Set([...thai, ...english.map(plain)]),
  };
});

/** The concepts whose words stand in the text. */
export function conceptsIn(text: TypedText): ReadonlySet<Concept> {
  const { compact, spaced } = text;
  const found = having(
    ({ long, short, english }) =>
      long.some((word) => compact.includes(word)) ||
      short.some((word) => standsIn(word, text)) ||
      english.test(spaced),
  );
  const letters = compact.length;
  return letters >= STORY ? found.add('long') : letters < WORD ? found.add('short') : found;
}

/** The same for what is mistyped: tone marks count nothing, and one letter of a longer word may be wrong. */
export function conceptsNearlyIn({ compact }: TypedText): ReadonlySet<Concept> {
  const bare = withoutTones(compact);
  return having(({ forgiving }) => forgiving.some((word) => nearlyHolds(bare, word)));
}

/** The concepts of which the whole text is one word. */
export function conceptsOf({ compact }: TypedText): ReadonlySet<Concept> {
  return having(({ all }) => all.has(compact));
}

function having(has: (words: Words) => boolean): Set<Concept> {
  return new Set(GROUPS.filter(has).map(({ concept }) => concept));
}

function standsIn(word: string, { compact, edges }: TypedText): boolean {
  for (let at = compact.indexOf(word); at >= 0; at = compact.indexOf(word, at + 1))
    if (edges.has(at) && edges.has(at + word.length)) return true;
  return false;
}
