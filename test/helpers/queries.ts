import type { Connection } from '../../src/mongo/connection';

type Args = readonly unknown[];

interface Issued {
  collection: string;
  command: Record<string, unknown>;
}

/**
 * Runs `work` and explains every query it sent to the database, as it was sent. Gives the collections
 * queried and those of them that were searched without an index; that list must be empty.
 */
export async function explained(
  connection: Connection,
  work: () => Promise<unknown>,
): Promise<{ queried: string[]; unindexed: string[] }> {
  const issued: Issued[] = [];
  connection.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    const command = commandOf(collection, method, args);
    if (command !== undefined) issued.push({ collection, command });
  });
  try {
    await work();
  } finally {
    connection.set('debug', false);
  }
  const unindexed: string[] = [];
  for (const { collection, command } of issued) {
    const plan = await connection.db!.command({ explain: command, verbosity: 'queryPlanner' });
    if (JSON.stringify(plan).includes('COLLSCAN'))
      unindexed.push(`${collection}: ${JSON.stringify(command)}`);
  }
  return { queried: issued.map((each) => each.collection), unindexed };
}

function commandOf(collection: string, method: string, args: Args): Record<string, unknown> | undefined {
  const [first, second, third] = args as Record<string, unknown>[];
  switch (method) {
    case 'find':
    case 'findOne':
      return {
        find: collection,
        filter: first,
        ...(second?.sort === undefined ? {} : { sort: second.sort }),
      };
    case 'countDocuments':
      return { count: collection, query: first };
    case 'aggregate':
      return { aggregate: collection, pipeline: args[0], cursor: {} };
    case 'updateOne':
    case 'updateMany':
      return { update: collection, updates: [{ q: first, u: second, multi: method === 'updateMany' }] };
    case 'findOneAndUpdate':
      return { findAndModify: collection, query: first, update: second, upsert: third?.upsert === true };
    case 'deleteOne':
    case 'deleteMany':
      return { delete: collection, deletes: [{ q: first, limit: method === 'deleteOne' ? 1 : 0 }] };
    default:
      return undefined;
  }
}
