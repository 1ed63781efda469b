import { createHash } from 'node:crypto';
import { compactCode } from '../conversation/fields';
import type { Day } from '../core/bangkok-day';
import type { Office } from '../core/posts';
import type { Sealer } from '../core/sealing';
import type { Locale, TextKey } from '../core/texts';
import { tidy } from '../speech/typed';

/** Wrong invitation codes a person may enter within `TRY_WINDOW_MINUTES`. */
export const MOST_TRIES = 5;
/** Minutes after which wrong invitation codes count no more. */
export const TRY_WINDOW_MINUTES = 60;

/** Days an invitation holds unless said otherwise. */
export const INVITATION_DAYS = 14;

/** The id of a person: the same for the same LINE account in the same organisation, and not reversible. */
export function personIdOf(sealer: Pick<Sealer, 'fingerprint'>, orgId: string, lineUserId: string): string {
  return sealer.fingerprint(`${orgId}:${lineUserId}`, 'person');
}

/** What an invitation promises, as shown to the person who holds its code. */
export interface Invitation {
  readonly orgId: string;
  readonly office: Office;
  readonly unitKey?: string;
  readonly acting?: true;
  /** The post ends before this day. */
  readonly until?: Day;
  /** How the office calls this person; given by the inviter. */
  readonly displayName?: string;
  readonly expiresAt: Date;
}

/** Why an invitation cannot be used; `undefined`: it can. Somebody's own used one stays usable for them. */
export function invitationProblem(
  invitation: Pick<Invitation, 'expiresAt'> & { readonly usedBy?: string },
  personId: string,
  now: Date,
): 'used' | 'expired' | undefined {
  if (invitation.usedBy === personId) return undefined;
  if (invitation.usedBy !== undefined) return 'used';
  return invitation.expiresAt <= now ? 'expired' : undefined;
}

/** Without vowels (no words arise) and without the look-alikes B8 I1L O0 S5 Z2. */
const LETTERS = 'CDFGHJKMNPQRTVWXY';
const DIGITS = '34679';
const SHAPE = [LETTERS, LETTERS, LETTERS, DIGITS, DIGITS, DIGITS, LETTERS, LETTERS, LETTERS];

/** A code in the compact form in which it is read and compared: `KMT479WXC`, 3 × 10⁹ of them. */
export const INVITATION_CODE = new RegExp(`^[${LETTERS}]{3}[${DIGITS}]{3}[${LETTERS}]{3}$`);

/** A code made of a seed: every code about equally likely, the same seed gives the same code. */
export function invitationCodeFrom(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest();
  const marks = SHAPE.map(
    (alphabet, index) => alphabet[bytes.readUInt16BE(index * 2) % alphabet.length] ?? '',
  );
  return showInvitationCode(marks.join(''));
}

/** As it is given to people: `KMT-479-WXC`. */
export function showInvitationCode(compact: string): string {
  return [compact.slice(0, 3), compact.slice(3, 6), compact.slice(6)].join('-');
}

/**
 * The code in a typed text, compact; `undefined` when the text is something else. So strict that ordinary
 * sentences are not taken for one: a person may simply type the code, without opening anything first.
 */
export function readInvitationCode(typed: string): string | undefined {
  const text = tidy(typed);
  if (text.length > 40) return undefined;
  const last = compactCode(text.split(/[:\n]/).at(-1) ?? '');
  return INVITATION_CODE.test(last) ? last : undefined;
}

/** The name of an office, as any kind of local government says it. */
export function officeKey(office: Office): TextKey {
  return `people.office.${office}`;
}

/** The name of a language, in that language. */
export function languageKey(locale: Locale): TextKey {
  return `people.language.${locale}`;
}
