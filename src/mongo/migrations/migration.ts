import type { Connection } from 'mongoose';
import type { Log } from '../../core/log';
import type { Sealer } from '../../core/sealing';

/** What a migration may use. Business time is not among it: what is stored says when it happened. */
export interface MigrationTools {
  readonly connection: Connection;
  readonly sealer: Sealer;
  readonly log: Log;
}

/**
 * One step from the stored shape of an earlier version to today's. It speaks to collections, never to models:
 * models change, a migration does not. `run` may be repeated after a crash at any point and must then
 * come to the same end; it loses nothing.
 */
export interface Migration {
  /** Number and purpose, e.g. `0001-posts`; never changed once released. */
  readonly id: string;
  run(tools: MigrationTools): Promise<void>;
}
