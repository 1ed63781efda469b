import type { Attack, Loot } from '../attacker';
import { documentsOf, tokensIn } from '../attacker';

/** Collections of which each case has one document, or none. */
const OF_CASES = ['complaints', 'sealed-reporters', 'files'] as const;
/** Collections with one document per person who wrote, and no other way to that person than their order. */
const OF_PEOPLE = ['people', 'lanes', 'conversations'] as const;

/**
 * The order in which documents lie is the order in which they came: the hundredth of two hundred cases then
 * belongs to the thousandth of two thousand people. One attack for each pair of collections.
 */
export const byOrder: readonly Attack[] = OF_CASES.flatMap((ofCases) =>
  OF_PEOPLE.map((ofPeople): Attack => ({
    name: `order of ${ofCases} and ${ofPeople}`,
    guess: (loot, cases, people) => {
      const ordered = casesInOrder(loot, ofCases, new Set(cases));
      const persons = documentsOf(loot, 'people').filter(({ _id }) => people.includes(String(_id)));
      const slots = documentsOf(loot, ofPeople).length;
      if (slots < persons.length / 2) return new Map();
      return new Map(
        ordered.map((id, rank) => {
          const share = (rank + 0.5) / ordered.length;
          return [id, String(persons[Math.floor(share * persons.length)]?._id)];
        }),
      );
    },
  })),
);

/** Cases in the order of one collection; a document belongs to the case that shares an id with it. */
function casesInOrder(loot: Loot, collection: string, cases: ReadonlySet<string>): string[] {
  const caseOf = new Map<string, string>();
  for (const complaint of documentsOf(loot, 'complaints')) {
    const id = String(complaint._id);
    if (cases.has(id)) for (const token of tokensIn(complaint)) caseOf.set(token, id);
  }
  const found = documentsOf(loot, collection).flatMap((document) => caseOf.get(String(document._id)) ?? []);
  return [...new Set(found)];
}
