/** The three columns of the status form (seed 004); its cells carry text, see `ProgressEntry.result`. */
export const PROGRESS_STATUSES = ['not-started', 'in-progress', 'done'] as const;
export type ProgressStatus = (typeof PROGRESS_STATUSES)[number];

/** How a measure stands in a round: `missing` is the absence of any entry. */
export type MeasureState = ProgressStatus | 'missing';

/** A kept file that proves an entry; `fileId` names it in the file store. */
export interface Evidence {
  readonly fileId: string;
  readonly mediaType: string;
  readonly caption?: string;
}

/** What somebody reported about one measure in one round. Never changed; a newer entry supersedes it. */
export interface ProgressEntry {
  readonly id: string;
  /** The conversation that made it: unique, so that a repeat makes no second entry. */
  readonly once: string;
  readonly orgId: string;
  readonly measureId: string;
  readonly planId: string;
  /** Buddhist year and round the entry counts for, taken from the day it was recorded. */
  readonly fiscalYear: number;
  readonly months: 6 | 12;
  readonly status: ProgressStatus;
  /** What was done; for `not-started` the reason. Printed in the column of the status. */
  readonly result: string;
  /** Problems and obstacles, as printed; the official word for "none" is a legal answer (seed 004). */
  readonly problem?: string;
  readonly recommendation?: string;
  readonly evidence: readonly Evidence[];
  /** Addresses found in the texts: pages are evidence too. */
  readonly links?: readonly string[];
  /** Fingerprint of the staff member. */
  readonly by: string;
  /** The unit that person worked for; absent for a coordinator without a unit. */
  readonly unitKey?: string;
  readonly recordedAt: Date;
}
