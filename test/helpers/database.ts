import { randomBytes } from 'node:crypto';
import type { Connection } from '../../src/mongo/connection';
import { createIndexes, openConnection } from '../../src/mongo/connection';

export interface TestDatabase {
  connection: Connection;
  /** Address with the database's name in it, for a process of its own. */
  uri: string;
  /** Creates the indexes of all models made on the connection so far. */
  createIndexes(): Promise<void>;
  /** Drops the database and closes the connection. */
  close(): Promise<void>;
}

/** A database of its own on the test engine (or on `MONGODB_URI`), for one test file. */
export async function connectTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_MONGODB_URI;
  if (server === undefined) throw new Error('run the tests with jest: its global set-up starts the engine');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const uri = withDatabase(server, name);
  const connection = await openConnection(uri, name);
  const close = async (): Promise<void> => {
    await connection.dropDatabase();
    await connection.close();
  };
  return { connection, uri, createIndexes: () => createIndexes(connection), close };
}

function withDatabase(uri: string, name: string): string {
  const [, head = '', query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(uri) ?? [];
  return `${head}/${name}${query}`;
}
