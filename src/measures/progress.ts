import type { Day } from '../core/bangkok-day';

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

/**
 * What somebody says about problems and the like. "Nothing to say" is an answer of its own, which official
 * forms print as a word; no answer at all is `undefined` where this is used.
 */
export type Remark = { readonly none: true } | { readonly text: string };

/**
 * What somebody reported about one measure in one round. Never changed: a newer entry supersedes it, and one
 * that corrects another names it, so that every version stays with who said it and when.
 */
export interface ProgressEntry {
  readonly id: string;
  /** The conversation that made it: unique, so that a repeat makes no second entry. */
  readonly once: string;
  readonly orgId: string;
  /** The same in all versions of the year's plan, see `measureId`. */
  readonly measureId: string;
  readonly planId: string;
  /** The version of the plan it was logged under: what the measure said then. */
  readonly planVersion: string;
  /** The round it counts for: Buddhist year, and the round's key in it. */
  readonly fiscalYear: number;
  readonly round: string;
  readonly status: ProgressStatus;
  /** What was done; for `not-started` the reason. Printed in the column of the status. */
  readonly result: string;
  readonly problem?: Remark;
  readonly recommendation?: Remark;
  readonly evidence: readonly Evidence[];
  /** Addresses found in the texts: pages are evidence too. */
  readonly links?: readonly string[];
  /** Fingerprint of the staff member. */
  readonly by: string;
  /** The unit that person worked for; absent for a coordinator without a unit. */
  readonly unitKey?: string;
  readonly recordedAt: Date;
  /** The day it speaks of, which may lie after the round: reports are written when the round is over. */
  readonly asOf: Day;
}
