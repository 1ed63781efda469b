import type { Taken, WaitingEvent, WaitingThread } from '../../threads/store';

/** A person with something to do. */
export interface Work extends WaitingThread {
  /** Events that have just come, by id: they need not be opened again. */
  readonly atHand: Map<string, WaitingEvent>;
  /** There may be more in the database than what is at hand. */
  more: boolean;
  /** The lease is ours just now. */
  held: boolean;
  /** Held since the last round of the sweep or longer. */
  lasting: boolean;
  /** Tells whoever waits for more that something has come here. */
  wake?: () => void;
}

/** What waits of one person and is worked on together. */
export interface Together {
  /** The oldest first; at least one. */
  readonly events: readonly WaitingEvent[];
  /** What is known of the person. */
  readonly taken: Taken;
}

/**
 * Whose lease has to be renewed: of those that were held at the last call already. Most people are served between
 * two calls; the others stay ours.
 */
export function lastingIn(works: Iterable<Work>): string[] {
  const held = [...works].filter((work) => work.held);
  const lasting = held.filter((work) => work.lasting).map(({ thread }) => thread);
  for (const work of held) work.lasting = true;
  return lasting;
}
