import type { Connection, Model, Schema } from 'mongoose';
import mongoose from 'mongoose';

/**
 * Schema option of collections in which the order of writing would tell who did what: they are kept in the
 * order of `_id`, which is a fingerprint or random, and not in the order in which they came. Needs the
 * collection to be made by `createCollections` before anything is written to it.
 */
export const WITHOUT_ORDER = { clusteredIndex: { key: { _id: 1 }, unique: true } } as const;

/** The model `name` on `connection`, made at its first use. */
export function modelOn<T>(connection: Connection, name: string, schema: Schema<T>): Model<T> {
  const known = connection.models[name] as Model<T> | undefined;
  return known ?? connection.model<T>(name, schema);
}

/** True for the error of a unique index: somebody (perhaps we, before a crash) has already made it. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
}

/**
 * Runs an unordered write of many documents and gives the places of those that were there already, counted
 * from 0 in their order; everything else of it is written. Throws whatever else any of it failed with.
 */
export async function duplicatesOf(write: () => Promise<unknown>): Promise<ReadonlySet<number>> {
  try {
    await write();
    return new Set();
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    const allKnown = failed.length > 0 && failed.every((each) => each.code === 11000);
    if (!allKnown || error.result.getWriteConcernError() !== undefined) throw error;
    return new Set(failed.map(({ index }) => index));
  }
}
