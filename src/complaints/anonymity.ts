import { anyOf } from '../core/spelling';
import { plain } from '../speech/typed';
import data from './reporter-words.json';

const any = (list: string): string => anyOf(list.split('|').map(plain));

const ENGLISH = new Set(data.english.split('|').map(plain));
const REFUSAL = new RegExp(
  `^${any(data.before)}*${any(data.denial)}${any(data.verb)}*${any(data.what)}*${any(data.after)}*$`,
  'u',
);

/**
 * True for a whole message that refuses, at the question for a name, to give it, in whatever words ("can I not
 * tell?"). A sentence that only begins so ("nobody came") is a story.
 */
export function refusesName(typed: string): boolean {
  const compact = plain(typed);
  return ENGLISH.has(compact) || REFUSAL.test(compact);
}
