import { DAY_MS } from '../../../src/core/bangkok-day';
import type { Attack, Loot } from '../attacker';
import { documentsOf, tokensIn, valuesIn } from '../attacker';

/** A value that stands in more documents than this tells nobody apart. */
const RARE = 6;
const FARTHEST = 4;
/** Times nearer than this are taken for one moment. */
const SAME_MOMENT_MS = 1_500;
const BANGKOK_MS = 7 * 60 * 60 * 1000;

interface Node {
  readonly collection: string;
  readonly document: Record<string, unknown>;
}

/** From the case to a person over every value that two documents share, through documents in between. */
export const bySharedValues: Attack = {
  name: 'values that documents share',
  guess: (loot, cases, people) => search(loot, cases, people, sharing(nodesOf(loot))),
};

/** The same, and from document to document also where they say the same moment. */
export const byMoments: Attack = {
  name: 'moments finer than a day',
  guess: (loot, cases, people) => {
    const nodes = nodesOf(loot);
    const [byValue, byTime] = [sharing(nodes), neighboursInTime(nodes)];
    return search(loot, cases, people, (node) => [...byValue(node), ...byTime(node)]);
  },
};

function nodesOf(loot: Loot): Node[] {
  return [...loot.collections].flatMap(([collection, documents]) =>
    documents.map((document) => ({ collection, document })),
  );
}

function sharing(nodes: readonly Node[]): (node: Node) => Node[] {
  const keysOf = ({ document }: Node): Set<string> =>
    new Set([
      ...tokensIn(document),
      ...valuesIn(document).flatMap((value) =>
        typeof value === 'number' && value > 100_000 ? [`number ${value}`] : [],
      ),
    ]);
  const holders = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const key of keysOf(node)) holders.set(key, [...(holders.get(key) ?? []), node].slice(0, RARE + 1));
  }
  return (node) =>
    [...keysOf(node)].flatMap((key) => {
      const found = holders.get(key) ?? [];
      return found.length > RARE ? [] : found.filter((other) => other !== node);
    });
}

function neighboursInTime(nodes: readonly Node[]): (node: Node) => Node[] {
  const moments = nodes
    .flatMap((node) => momentsIn(node.document).map((at) => ({ at, node })))
    .sort((one, other) => one.at - other.at);
  const times = moments.map(({ at }) => at);
  return (node) =>
    momentsIn(node.document).flatMap((at) => {
      const found: Node[] = [];
      for (let index = firstFrom(times, at - SAME_MOMENT_MS); index < moments.length; index++) {
        const moment = moments[index];
        if (moment === undefined || moment.at > at + SAME_MOMENT_MS || found.length > RARE) break;
        if (moment.node.collection !== node.collection) found.push(moment.node);
      }
      return found.length > RARE ? [] : found;
    });
}

/** Times of a document that say more than the day. */
function momentsIn(document: unknown): number[] {
  return valuesIn(document).flatMap((value) => {
    const at = value instanceof Date ? value.getTime() : value;
    if (typeof at !== 'number' || at < 1_500_000_000_000 || at > 3_000_000_000_000) return [];
    return at % DAY_MS === 0 || (at + BANGKOK_MS) % DAY_MS === 0 ? [] : [at];
  });
}

function firstFrom(sorted: readonly number[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest person of each case, in steps from document to document. */
function search(
  loot: Loot,
  cases: readonly string[],
  people: readonly string[],
  neighbours: (node: Node) => Node[],
): Map<string, string> {
  const isPerson = new Set(people);
  const wanted = new Set(cases);
  const guesses = new Map<string, string>();
  const starts = documentsOf(loot, 'complaints').filter((each) => wanted.has(String(each._id)));
  const nodes = new Map(nodesOf(loot).map((node) => [node.document, node]));
  for (const document of starts) {
    let edge = [nodes.get(document)].filter((node) => node !== undefined);
    const seen = new Set<Record<string, unknown>>([document]);
    for (let step = 0; step < FARTHEST && edge.length > 0 && edge.length < 500; step++) {
      const next = edge
        .flatMap((node) => neighboursOf(node, neighbours))
        .filter((node) => !seen.has(node.document));
      for (const node of next) seen.add(node.document);
      const person = next.flatMap((node) => tokensIn(node.document)).find((token) => isPerson.has(token));
      if (person !== undefined) {
        guesses.set(String(document._id), person);
        break;
      }
      edge = next;
    }
  }
  return guesses;
}

const cache = new WeakMap<(node: Node) => Node[], Map<Record<string, unknown>, Node[]>>();

function neighboursOf(node: Node, neighbours: (node: Node) => Node[]): Node[] {
  const known = cache.get(neighbours) ?? new Map<Record<string, unknown>, Node[]>();
  cache.set(neighbours, known);
  const found = known.get(node.document) ?? [
    ...new Map(neighbours(node).map((each) => [each.document, each])).values(),
  ];
  known.set(node.document, found);
  return found;
}
