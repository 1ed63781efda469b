/** Things of a list that are seen at once on a phone. */
const BEST = 3;
/** A list so short is shown as it is: nothing is gained by hiding one of four. */
const SHORT_LIST = 4;

/** What a card shows of a list. */
export interface Best<T> {
  readonly shown: readonly T[];
  /** True where there are more: the card says why these come first, and offers all. */
  readonly isPart: boolean;
}

/** The first three of a list, the best of which come first, unless it is short or all of it (`whole`) is asked for. */
export function bestOf<T>(all: readonly T[], { whole }: { readonly whole: boolean }): Best<T> {
  const isPart = !whole && all.length > SHORT_LIST;
  return { shown: isPart ? all.slice(0, BEST) : all, isPart };
}
