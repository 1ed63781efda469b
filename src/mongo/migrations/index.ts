import { planVersions } from './0002-plan-versions';
import type { Migration } from './migration';

/** All migrations, in the order in which they are run. A new one is added at the end. */
export const MIGRATIONS: readonly Migration[] = [planVersions];
