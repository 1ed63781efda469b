import { anyOf } from '../core/spelling';
import { plain } from '../speech/typed';
import data from './staff-words.json';
import { typedText } from './typed-text';

/**
 * What an officer asks about their own work. `review`: reports that wait for somebody's opinion; `round`: how far
 * the whole office has come.
 */
export type LookUp = keyof typeof data.lookUps;

/** Letters of a question that is nothing else besides: what is longer tells of something. */
const LONGEST = 60;
/** Letters that may stand in a `*`. */
const BETWEEN = 18;

const PATTERNS = Object.entries(data.lookUps).map(([lookUp, { th, en }]) => ({
  lookUp: lookUp as LookUp,
  thai: new RegExp(th.split('|').map(patternOf).join('|'), 'u'),
  english: new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(en.split('|'))}(?![\\p{L}\\p{N}])`, 'u'),
}));

/**
 * What somebody of the office wants to look up, by the words of `staff-words.json`; `undefined`: nothing of the
 * kind. Only for those who have a post: a citizen who asks whether there are new complaints asks the office.
 */
export function lookUpIn(typed: string): LookUp | undefined {
  const { compact, spaced } = typedText(typed);
  if (compact.length > LONGEST) return undefined;
  return PATTERNS.find(({ thai, english }) => thai.test(compact) || english.test(spaced.replaceAll("'", '')))
    ?.lookUp;
}

function patternOf(words: string): string {
  return words.split('*').map(plain).join(`.{0,${BETWEEN}}`);
}
