import { randomBytes, randomInt, randomUUID } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('');
}

/** A message id: 18 decimal digits, larger than a JavaScript number can hold. */
export function newMessageId(): string {
  return `5${digits(17)}`;
}

/** A `webhookEventId`: a ULID whose first half is the time. */
export function newWebhookEventId(now: Date): string {
  let rest = Math.max(0, now.getTime());
  let time = '';
  for (let place = 0; place < 10; place += 1) {
    time = CROCKFORD.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return time + Array.from({ length: 16 }, () => CROCKFORD.charAt(randomInt(32))).join('');
}

/** A reply token: 32 hexadecimal digits, as captured from the platform. */
export function newReplyToken(): string {
  return randomBytes(16).toString('hex');
}

/** A quote, mark-as-read or link token: opaque and longer than 100 characters. */
export function newOpaqueToken(): string {
  return randomBytes(84).toString('base64url');
}

/** `x-line-request-id`. */
export function newRequestId(): string {
  return randomUUID();
}

/** The id of a user: `U` and 32 hexadecimal digits. */
export function newUserId(): string {
  return `U${randomBytes(16).toString('hex')}`;
}

/** The id of a rich menu. */
export function newRichMenuId(): string {
  return `richmenu-${randomBytes(16).toString('hex')}`;
}

/** A channel access token. */
export function newAccessToken(): string {
  return randomBytes(96).toString('base64url');
}

/** The id of photos chosen together: 20 hexadecimal digits, as captured from the platform. */
export function newImageSetId(): string {
  return randomBytes(10).toString('hex').toUpperCase();
}
