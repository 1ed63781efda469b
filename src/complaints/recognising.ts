import { anyOf } from '../core/spelling';
import { plain, tidy } from '../speech/typed';
import { understand } from '../understanding/understand';
import data from './category-words.json';
import { CATEGORIES, isProtected } from './rules';

/** How much a word says: a weak one also stands in stories about something else (a road where waste lies). */
const WEIGHTS = { strong: 2, weak: 1 };
/** Letters that may stand in a `*`: "the light before my house is out". */
const BETWEEN = 18;

interface CategoryWords {
  readonly key: string;
  readonly strong: readonly RegExp[];
  readonly weak: readonly RegExp[];
  readonly english: RegExp;
}

const WORDS: readonly CategoryWords[] = Object.entries(data).map(([key, { strong, weak, english }]) => ({
  key,
  strong: patternsOf(strong),
  weak: patternsOf(weak),
  english: new RegExp(`\\b${anyOf(english.split('|'))}\\b`, 'iu'),
}));

/**
 * The category that a story is clearly about, by the words of `category-words.json`; `undefined` when it says
 * nothing or several things. A guess, to be shown to whoever told the story: the category decides who reads it.
 */
export function categoryIn(story: string): string | undefined {
  const compact = plain(story);
  const spoken = tidy(story);
  const scores = WORDS.map(({ key, strong, weak, english }) => ({
    key,
    score: Math.max(
      english.test(spoken) ? WEIGHTS.strong : 0,
      strong.some((each) => each.test(compact)) ? WEIGHTS.strong : 0,
      weak.some((each) => each.test(compact)) ? WEIGHTS.weak : 0,
    ),
  }));
  const best = Math.max(...scores.map(({ score }) => score));
  const found = scores.filter(({ score }) => score === best && score > 0);
  const key = found.length === 1 ? found[0]?.key : undefined;
  if (key === undefined || !CATEGORIES.some((category) => category.key === key)) return undefined;
  // What may be about the office's own people is not proposed for everybody's eyes.
  return !isProtected(key) && understand(story).delicate ? undefined : key;
}

function patternsOf(list: string): readonly RegExp[] {
  return list
    .split('|')
    .filter((words) => words !== '')
    .map((words) => new RegExp(words.split('*').map(plain).join(`.{0,${BETWEEN}}`), 'u'));
}
