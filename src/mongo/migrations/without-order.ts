import { AppError } from '../../core/errors';
import type { Connection } from '../connection';

/** Made by `createCollections` the same way: in the order of `_id`, not of writing. */
const CLUSTERED = { clusteredIndex: { key: { _id: 1 }, unique: true } } as const;

/** Documents written at a time. */
const BATCH = 20;

type Stored = { _id: string } & Record<string, unknown>;

/**
 * Writes a collection anew into one that keeps no order of writing, each document as `change` wants it, and
 * puts it in the place of the old one. Repeating after a crash comes to the same end; a collection that is not
 * there, or keeps no order already, is left alone. Error `migration-overtaken`: this process was silent for so
 * long that another one has taken the step; it has changed nothing then.
 */
export async function rewriteWithoutOrder(
  connection: Connection,
  name: string,
  change: (document: Stored) => Stored | Promise<Stored> = (document) => document,
): Promise<void> {
  const kept = await optionsOf(connection, name);
  if (kept === undefined || 'clusteredIndex' in kept) return;
  const copy = `${name}.new`;
  // What a crash has left of an earlier try.
  if ((await optionsOf(connection, copy)) !== undefined) await connection.dropCollection(copy);
  await connection.createCollection(copy, CLUSTERED);
  const made = await identityOf(connection, copy);
  let batch: Stored[] = [];
  const write = async (): Promise<void> => {
    if (batch.length > 0) await connection.collection<Stored>(copy).insertMany(batch);
    batch = [];
  };
  for await (const document of connection.collection<Stored>(name).find()) {
    batch.push(await change(document));
    if (batch.length >= BATCH) await write();
  }
  await write();
  // A copy that another one has dropped comes again by writing to it, and holds the rest alone.
  if ((await identityOf(connection, copy)) !== made) throw await overtaken(connection, name);
  await connection.db?.renameCollection(copy, name, { dropTarget: true });
}

/** Makes a collection that keeps no order of writing, if it is not there. */
export async function makeWithoutOrder(connection: Connection, name: string): Promise<void> {
  if ((await optionsOf(connection, name)) === undefined) await connection.createCollection(name, CLUSTERED);
}

/** Leaves no half copy behind once the other one is through. */
async function overtaken(connection: Connection, name: string): Promise<AppError> {
  const kept = await optionsOf(connection, name);
  if (kept !== undefined && 'clusteredIndex' in kept) await connection.dropCollection(`${name}.new`);
  return new AppError(
    'migration-overtaken',
    `Another process has taken over the migration of ${name}: start again.`,
  );
}

/** The same for as long as a collection lives, another one for its next of the same name. */
async function identityOf(connection: Connection, name: string): Promise<string | undefined> {
  const [found] = (await connection.db?.listCollections({ name }, { nameOnly: false }).toArray()) ?? [];
  return found === undefined || !('info' in found) ? undefined : JSON.stringify(found.info);
}

/** How a collection was made; `undefined` when it is not there. */
async function optionsOf(connection: Connection, name: string): Promise<object | undefined> {
  const [found] = (await connection.db?.listCollections({ name }).toArray()) ?? [];
  if (found === undefined) return undefined;
  return 'options' in found && typeof found.options === 'object' ? (found.options ?? {}) : {};
}
