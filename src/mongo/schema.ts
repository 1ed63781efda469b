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
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE;
}

/** Code of an error of a unique index. */
export const DUPLICATE = 11000;

/**
 * Runs an unordered write of many documents and gives the code of each that failed by its place, counted from 0:
 * one bad document fails alone. Throws what failed for all, and what was written and is not safe.
 */
export async function failuresOf(write: () => Promise<unknown>): Promise<ReadonlyMap<number, number>> {
  try {
    await write();
    return new Map();
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.length === 0 || error.result.getWriteConcernError() !== undefined) throw error;
    return new Map(failed.map(({ index, code }) => [index, code]));
  }
}
