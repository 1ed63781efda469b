import { AppError } from '../core/errors';

/** Source: LINE, user ids; they are case-sensitive. */
export const USER_ID = /^U[0-9a-f]{32}$/;
/** Source: LINE, rich menu object. */
export const RICH_MENU_ID = /^richmenu-[0-9a-f]{32}$/;
/** Source: LINE, retry key: a UUID. */
export const RETRY_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Source: LINE, message ids: decimal, longer than a number can hold. */
export const MESSAGE_ID = /^\d{1,32}$/;

/**
 * The id, when it is one; throws `line-id-malformed`. The SDK puts ids into paths as they are, so that one
 * made by hand could reach another endpoint. The error does not quote it.
 */
export function checked(pattern: RegExp, id: string): string {
  if (!pattern.test(id)) throw new AppError('line-id-malformed', `an id does not match ${pattern.source}`);
  return id;
}
