import type { Day } from './bangkok-day';

/**
 * The offices somebody can hold, in one vocabulary for invitations, sign-off chains and duties: who reports
 * (ผู้รายงาน), head of a section (หัวหน้างาน), head of a unit (ผู้อำนวยการกอง), head of the central office
 * (หัวหน้าสำนักปลัด), clerk (ปลัด), executive (นายก), ITA coordinator, custodian of sealed identities,
 * administrator of the system.
 */
export const OFFICES = [
  'reporter',
  'section-head',
  'unit-head',
  'central-head',
  'clerk',
  'executive',
  'coordinator',
  'custodian',
  'administrator',
] as const;
/** One of `OFFICES`. */
export type Office = (typeof OFFICES)[number];

/** One office held by one person for a time. Somebody may hold several; ended ones are kept as history. */
export interface Post {
  /** Of the invitation it came from: the same code never gives it twice. */
  readonly id: string;
  readonly office: Office;
  /** Key of the unit, as in the organisation's `units`; absent: the organisation as a whole. */
  readonly unitKey?: string;
  /** The position as the office writes it, e.g. นักวิเคราะห์นโยบายและแผนชำนาญการ. */
  readonly position?: string;
  /** Acting in the office (รักษาราชการแทน), not appointed to it. */
  readonly acting?: true;
  readonly from: Day;
  /** The first day on which it is no longer held; absent: no end is known. */
  readonly until?: Day;
}

/** True when the post is held on `day`. */
export function isInForce({ from, until }: Pick<Post, 'from' | 'until'>, day: Day): boolean {
  return from <= day && (until === undefined || day < until);
}
