import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';

/**
 * Collection `conversations`: all that is open with one person, one document each. Owner: this room.
 * `_id` is a fingerprint made for this collection: without the key it leads to no person and to nothing else
 * that is stored. What is open, at which question, since when and after which event is sealed (context
 * `conversation:<id>`) and filled up to a common size: neither the number nor the length of drafts shows.
 * The document stays when the last of them has ended, so that its going tells nothing either.
 * Retention: a week after the person's last word (`purgeOn`, the same for all that people do); drafts inside
 * end earlier, see `Flow.idleMinutes`; a cancelled one can be brought back for a day and is not kept at any
 * write after that. Indexes: `_id`; `purgeOn` for the sweep.
 */
export interface ConversationDocument {
  _id: string;
  sealed: string;
  /** New with every write, for compare-and-set. Random: a count would show how much somebody talks. */
  version: string;
  purgeOn: Day;
}

const schema = new Schema<ConversationDocument>(
  {
    _id: String,
    sealed: { type: String, required: true },
    version: { type: String, required: true },
    purgeOn: { type: String, required: true },
  },
  { collection: 'conversations', versionKey: false, ...WITHOUT_ORDER },
);
schema.index({ purgeOn: 1 });

/** The model on this connection. */
export function conversationModel(connection: Connection): Model<ConversationDocument> {
  return modelOn(connection, 'Conversation', schema);
}
