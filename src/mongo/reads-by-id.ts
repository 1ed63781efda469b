import type { Connection, Model } from './connection';
import { SharedCalls } from './shared-calls';

/**
 * Reads documents by their id, those that are asked for at the same time in one command, and without mongoose's
 * casting: for what every turn reads. `undefined` for an id that is not there. Nobody is given what was read
 * before they asked.
 */
export function readsById<T extends { _id: string }>(
  connection: Connection,
  model: Model<T>,
): (id: string) => Promise<T | undefined> {
  const documents = connection.collection<{ _id: string }>(model.collection.collectionName);
  const reads = new SharedCalls<string, T | undefined>(async (ids) => {
    const found = await documents.find({ _id: { $in: [...new Set(ids)] } }).toArray();
    const byId = new Map(found.map((document) => [document._id, document as T]));
    return ids.map((id) => byId.get(id));
  });
  return (id) => reads.one(id);
}
