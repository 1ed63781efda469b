import { threadIdOf } from './events';
import type { ThreadParts } from './parts';
import { threadsOn } from './parts';

/**
 * Gives the document of a person a new stamp: whoever remembers what is known of the person elsewhere learns with
 * the next turn that it has changed. Who has no document has no turn that could be wrong: a new document has a
 * stamp of its own. The stamp is random and written nowhere else, and every document has one: it leads from here
 * to no other collection, and does not tell of whom anything is known there.
 */
export function threadStamps({
  connection,
  sealer,
  ids,
}: Pick<ThreadParts, 'connection' | 'sealer' | 'ids'>): (personId: string) => Promise<void> {
  const threads = threadsOn(connection);
  return async (personId) => {
    await threads.updateOne({ _id: threadIdOf(sealer, personId) }, { $set: { stamp: ids.next() } });
  };
}
