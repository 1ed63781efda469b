import type { Locale } from '../core/texts';

/** What somebody is to the organisation. Everyone who writes to the bot is at least a citizen. */
export type Role = 'citizen' | 'staff' | 'coordinator' | 'head' | 'clerk' | 'executive';

/** ITA coordinator, หัวหน้าสำนักปลัด, ปลัด, นายก: they review, and are reminded of the deadlines. */
export const ADMINISTRATORS: readonly Role[] = ['coordinator', 'head', 'clerk', 'executive'];

/** The person of this turn. Holds no LINE id and no name: flows do not need them. */
export interface Actor {
  /** Fingerprint of organisation and LINE account, see `people/rules.ts`. */
  personId: string;
  orgId: string;
  role: Role;
  /** Key of the unit a staff member works for, as in the organisation's `units`. */
  unitKey?: string;
  locale: Locale;
}

/** True for staff and administrators. */
export function isStaff(actor: Pick<Actor, 'role'>): boolean {
  return actor.role !== 'citizen';
}

/** True for those who oversee the whole organisation. */
export function isAdministrator(actor: Pick<Actor, 'role'>): boolean {
  return ADMINISTRATORS.includes(actor.role);
}
