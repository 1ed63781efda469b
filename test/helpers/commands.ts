import type { Connection } from '../../src/mongo/connection';

/**
 * Runs `work` as in a process that is killed after so many commands to the database. True: it was; false: it
 * came to its end. Counting up from 0 until that tries every place where a crash may cut.
 */
export async function dies(
  connection: Connection,
  commands: number,
  work: () => Promise<unknown>,
): Promise<boolean> {
  let left = commands;
  connection.set('debug', () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  });
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Error && error.message === 'killed') return true;
    throw error;
  } finally {
    connection.set('debug', false);
  }
}

/** What `work` asks of the database, each as `<collection>.<method>`. */
export async function commandsOf(connection: Connection, work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  connection.set('debug', (collection: string, method: string) => {
    asked.push(`${collection}.${method}`);
  });
  try {
    await work();
    return asked;
  } finally {
    connection.set('debug', false);
  }
}
