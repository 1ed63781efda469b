import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { isDuplicate, modelOn } from './schema';

/**
 * Collection `write-checks`: one document, written whenever somebody asks whether the database keeps what
 * it is given. Owner: mongo. Retention: for good; no personal data. No index but its id.
 */
interface WriteCheck {
  _id: 'readiness';
  at?: Date;
}

const schema = new Schema<WriteCheck>(
  { _id: String, at: Date },
  { collection: 'write-checks', versionKey: false },
);

/** Writes one document as durably as a webhook. Rejects with what the driver has to say. */
export async function checkWrite(connection: Connection): Promise<void> {
  const checks = modelOn(connection, 'WriteCheck', schema);
  try {
    await checks.updateOne({ _id: 'readiness' }, { $currentDate: { at: true } }, { upsert: true });
  } catch (error) {
    // Another process wrote the first one at the same moment: it was written.
    if (!isDuplicate(error)) throw error;
  }
}
