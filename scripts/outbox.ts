/**
 * Shows what could not be pushed, and lets it be sent after all:
 *   npm run outbox -- list
 *   npm run outbox -- revive <id>…
 *   npm run outbox -- revive --problem 401      all whose problem begins like this
 *   npm run outbox -- revive --all
 * Lists no content, and of people no more than the id of the message. What is no longer true is not sent.
 * What LINE may have received more than a day ago can arrive twice. The embedded database admits one process:
 * stop the bot first, or use MONGODB_URI.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config';
import { AppError } from '../src/core/errors';
import type { DeadLetter, WhichDead } from '../src/outbox/dead-letters';
import { createDeadLetters } from '../src/outbox/dead-letters';
import { explainFailure } from '../src/process/termination';
import { openRooms } from '../src/rooms';

const USAGE = 'usage: list | revive <id>… | revive --problem <beginning> | revive --all';

async function main(): Promise<void> {
  const revived = readArguments();
  const { database, machineClock } = await openRooms(loadConfig());
  try {
    const letters = createDeadLetters({ connection: database.connection, machineClock });
    if (revived === 'list') console.log(table(await letters.list()));
    else console.log(`${await letters.revive(revived)} to be sent`);
  } finally {
    await database.close();
  }
}

function readArguments(): WhichDead | 'list' {
  const options = { problem: { type: 'string' }, all: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, ...ids] = positionals;
  if (command === 'list' && ids.length === 0) return 'list';
  const ways = [ids.length > 0, values.problem !== undefined, values.all].filter(Boolean);
  if (command !== 'revive' || ways.length !== 1) throw new AppError('usage', USAGE);
  return ids.length > 0 ? { ids } : { problem: values.problem ?? '' };
}

function table(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return 'nothing was given up';
  return letters
    .map(({ id, orgId, on, problem, attempts, revivable }) =>
      [
        on?.toISOString().slice(0, 10) ?? '-',
        orgId,
        id,
        `${problem} after ${attempts} attempts`,
        ...(revivable ? [] : ['nothing left to send']),
      ].join('  '),
    )
    .join('\n');
}

main().catch(explainFailure);
