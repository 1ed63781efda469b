import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from './errors';

/** A key of 256 bits with the name that sealed texts carry. */
export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

const VERSION = 'v1';
const BYTES_VERSION = 1;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * Seals short secrets (LINE ids, prompts that wait) with AES-256-GCM. Keys come newest first: the first one
 * seals, all of them open, so a new key is put in front and the old ones stay until nothing needs them.
 * Fingerprints are made with the last, oldest key, whatever is put in front of it: they are the ids of
 * people and must never change. So the last key is kept for good, even when nothing is sealed with it.
 */
export class Sealer {
  private readonly sealingKey: SealingKey;
  private readonly keysById: ReadonlyMap<string, Buffer>;
  private readonly fingerprintKey: Buffer;

  /** Throws `sealing-keys-invalid` for no keys, wrong lengths, unusable or repeated ids. */
  constructor(keys: readonly SealingKey[]) {
    const [first] = keys;
    const last = keys.at(-1);
    const problems = keys.flatMap(problemsOf);
    if (first === undefined || last === undefined) problems.push('no key given');
    if (new Set(keys.map((key) => key.id)).size < keys.length) problems.push('a key id is used twice');
    if (first === undefined || last === undefined || problems.length > 0) {
      throw new AppError('sealing-keys-invalid', problems.join('; '));
    }
    this.sealingKey = first;
    this.keysById = new Map(keys.map(({ id, key }) => [id, key]));
    this.fingerprintKey = Buffer.from(hkdfSync('sha256', last.key, '', 'prongsai fingerprint v1', KEY_BYTES));
  }

  /**
   * `v1.keyId.iv.tag.ciphertext`, the last three in base64url. `context` says where the secret belongs
   * (`person:<id>`); it is not stored, and a secret copied to another place does not open there.
   */
  seal(plain: string, context: string): string {
    const { iv, tag, text } = encrypt(this.sealingKey.key, Buffer.from(plain, 'utf8'), context);
    const parts = [iv, tag, text].map((part) => part.toString('base64url'));
    return [VERSION, this.sealingKey.id, ...parts].join('.');
  }

  /** What was sealed for this `context`. Throws `sealed-unreadable` for anything else, a lost key included. */
  open(sealed: string, context: string): string {
    const [version, keyId = '', iv = '', tag = '', text = '', ...rest] = sealed.split('.');
    const key = this.keysById.get(keyId);
    if (version !== VERSION || rest.length > 0 || key === undefined) throw unreadable();
    const bytesOf = (part: string): Buffer => Buffer.from(part, 'base64url');
    return decrypt(key, { iv: bytesOf(iv), tag: bytesOf(tag), text: bytesOf(text) }, context).toString(
      'utf8',
    );
  }

  /**
   * The same for bytes. One byte of version, one with the length of the key's name, the name, iv, tag and
   * ciphertext: 30 bytes and the name longer than what is sealed.
   */
  sealBytes(plain: Uint8Array, context: string): Buffer {
    const { iv, tag, text } = encrypt(this.sealingKey.key, plain, context);
    const name = Buffer.from(this.sealingKey.id);
    return Buffer.concat([Buffer.from([BYTES_VERSION, name.length]), name, iv, tag, text]);
  }

  /** What `sealBytes` has sealed for this `context`. Throws `sealed-unreadable` for anything else. */
  openBytes(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const [version, nameLength = 0] = bytes;
    const ivAt = 2 + nameLength;
    const tagAt = ivAt + IV_BYTES;
    const textAt = tagAt + TAG_BYTES;
    const key = this.keysById.get(bytes.subarray(2, ivAt).toString());
    if (version !== BYTES_VERSION || key === undefined) throw unreadable();
    const parts = {
      iv: bytes.subarray(ivAt, tagAt),
      tag: bytes.subarray(tagAt, textAt),
      text: bytes.subarray(textAt),
    };
    return decrypt(key, parts, context);
  }

  /**
   * The same 43 characters (base64url, HMAC-SHA256) for the same value and purpose, for good: equality
   * can be looked up, the value cannot be read back, nor compared with fingerprints of another purpose.
   */
  fingerprint(value: string, purpose: string): string {
    const name = `${Buffer.byteLength(purpose)}:${purpose}:${value}`;
    return createHmac('sha256', this.fingerprintKey).update(name).digest('base64url');
  }
}

/** Reads `keyId:base64,keyId:base64` (newest first) and lists all that is wrong with it, never a key. */
export function parseSealingKeys(text: string): { keys: readonly SealingKey[]; problems: readonly string[] } {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const keys = entries.map((entry): SealingKey => {
    const [id = '', ...value] = entry.split(':');
    return { id: id.trim(), key: Buffer.from(value.join(':'), 'base64') };
  });
  const problems = keys.flatMap(problemsOf);
  if (keys.length === 0) problems.push('no key given: write keyId:base64, the base64 of 32 random bytes');
  if (new Set(keys.map((key) => key.id)).size < keys.length) problems.push('a key id is used twice');
  return { keys, problems };
}

function problemsOf({ id, key }: SealingKey, index: number): string[] {
  const which = `key ${index + 1}`;
  return [
    ...(KEY_ID.test(id)
      ? []
      : [`${which}: the id must be 1 to 32 letters, digits, - or _, followed by a colon`]),
    ...(key.length === KEY_BYTES ? [] : [`${which}: ${key.length} bytes instead of ${KEY_BYTES}`]),
  ];
}

/** What a cipher gives, and needs again. */
interface Sealed {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly text: Buffer;
}

function encrypt(key: Buffer, plain: Uint8Array, context: string): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { iv, tag: cipher.getAuthTag(), text };
}

function decrypt(key: Buffer, { iv, tag, text }: Sealed, context: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch (error) {
    // Node's crypto says it by an error: wrong tag, wrong context, or parts of a wrong length.
    throw unreadable(error);
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'sealed-unreadable',
    'a sealed text does not open: wrong place, changed, or its key is missing from the sealing keys',
    { cause },
  );
}
