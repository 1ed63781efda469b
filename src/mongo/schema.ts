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

/** What became of many updates that were one unordered write. */
export interface Updated {
  /** The code of each that failed by its place, counted from 0. */
  readonly failures: ReadonlyMap<number, number>;
  /** Documents that were found, or made. */
  readonly found: number;
}

/**
 * Runs an unordered write of many updates: one bad document fails alone. Throws what failed for all, and what was
 * written and is not safe.
 */
export async function updatedBy(write: () => Promise<mongoose.mongo.BulkWriteResult>): Promise<Updated> {
  try {
    return { failures: new Map(), found: foundBy(await write()) };
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.length === 0 || error.result.getWriteConcernError() !== undefined) throw error;
    return {
      failures: new Map(failed.map(({ index, code }) => [index, code])),
      found: foundBy(error.result),
    };
  }
}

function foundBy({ matchedCount, upsertedCount }: mongoose.mongo.BulkWriteResult): number {
  return matchedCount + upsertedCount;
}
