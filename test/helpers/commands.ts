import type { Sealer } from '../../src/core/sealing';
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

/**
 * Stores, kills `run` after 0, 1, 2 … commands until it comes to its end, runs it `again` times and checks
 * what is there then. Returns how many commands were tried.
 */
export async function cutEverywhere(
  connection: Connection,
  steps: { store: () => Promise<unknown>; run: () => Promise<unknown>; check: () => Promise<unknown> },
  again = 1,
): Promise<number> {
  let commands = 0;
  for (let cut = true; cut; commands += 1) {
    await steps.store();
    cut = await dies(connection, commands, steps.run);
    for (let time = 0; time < again; time += 1) await steps.run();
    await steps.check();
  }
  return commands;
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

/** A sealer that seals nothing any more: the process dies at the first thing it would have sealed. */
export function dyingSealer(sealer: Sealer): Sealer {
  return Object.create(sealer, {
    seal: {
      value: () => {
        throw new Error('the process dies here');
      },
    },
  }) as Sealer;
}
