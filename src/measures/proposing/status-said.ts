import type { ProgressStatus } from '../progress';
import { compared, wordPattern } from './features';
import words from './status-words.json';

const pattern = (list: string): RegExp => wordPattern(list.split('|'));

const SAYS = {
  unable: pattern(words.unable),
  'not-started': pattern(words.notStarted),
  'in-progress': pattern(words.inProgress),
  done: pattern(words.done),
} satisfies Record<ProgressStatus, RegExp>;
const LATER = pattern(words.later);
const NOT_AS_YET = new RegExp(pattern(words.notAsYet).source, 'gu');
/** People, things or occasions that were counted: what has been counted has been. */
const COUNTED = new RegExp(`\\d+\\s*(?:${pattern(words.counted).source})`, 'u');

/**
 * How far a sentence says that the work has come: "…แล้ว", "กำลัง…", "ยังไม่…", "ไม่สามารถ…". Where it says two
 * things (signed already, being passed round) the lesser holds; where it says nothing, or speaks of what will
 * be, `undefined`: then it is asked.
 */
export function statusSaid(sentence: string): ProgressStatus | undefined {
  const said = compared(sentence).replace(NOT_AS_YET, ' ');
  if (SAYS.unable.test(said)) return 'unable';
  if (SAYS['in-progress'].test(said)) return 'in-progress';
  if (SAYS['not-started'].test(said)) return SAYS.done.test(said) ? 'in-progress' : 'not-started';
  if (LATER.test(said)) return undefined;
  return SAYS.done.test(said) || COUNTED.test(said) ? 'done' : undefined;
}
