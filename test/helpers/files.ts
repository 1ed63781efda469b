import type { FileReader, ReadPurpose } from '../../src/files/reader';

/** A file as a person may see it, its bytes whole; `undefined` where the room shows nothing. */
export async function wholeFile<Actor>(
  reader: FileReader<Actor>,
  id: string,
  actor: Actor,
  purpose: ReadPurpose = 'show',
): Promise<{ mediaType: string; name?: string; bytes: Buffer } | undefined> {
  const file = await reader.open(id, { actor, purpose });
  if (file === undefined) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of file.bytes()) pieces.push(piece);
  const { mediaType, name } = file;
  return { mediaType, ...(name === undefined ? {} : { name }), bytes: Buffer.concat(pieces) };
}
