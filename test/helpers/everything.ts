import type { Connection } from '../../src/mongo/connection';

/** A document of the database, whatever room it belongs to. */
export interface Kept {
  readonly collection: string;
  readonly document: Record<string, unknown>;
  /** Everything in the document as text, bytes included. */
  readonly all: string;
}

/** Every document of every collection. */
export async function everythingIn({ db }: Connection): Promise<Kept[]> {
  const collections = (await db?.listCollections().toArray()) ?? [];
  const found = await Promise.all(
    collections.map(async ({ name }) =>
      ((await db?.collection(name).find().toArray()) ?? []).map((document) => ({
        collection: name,
        document,
        all: textOf(document),
      })),
    ),
  );
  return found.flat();
}

/** A document as text; bytes are read as letters of one byte and as UTF-8. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return `${value.toString('latin1')} ${value.toString('utf8')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  // No `instanceof`: the bytes come from outside of the test's own realm.
  if ('buffer' in value && ArrayBuffer.isView(value.buffer)) return textOf(bufferOf(value.buffer));
  return Object.entries(value)
    .flatMap(([name, each]) => [name, textOf(each)])
    .join(' ');
}

function bufferOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
