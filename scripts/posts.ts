/**
 * Shows who holds which post of an organisation, and takes one back:
 *   npm run posts -- list --org na-kok
 *   npm run posts -- end --org na-kok --post <id>
 * What the post allowed is refused from that moment on, and its holder is told by the bot as soon as it runs. The last post of an organisation that can manage its
 * people stays: invite the successor first. The embedded database admits one process: stop the bot first, or
 * use MONGODB_URI.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config';
import { AppError, Explainable } from '../src/core/errors';
import { text } from '../src/core/texts';
import { createIndexes } from '../src/mongo/connection';
import { createKeep } from '../src/outbox/keeping';
import type { HeldPost } from '../src/people/service';
import { createTellHolder } from '../src/people/telling';
import { explainFailure } from '../src/process/termination';
import type { Foundation, Rooms } from '../src/rooms';
import { openRooms } from '../src/rooms';

const USAGE = 'usage: list --org <id> | end --org <id> --post <id>';

async function main(): Promise<void> {
  const given = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { org: given, post: given } });
  const [command] = positionals;
  const { org, post } = values;
  const isComplete = command === 'list' || (command === 'end' && post !== undefined);
  if (org === undefined || !isComplete) throw new AppError('usage', USAGE);
  const rooms = await openRooms(loadConfig());
  try {
    await createIndexes(rooms.database.connection);
    if (command === 'end' && post !== undefined) await end(rooms, org, post);
    else await list(rooms, org);
  } finally {
    await rooms.database.close();
  }
}

async function list({ people }: Rooms, org: string): Promise<void> {
  const posts = await people.endablePosts(org, 'operator');
  if (posts.length === 0) console.log(`nobody holds a post in ${org}`);
  for (const held of posts) console.log(lineOf(held));
}

async function end(rooms: Foundation & Rooms, org: string, post: string): Promise<void> {
  const keep = createKeep({ ...rooms, connection: rooms.database.connection });
  const tellHolder = createTellHolder({ outbox: { enqueue: keep }, names: rooms.names });
  try {
    const ended = await rooms.people.endPost(org, post, 'operator');
    await tellHolder(ended, org);
    console.log(`ended: ${lineOf(ended)}\nits holder will be told by the bot`);
  } catch (error) {
    if (error instanceof Explainable) throw new AppError(error.code, text('en', error.text, error.params));
    throw error;
  }
}

function lineOf({ post, displayName = '(no name)' }: HeldPost): string {
  const { id, office, unitKey, acting, from, until } = post;
  const what = [acting === true ? 'acting' : '', office, unitKey ?? '']
    .filter((part) => part !== '')
    .join(' ');
  const when = until === undefined ? `since ${from}` : `${from} until before ${until}`;
  return [id, what, displayName, when].join('\t');
}

main().catch(explainFailure);
