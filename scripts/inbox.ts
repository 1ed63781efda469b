/**
 * What became of events that failed again and again and were set aside, so that they block nobody:
 *   npm run inbox -- list
 *   npm run inbox -- replay <id>     once what they failed of is mended
 *   npm run inbox -- drop <id>       deletes what the event says
 * Nothing is shown of what was said or by whom. They are deleted by themselves after thirty days.
 * The embedded database admits one process: stop the bot first, or use MONGODB_URI.
 */
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import { createIndexes } from '../src/mongo/connection';
import { explainFailure } from '../src/process/termination';
import { openRooms } from '../src/rooms';
import type { Asides } from '../src/threads/asides';
import { createAsides } from '../src/threads/asides';

const USAGE = 'usage: list | replay <id> | drop <id>';

async function main(): Promise<void> {
  const [wanted, id] = process.argv.slice(2);
  const rooms = await openRooms(loadConfig());
  const { connection } = rooms.database;
  try {
    const asides = createAsides({ ...rooms, connection });
    await createIndexes(connection);
    if (wanted === 'list') console.log(await listed(asides));
    else if ((wanted === 'replay' || wanted === 'drop') && id !== undefined) {
      if (!(await asides[wanted](id)))
        throw new AppError(
          'event-unknown',
          `There is no event ${id} set aside: see "npm run inbox -- list".`,
        );
    } else throw new AppError('usage', USAGE);
  } finally {
    await rooms.database.close();
  }
}

async function listed(asides: Asides): Promise<string> {
  const all = await asides.list();
  if (all.length === 0) return 'Nothing is set aside.';
  const lines = all.map(({ id, orgId, on, problem, failures }) =>
    [id, orgId, on, problem, `${failures} failures`].join('\t'),
  );
  return lines.join('\n');
}

main().catch(explainFailure);
