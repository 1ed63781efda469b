import type { Attack, Loot } from '../attacker';
import { documentsOf, tokensIn } from '../attacker';

/** What looks like an id, a fingerprint or part of a sealed text. */
const TOKEN = /[A-Za-z0-9_-]{22,64}/g;
/** How many tokens around a trace are looked at. */
const AROUND = 120;

interface Trace {
  readonly token: string;
  readonly at: number;
}

/**
 * The engine's files and its journal hold what was written in the order in which it was written, also what
 * has been deleted since. What lies near a case and near hardly any other is taken for its reporter's, and
 * whoever first appears near that for the reporter.
 */
export const byRawFiles: Attack = {
  name: 'neighbours in the raw files',
  guess: (loot, cases, people) => {
    const votes = new Map<string, Map<string, number>>();
    for (const bytes of loot.raw.values()) {
      const traces = tracesIn(bytes);
      vote(traces, { loot, cases: new Set(cases), people: new Set(people) }, votes);
    }
    return new Map([...votes].map(([id, counts]) => [id, best(counts)]));
  },
};

/** The same, looking only for people's own ids beside those of a case. */
export const byRawNeighbours: Attack = {
  name: 'people beside cases in the raw files',
  guess: (loot, cases, people) => {
    const [isCase, isPerson] = [caseTokens(loot, new Set(cases)), new Set(people)];
    const votes = new Map<string, Map<string, number>>();
    for (const bytes of loot.raw.values()) {
      const traces = tracesIn(bytes).filter(({ token }) => isCase.has(token) || isPerson.has(token));
      traces.forEach(({ token, at }, index) => {
        const id = isCase.get(token);
        if (id === undefined) return;
        const near = [traces[index - 1], traces[index + 1]].filter((each) => each !== undefined);
        for (const other of near)
          if (isPerson.has(other.token)) add(votes, id, other.token, 1 / (1 + Math.abs(other.at - at)));
      });
    }
    return new Map([...votes].map(([id, counts]) => [id, best(counts)]));
  },
};

/** Whoever first appeared last before a case is taken for its reporter: people come, and say why at once. */
export const byFirstAppearance: Attack = {
  name: 'first appearances in the raw files',
  guess: (loot, cases, people) => {
    const guesses = new Map<string, string>();
    const [isCase, isPerson] = [new Set(cases), new Set(people)];
    for (const bytes of loot.raw.values()) {
      const seen = new Set<string>();
      let newest: string | undefined;
      for (const { token } of tracesIn(bytes)) {
        if (seen.has(token)) continue;
        seen.add(token);
        if (isPerson.has(token)) newest = token;
        else if (isCase.has(token) && newest !== undefined && !guesses.has(token)) guesses.set(token, newest);
      }
    }
    return guesses;
  },
};

function vote(
  traces: readonly Trace[],
  { loot, cases, people }: { loot: Loot; cases: ReadonlySet<string>; people: ReadonlySet<string> },
  votes: Map<string, Map<string, number>>,
): void {
  const first = new Map<string, number>();
  for (const [index, { token }] of traces.entries()) if (!first.has(token)) first.set(token, index);
  const firstOfPeople = [...first]
    .filter(([token]) => people.has(token))
    .map(([token, at]) => ({ token, at }));
  const around = neighbourhoods(traces, first, { cases, caseOf: caseTokens(loot, cases) });
  const common = new Map<string, number>();
  for (const near of around.values()) {
    for (const token of near.keys()) common.set(token, (common.get(token) ?? 0) + 1);
  }
  for (const [id, near] of around) {
    for (const [token, distance] of near) {
      const weight = 1 / ((common.get(token) ?? 1) ** 2 * (1 + distance));
      // Somebody's second name leads to who first appeared when it did.
      const person = people.has(token) ? token : nearest(firstOfPeople, first.get(token) ?? 0);
      if (person !== undefined) add(votes, id, person, weight);
    }
  }
}

/** Of each case what stands near its first trace, with how far away it is. */
function neighbourhoods(
  traces: readonly Trace[],
  first: ReadonlyMap<string, number>,
  { cases, caseOf }: { cases: ReadonlySet<string>; caseOf: ReadonlyMap<string, string> },
): Map<string, Map<string, number>> {
  const around = new Map<string, Map<string, number>>();
  for (const id of cases) {
    const at = first.get(id);
    if (at === undefined) continue;
    const near = new Map<string, number>();
    for (let index = Math.max(0, at - AROUND); index <= at + AROUND; index++) {
      const token = traces[index]?.token;
      if (token === undefined || caseOf.has(token)) continue;
      near.set(token, Math.min(near.get(token) ?? AROUND, Math.abs(index - at)));
    }
    around.set(id, near);
  }
  return around;
}

function nearest(sorted: readonly Trace[], at: number): string | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [sorted[low - 1], sorted[low]];
  if (before === undefined || after === undefined) return (before ?? after)?.token;
  return at - before.at <= after.at - at ? before.token : after.token;
}

function tracesIn(bytes: Buffer): Trace[] {
  return [...bytes.toString('latin1').matchAll(TOKEN)].map((match) => ({ token: match[0], at: match.index }));
}

/** Every id in a case's own documents, with the case. */
function caseTokens(loot: Loot, cases: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const complaint of documentsOf(loot, 'complaints')) {
    const id = String(complaint._id);
    if (cases.has(id)) for (const token of tokensIn(complaint)) found.set(token, id);
  }
  return found;
}

function add(votes: Map<string, Map<string, number>>, id: string, person: string, weight: number): void {
  const counts = votes.get(id) ?? new Map<string, number>();
  counts.set(person, (counts.get(person) ?? 0) + weight);
  votes.set(id, counts);
}

function best(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
