import type { Connection, Model } from './connection';
import { duplicatesOf } from './schema';
import { SharedCalls } from './shared-calls';

/** A document that says by a value of its own, never used twice, how it was written last. */
export interface Versioned {
  readonly _id: string;
  readonly version: string;
}

export interface VersionedWrites<T extends Versioned> {
  /**
   * Puts `document` in the place of the one with this version, or where none is yet. False: somebody else has
   * written meanwhile, and nothing is changed. On disk when it resolves.
   */
  write(document: T, replaced: string | undefined): Promise<boolean>;
}

interface Replacement<T> {
  readonly document: T;
  readonly replaced: string;
}

/** Said here because the driver is spoken to directly. */
const DURABLE = { w: 'majority', journal: true } as const;

/** Writes that come at the same time share a command, and a wait for the disk; each succeeds or not by itself. */
export function createVersionedWrites<T extends Versioned>(
  connection: Connection,
  model: Model<T>,
): VersionedWrites<T> {
  const documents = connection.collection<Versioned>(model.collection.collectionName);
  const options = { ordered: false, writeConcern: DURABLE } as const;

  const insertions = new SharedCalls<T, boolean>(async (batch) => {
    const known = await duplicatesOf(() => documents.insertMany(batch, options));
    return batch.map((_document, place) => !known.has(place));
  });

  const replacements = new SharedCalls<Replacement<T>, boolean>(async (batch) => {
    const { matchedCount } = await documents.bulkWrite(
      batch.map(({ document: { _id, ...replacement }, replaced }) => ({
        replaceOne: { filter: { _id, version: replaced }, replacement },
      })),
      options,
    );
    if (matchedCount === batch.length) return batch.map(() => true);
    // Some were overtaken: whose own version is there now was not.
    const now = await Promise.all(
      batch.map(({ document: { _id } }) => documents.findOne({ _id }, { projection: { version: 1 } })),
    );
    return batch.map(({ document }, place) => now[place]?.version === document.version);
  });

  return {
    write: (document, replaced) =>
      replaced === undefined ? insertions.one(document) : replacements.one({ document, replaced }),
  };
}
