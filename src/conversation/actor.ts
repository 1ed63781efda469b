import type { Post } from '../core/posts';
import type { Locale } from '../core/texts';

/** The person of this turn. Holds no LINE id and no name: flows do not need them. */
export interface Actor {
  /** Fingerprint of organisation and LINE account, see `people/rules.ts`. */
  personId: string;
  orgId: string;
  /** The posts in force now. Everyone else is a citizen, and a colleague is one besides. */
  posts: readonly Post[];
  locale: Locale;
}
