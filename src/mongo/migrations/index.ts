import { posts } from './0001-posts';
import { planVersions } from './0002-plan-versions';
import { progressRounds } from './0003-progress-rounds';
import { drafts } from './0004-drafts';
import { sealedFiles } from './0005-sealed-files';
import { complaintPrivacy } from './0006-complaint-privacy';
import { inboxWithoutOrder } from './0007-inbox';
import { outbox } from './0008-outbox';
import { threads } from './0009-threads';
import type { Migration } from './migration';

/** All migrations, in the order in which they are run. A new one is added at the end. */
export const MIGRATIONS: readonly Migration[] = [
  posts,
  planVersions,
  progressRounds,
  drafts,
  sealedFiles,
  complaintPrivacy,
  inboxWithoutOrder,
  outbox,
  threads,
];
