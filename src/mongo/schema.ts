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
 * True when an unordered insert of many failed for nothing but ids that are already there: everything else
 * of it is written. The code of such an error alone tells only of its first document.
 */
export function areDuplicates(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return false;
  const failed = [error.writeErrors].flat();
  const allKnown = failed.length > 0 && failed.every((each) => each.code === 11000);
  return allKnown && error.result.getWriteConcernError() === undefined;
}
