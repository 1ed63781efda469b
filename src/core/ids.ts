import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Where ids and random digits come from; an argument, so that tests can foresee them. */
export interface Ids {
  /** A new unguessable id: 24 characters of base64url, 144 bits. */
  next(): string;
  /** `length` random decimal digits. */
  digits(length: number): string;
  /** A UUID, as LINE wants its retry keys. */
  uuid(): string;
}

/** Ids from the machine's random source. */
export const randomIds: Ids = {
  next: () => randomBytes(18).toString('base64url'),
  digits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
  uuid: () => randomUUID(),
};

/** The same UUID for the same name, always: a retry key that survives a crash before it was stored. */
export function uuidOf(name: string): string {
  const hash = createHash('sha256').update(`prongsai:${name}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
