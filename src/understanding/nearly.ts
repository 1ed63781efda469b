/** Tone marks and the marks over silent and short letters: what is left out and swapped most. */
const TONES = /[\u0e47-\u0e4c]/g;

/** A text without the marks that are mistyped most. */
export function withoutTones(compact: string): string {
  return compact.replace(TONES, '');
}

/** Longest word the bits of a number hold. */
const LONGEST = 30;

/**
 * True when `word` stands somewhere in `text` with at most one letter changed, put in or left out. One pass over
 * the text, whatever the word's length (bitap, Wu and Manber 1992).
 */
export function nearlyHolds(text: string, word: string): boolean {
  if (text.includes(word)) return true;
  if (word.length > LONGEST) return false;
  const found = 1 << (word.length - 1);
  let exact = 0;
  let slipped = 1;
  const mask = maskOf(word);
  for (const letter of text) {
    const places = mask.get(letter) ?? 0;
    const before = exact;
    exact = ((exact << 1) | 1) & places;
    slipped = (((slipped << 1) | 1) & places) | before | (before << 1) | (exact << 1) | 1;
    if ((slipped & found) !== 0) return true;
  }
  return false;
}

const masks = new Map<string, ReadonlyMap<string, number>>();

/** Where each letter stands in a word, a bit for each place. Words are the lists' own: there are a few hundred. */
function maskOf(word: string): ReadonlyMap<string, number> {
  let known = masks.get(word);
  if (known === undefined) {
    const places = new Map<string, number>();
    for (const [index, each] of Array.from(word).entries())
      places.set(each, (places.get(each) ?? 0) | (1 << index));
    masks.set(word, (known = places));
  }
  return known;
}
