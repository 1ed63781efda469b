import type { Day } from '../core/bangkok-day';
import type { Every } from '../core/periods';

/**
 * The three columns of the status form (Cho Raka), and what has no column of its own: a measure that cannot be
 * carried out. Their cells carry text, see `ProgressEntry.result`.
 */
export const PROGRESS_STATUSES = ['not-started', 'in-progress', 'done', 'unable'] as const;
export type ProgressStatus = (typeof PROGRESS_STATUSES)[number];

/** How a measure stands in a round: `missing` is the absence of any entry. */
export type MeasureState = ProgressStatus | 'missing';

/** What a piece of evidence is. Source: the kinds that the papers of the five offices name. */
export const EVIDENCE_KINDS = [
  ...['order', 'announcement', 'plan', 'report', 'manual', 'meeting', 'training', 'survey'],
  ...['registry', 'channel', 'website', 'photo', 'other'],
] as const;

/**
 * What proves an entry: a kept file, a page, or a paper that is named (an order with its number and date). At
 * least one of `fileId`, `url` and `title` is there.
 */
export interface Evidence {
  /** Names it in the file store. */
  readonly fileId?: string;
  readonly mediaType?: string;
  readonly caption?: string;
  readonly kind?: (typeof EVIDENCE_KINDS)[number];
  readonly title?: string;
  /** As printed, e.g. the number of an order with its year. */
  readonly docNo?: string;
  /** As printed; `from` and `to` are what it says. */
  readonly dateText?: string;
  readonly from?: Day;
  /** The last day of a range. */
  readonly to?: Day;
  /** As the office writes it; many leave out the scheme. */
  readonly url?: string;
  /** The line of the result it belongs to, from 1: a form prints the picture below it. */
  readonly line?: number;
  /** The step it belongs to, by its `no`. */
  readonly step?: number;
}

/** What was reported on one step of a measure (seeds 001 and 004). */
export interface StepProgress {
  /** See `MeasureStep.no`. */
  readonly no: number;
  readonly status?: ProgressStatus;
  readonly result?: string;
}

/** How often something was done, against a frequency the measure sets. */
export interface Count {
  readonly times: number;
  /** In each of these; without it in all. */
  readonly every?: Every;
}

/** What was spent, in baht. */
export interface Money {
  readonly spent: number;
  readonly budget?: number;
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
  /**
   * What was done, each line as it was written; for `not-started` and `unable` the reason. Printed in the column
   * of the status. Empty where the steps say it all.
   */
  readonly result: string;
  /** What was made (ผลผลิต) and what came of it (ผลลัพธ์); columns of Na Kok. */
  readonly output?: Remark;
  readonly outcome?: Remark;
  readonly problem?: Remark;
  readonly recommendation?: Remark;
  readonly remark?: Remark;
  /** In the order of the steps, where single ones were reported on. */
  readonly steps?: readonly StepProgress[];
  readonly counts?: readonly Count[];
  readonly money?: Money;
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
  /** The entry that this one corrects; that one stays as it was. */
  readonly corrects?: string;
  /** Set where nobody reported it: it was read from a file, by an operator or a person, for the round. */
  readonly imported?: { readonly by: string; readonly fileName: string };
  /** The highest level of the sign-off chain that has endorsed it, from 1: then nothing corrects it any more. */
  readonly endorsedLevel?: number;
}
