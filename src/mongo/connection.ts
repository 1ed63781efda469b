import { join } from 'node:path';
import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import type { Log } from '../core/log';
import { present } from '../core/present';
import type { EmbeddedEngine } from './embedded';
import { startEmbedded } from './embedded';

export type { Connection, Model, UpdateQuery } from 'mongoose';

/** An open database, embedded or on a server: the same to everyone who uses it. */
export interface Database {
  readonly connection: Connection;
  /** Present when the engine is embedded. */
  readonly engine?: EmbeddedEngine;
  /** Closes the connection and, if it is ours, the engine. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `mongodb://` address of a server; absent: the embedded engine in `dataDir`. */
  readonly uri?: string;
  readonly dataDir: string;
  /** Database name where the address gives none. */
  readonly name?: string;
  readonly log: Log;
}

/**
 * Acknowledged means on disk, on every kind of server: without `j` a killed process loses up to some
 * hundred acknowledged writes (measured in docs/embedded-mongo.md).
 */
export const DURABLE = { w: 'majority', journal: true } as const;

/** Opens the database. Errors: those of `startEmbedded`, or the driver's when the server is out of reach. */
export async function connect(options: DatabaseOptions): Promise<Database> {
  const engine = options.uri === undefined ? await startEmbedded(join(options.dataDir, 'db')) : undefined;
  const uri = options.uri ?? engine?.uri ?? '';
  try {
    const connection = await openConnection(
      uri,
      options.name ?? (namesDatabase(uri) ? undefined : 'prongsai'),
    );
    void engine?.lost.then((how) => options.log.error('database.lost', { how }));
    options.log.info('database.open', { embedded: engine !== undefined, enginePid: engine?.pid });
    const close = async (): Promise<void> => {
      await connection.close();
      await engine?.stop();
    };
    return engine === undefined ? { connection, close } : { connection, engine, close };
  } catch (error) {
    await engine?.stop();
    throw error;
  }
}

/** A durable connection of its own to `uri`. */
export async function openConnection(uri: string, dbName?: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      writeConcern: DURABLE,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: 10_000,
      maxPoolSize: 32,
      ...present({ dbName }),
    })
    .asPromise();
}

/**
 * Creates the collections of the models made so far that must not be left to their first write, because they
 * keep no order (`WITHOUT_ORDER`). Repeating is harmless.
 */
export async function createCollections(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    if ('clusteredIndex' in model.schema.options) await model.createCollection();
  }
}

/** Creates what the models declared on this connection need. Called once at every start; repeating is harmless. */
export async function createIndexes(connection: Connection): Promise<void> {
  await createCollections(connection);
  for (const model of Object.values(connection.models)) await model.createIndexes();
}

function namesDatabase(uri: string): boolean {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1];
  return path !== undefined && path !== '';
}
