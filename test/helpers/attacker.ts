/** All that a thief has: every document, in the order in which the database gives it, and the raw files. */
export interface Loot {
  readonly collections: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  readonly raw: ReadonlyMap<string, Buffer>;
}

/** Of each case, the person the thief takes for its reporter. */
export type Guesses = ReadonlyMap<string, string>;

/** A way to link cases to people. */
export interface Attack {
  readonly name: string;
  guess(loot: Loot, cases: readonly string[], people: readonly string[]): Guesses;
}

/** The documents of a collection. */
export function documentsOf(loot: Loot, collection: string): readonly Record<string, unknown>[] {
  return loot.collections.get(collection) ?? [];
}

/**
 * How many hits luck alone gives at most, in 999 of 1,000 tests that try `attacks` attacks: the smallest `k`
 * with P(X > k) ≤ 0.001 ÷ attacks, for X binomial over the cases with a chance of 1 ÷ people each.
 */
export function mostByChance(cases: number, people: number, attacks: number): number {
  const chance = 1 / people;
  let probability = (1 - chance) ** cases;
  let atMost = probability;
  let hits = 0;
  while (1 - atMost > 0.001 / attacks) {
    hits += 1;
    probability *= ((cases - hits + 1) / hits) * (chance / (1 - chance));
    atMost += probability;
  }
  return hits;
}

/** Hits of an attack: cases whose reporter it names. */
export function hitsOf(guesses: Guesses, truth: ReadonlyMap<string, string>): number {
  return [...truth].filter(([id, person]) => guesses.get(id) === person).length;
}

/** Every text, number and time in a document, however deep. Bytes are not looked into. */
export function valuesIn(value: unknown): (string | number | Date)[] {
  if (typeof value === 'string' || typeof value === 'number' || value instanceof Date) return [value];
  if (Object.prototype.toString.call(value) === '[object Date]') return [new Date(Number(value))];
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || '_bsontype' in value)
    return [];
  return Object.values(value).flatMap(valuesIn);
}

/** What can stand for somebody or something: ids, fingerprints, sealed texts, and their parts. */
export function tokensIn(document: unknown): string[] {
  const texts = valuesIn(document).flatMap((value) => (typeof value === 'string' ? [value] : []));
  return texts
    .flatMap((text) => [text, ...text.split(/[^A-Za-z0-9_-]+/)])
    .filter((part) => part.length >= 12);
}
