import type { Parts, PeriodKind, PeriodPattern } from './kinds';
import { periodPatterns } from './patterns';
import type { PlainText } from './plain-text';

/** A place in a plain text where a pattern fits. */
export interface Match {
  readonly at: number;
  readonly until: number;
  readonly parts: Parts;
  readonly read: PeriodPattern['read'];
  /** What kind of period it is; `undefined` for the number of a document and for days that cannot be. */
  readonly kind: PeriodKind | undefined;
  /** True when a year stands in it. */
  readonly saysYear: boolean;
}

/** Any year will do to see whether a pattern fits. */
const TRIAL_YEAR = 2569;

/** Everything in a text that patterns fit, in its order; no letter belongs to two. */
export function findPeriods({ plain }: PlainText): readonly Match[] {
  const found: Match[] = [];
  let rest = plain;
  for (const each of periodPatterns) {
    const matches = matchesOf(each, rest);
    rest = without(matches, rest);
    found.push(...matches);
  }
  return found.sort((one, other) => one.at - other.at);
}

function matchesOf({ pattern, read }: PeriodPattern, text: string): Match[] {
  const matches: Match[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const parts: Parts = match.groups ?? {};
    const reading = read(parts, TRIAL_YEAR);
    if (reading === undefined) {
      pattern.lastIndex = match.index + 1;
      continue;
    }
    const [whole] = match;
    const at = match.index + whole.length - whole.trimStart().length;
    const until = match.index + whole.trimEnd().length;
    const kind = reading.is === 'periods' ? reading.planned[0]?.kind : undefined;
    matches.push({ at, until, parts, read, kind, saysYear: saysYear(parts) });
  }
  return matches;
}

function saysYear({ y1, y2, b1, b2, f1, slash, years, list = '' }: Parts): boolean {
  return (y1 ?? y2 ?? b1 ?? b2 ?? f1 ?? slash ?? years) !== undefined || /\d{4}/.test(list);
}

/** What is taken no other pattern sees, and every place stays where it is. */
function without(matches: readonly Match[], text: string): string {
  let [rest, done] = ['', 0];
  for (const { at, until } of matches) {
    rest += text.slice(done, at) + '\0'.repeat(until - at);
    done = until;
  }
  return rest + text.slice(done);
}
