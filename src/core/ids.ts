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

const ID_BYTES = 18;

/** Ids from the machine's random source. */
export const randomIds: Ids = {
  next: () => randomBytes(ID_BYTES).toString('base64url'),
  digits: (length) => Array.from({ length }, () => randomInt(10)).join(''),
  uuid: () => randomUUID(),
};

/** The same ids in the same order for the same seed: unguessable for whoever does not know it. */
export function idsFrom(seed: string): Pick<Ids, 'next'> {
  let drawn = 0;
  const next = (): string =>
    createHash('sha256')
      .update(`${(drawn += 1)}:${seed}`)
      .digest()
      .subarray(0, ID_BYTES)
      .toString('base64url');
  return { next };
}

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
