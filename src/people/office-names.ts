import type { Actor } from '../conversation/actor';
import type { Awaitable } from '../conversation/flow';
import type { Locale } from '../core/texts';
import { text } from '../core/texts';
import { roleKey } from './rules';
import type { Invitation } from './rules';

/** What the people room needs to know of organisations: how they and their units are called. */
export interface OfficeNames {
  organization(orgId: string, locale: Locale): Awaitable<string>;
  /** `undefined` for a unit that is no longer there. */
  unit(orgId: string, unitKey: string, locale: Locale): Awaitable<string | undefined>;
}

/** The office a person or an invitation belongs to, in words. */
export interface Office {
  readonly organization: string;
  readonly role: string;
  readonly unit?: string;
}

/** Looks up the names for a person or an invitation. */
export async function officeOf(
  names: OfficeNames,
  of: Pick<Actor, 'orgId' | 'role' | 'unitKey'> | Invitation,
  locale: Locale,
): Promise<Office> {
  const unit = of.unitKey === undefined ? undefined : await names.unit(of.orgId, of.unitKey, locale);
  return {
    organization: await names.organization(of.orgId, locale),
    role: text(locale, roleKey(of.role)),
    ...(unit === undefined ? {} : { unit }),
  };
}
