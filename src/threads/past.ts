import type { Day } from '../core/bangkok-day';
import { addDays } from '../core/bangkok-day';

/** What is over, by the day it was over: names of a few letters each, one behind the other. */
export type Past = Readonly<Record<Day, string>>;

/** LINE does not say how long it redelivers; a copy later than this is not recognised any more. */
export const DONE_DAYS = 30;
/** Letters of a name: 48 bits, of which no two among one person's few hundred are ever the same. */
const LETTERS = 8;
/**
 * Names that are kept of one person. LINE says neither how often nor how long it redelivers; its reply tokens end
 * twenty minutes after the event. So all of the last two days are kept, up to what a flood may bring, and of the
 * days before only some hundred: that makes the document of nearly everybody a small one.
 */
const MOST = 256;
const MOST_LATELY = 1_536;
/** Days before today that a copy is likely in. */
const LATELY_DAYS = 1;

/** True when `name` is among what is over. */
export function isOver(past: Past, name: string): boolean {
  const short = name.slice(0, LETTERS);
  return Object.values(past).some((names) => holds(names, short));
}

/** With these names added as over `today`, and without what is too old or too much. */
export function withOver(past: Past, names: readonly string[], today: Day): Past {
  const fresh = names.filter((name) => !isOver(past, name)).map((name) => name.slice(0, LETTERS));
  const all = { ...past, ...(fresh.length > 0 && { [today]: (past[today] ?? '') + fresh.join('') }) };
  return shortened(inTime(all, today), addDays(today, -LATELY_DAYS));
}

/** Without what is older than it needs to be. */
export function inTime(past: Past, today: Day): Past {
  const oldest = addDays(today, -DONE_DAYS);
  return Object.fromEntries(Object.entries(past).filter(([day]) => day > oldest));
}

/** The day from which nothing of it is needed any more; `undefined` for nothing. */
export function endOf(past: Past): Day | undefined {
  const latest = Object.keys(past).sort().at(-1);
  return latest === undefined ? undefined : addDays(latest, DONE_DAYS);
}

/** The latest of too many; `lately`: the first of the days of which more are kept. */
function shortened(past: Past, lately: Day): Past {
  let length = 0;
  const kept: [Day, string][] = [];
  for (const [day, names] of Object.entries(past).sort(([a], [b]) => (a < b ? 1 : -1))) {
    const most = (day >= lately ? MOST_LATELY : MOST) * LETTERS;
    const rest = names.slice(Math.max(0, names.length - Math.max(0, most - length)));
    length += rest.length;
    if (rest !== '') kept.push([day, rest]);
  }
  return Object.fromEntries(kept.reverse());
}

function holds(names: string, short: string): boolean {
  let at = names.indexOf(short);
  while (at >= 0 && at % LETTERS > 0) at = names.indexOf(short, at + 1);
  return at >= 0;
}
