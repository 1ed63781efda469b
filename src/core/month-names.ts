import words from './calendar-words.json';
import { lettersOf, withinOneEdit } from './spelling';

/** In shorter words one wrong letter makes another word. */
const SHORTEST_MISSPELT = 4;

const months = words.months.map(({ names, short }, index) => ({
  month: index + 1,
  names,
  exact: new Set([...names, ...short].map(plain)),
}));

/**
 * The months (1–12) that `word` may mean, in Thai or English: one for a name, a short form with or without
 * dots, or a full name with one slip; several when a slip lies between two names; none for anything else.
 */
export function monthsNamed(word: string): readonly number[] {
  const wanted = plain(word);
  const exact = months.filter((each) => each.exact.has(wanted));
  const found =
    exact.length > 0 ? exact : months.filter((each) => each.names.some((name) => misspelt(wanted, name)));
  return found.map((each) => each.month);
}

function misspelt(wanted: string, name: string): boolean {
  const longEnough = [wanted, name].every((word) => lettersOf(word).length >= SHORTEST_MISSPELT);
  return longEnough && withinOneEdit(wanted, name);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[.\s]/g, '');
}
