import { keepLatest } from '../core/latest';
import type { Locale } from '../core/texts';

/** Somebody of whom nothing has to be kept. */
export interface Newcomer {
  readonly orgId: string;
  readonly lineUserId: string;
  readonly locale: Locale;
}

/** More than write within an hour on a busy day; whoever is forgotten is met again. */
const MOST = 10_000;

/**
 * Citizens who have written and of whom the database holds nothing: a document made at their first message would
 * lie in the engine's journal right before the complaint they came for, and name its reporter to whoever
 * steals it. In memory of this process alone; after a restart they are met again and lose nothing.
 */
export class Newcomers {
  private readonly known = new Map<string, Newcomer>();

  find(personId: string): Newcomer | undefined {
    return this.known.get(personId);
  }

  keep(personId: string, newcomer: Newcomer): Newcomer {
    this.known.set(personId, newcomer);
    keepLatest(this.known, MOST);
    return newcomer;
  }

  forget(personId: string): void {
    this.known.delete(personId);
  }
}
