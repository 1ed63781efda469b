import type { Period } from '../core/periods';
import type { ProgressStatus } from './progress';

/** The three measuring instruments of the ITA. Source: docs/ita.md, "Instruments". */
export const INSTRUMENTS = ['IIT', 'EIT', 'OIT'] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** What a measure is for: a weak point, a better result, or a full score to be kept (Pho Kao Ton). */
export const PURPOSES = ['improve', 'develop', 'keep'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Longest short title in code points: it has to fit into lists and buttons of the chat. */
export const LONGEST_SHORT_TITLE = 60;

/** One party to a measure: a unit, "all units" or "everybody", as the plan names it. */
export interface Responsible {
  readonly unitKey?: string;
  readonly everyUnit?: true;
  readonly everyone?: true;
  /** True for the one that leads ("งานหลัก", Na Kok). */
  readonly lead: boolean;
  /** As printed in the plan. */
  readonly name: string;
}

/** One step of a measure; it may have parties, a period and a result of its own (seeds 001 and 004). */
export interface MeasureStep {
  /** From 1. */
  readonly no: number;
  readonly text: string;
  readonly responsible?: readonly Responsible[];
  readonly responsibleText?: string;
  readonly periodText?: string;
  readonly periods?: readonly Period[];
  readonly result?: string;
}

/** A step as one form prints it. */
export interface PrintedStep {
  readonly text: string;
  readonly responsibleText?: string;
  readonly periodText?: string;
  readonly result?: string;
}

/**
 * One line of one form as the organisation wrote it. A measure that appears in several forms has several
 * (tables A and B of Na Kok). Status and results are the organisation's own history of that year.
 */
export interface PrintedRow {
  /** Id of the form, e.g. `S002B-output-outcome`. */
  readonly form: string;
  /** The printed number; it may restart in every group. */
  readonly order: number;
  readonly group?: Instrument;
  readonly title: string;
  /** The title as the paper has it, where a slip in it was mended. */
  readonly sourceText?: string;
  readonly subItems?: readonly string[];
  readonly analysis?: string;
  readonly approach?: readonly string[];
  readonly steps?: readonly PrintedStep[];
  readonly responsibleText?: string;
  readonly periodText?: string;
  readonly monitoring?: readonly string[];
  readonly status?: ProgressStatus;
  readonly result?: string;
  readonly output?: string;
  readonly outcome?: string;
  readonly recommendation?: string;
  readonly remark?: string;
  /** What columns of the office's own say, under their headings; printed nowhere, and lost nowhere. */
  readonly extra?: readonly { readonly heading: string; readonly text: string }[];
}

/** What the measures of a form are grouped by: the indicator's number, the instrument, or nothing. */
export interface MeasureGroup {
  readonly kind: 'indicator' | 'instrument' | 'none';
  readonly value?: string;
}

/** A measure that promotes integrity and transparency (มาตรการส่งเสริมคุณธรรมและความโปร่งใส). */
export interface Measure {
  /** See `measureId`. */
  readonly id: string;
  readonly planId: string;
  readonly orgId: string;
  readonly fiscalYear: number;
  /** The same as long as it is the same measure, also when the plan is imported again. */
  readonly key: string;
  /** Place in the plan, from 1. */
  readonly order: number;
  readonly title: string;
  /** At most `LONGEST_SHORT_TITLE` code points. */
  readonly shortTitle: string;
  readonly group: MeasureGroup;
  readonly indicatorNo?: number;
  readonly indicatorName?: string;
  readonly instrument?: Instrument;
  /** Score of the indicator in the year the plan builds upon, 0 to 100. */
  readonly score?: number;
  readonly scoreNote?: string;
  readonly analysis?: string;
  readonly purpose?: Purpose;
  readonly subItems: readonly string[];
  readonly approach: readonly string[];
  readonly steps: readonly MeasureStep[];
  /** Empty when the plan names nobody. */
  readonly responsible: readonly Responsible[];
  readonly responsibleText?: string;
  /** As written; always printed like this. */
  readonly periodText?: string;
  readonly periods: readonly Period[];
  readonly monitoring: readonly string[];
  /** Codes of the OIT items it serves, e.g. `O9`. */
  readonly oitItems: readonly string[];
  readonly rows: readonly PrintedRow[];
}

/** Where a plan comes from. */
export interface PlanSource {
  readonly name: string;
  readonly note?: string;
  /** Fingerprint of the sample data it was made of; absent in an office's own plan. */
  readonly sample?: string;
}

/** An organisation's plan of one fiscal year, as it was written down. */
export interface Plan {
  /** See `planId`. */
  readonly id: string;
  readonly orgId: string;
  /** Buddhist era. */
  readonly fiscalYear: number;
  readonly title: string;
  readonly basedOnAssessmentYear?: number;
  readonly intro?: string;
  /** A draft waits beside the approved plan, which stays in force. */
  readonly status: 'draft' | 'approved';
  /** Where the plan was taken from. */
  readonly source: PlanSource;
}

/** `na-kok:2567`: one plan per organisation and fiscal year. */
export function planId(orgId: string, fiscalYear: number): string {
  return `${orgId}:${fiscalYear}`;
}

/** `na-kok:2567:v3`: a plan as it was saved for the third time. */
export function versionId(ofPlan: string, number: number): string {
  return `${ofPlan}:v${number}`;
}

/** `na-kok:2567:loan-of-assets`: the same in all versions of the year's plan, so that progress stays with it. */
export function measureId(orgId: string, fiscalYear: number, key: string): string {
  return `${planId(orgId, fiscalYear)}:${key}`;
}
