import type { Connection, Model, Schema } from 'mongoose';
import mongoose from 'mongoose';

/** The model `name` on `connection`, made at its first use. */
export function modelOn<T>(connection: Connection, name: string, schema: Schema<T>): Model<T> {
  const known = connection.models[name] as Model<T> | undefined;
  return known ?? connection.model<T>(name, schema);
}

/** True for the error of a unique index: somebody (perhaps we, before a crash) has already made it. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11000;
}
