import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { Conversation } from './flow';

/**
 * Collection `conversations`: the one conversation a person has open. Owner: this room. `_id` is the person's
 * fingerprint. Retention: until the conversation ends; its answers are unreadable in the database and gone
 * with the sweep after `expiresAt`, the rest three days later, so that the person can be told. What remains of
 * an ended one is a tombstone `{ _id, lastEventId }`, removed when its event is done, or at night if a crash
 * came between.
 * Indexes: `_id`; `draft.expiresAt` for the sweep.
 */
export interface ConversationDocument {
  _id: string;
  /** The last event that moved the conversation on: a repeat of it must not move it again. */
  lastEventId?: string;
  /** Absent in a tombstone. */
  draft?: Draft;
}

/** A conversation without its person and with its answers sealed. */
export interface Draft extends Omit<Conversation, 'personId' | 'answers' | 'sources'> {
  /** JSON of answers and sources, sealed for `conversation:<id>`; absent after the sweep. */
  sealed?: string;
}

const draft = new Schema<Draft>(
  {
    id: { type: String, required: true },
    orgId: { type: String, required: true },
    flow: { type: String, required: true },
    version: { type: Number, required: true },
    at: { type: String, required: true },
    path: [String],
    editing: String,
    paused: Boolean,
    misses: { type: Number, required: true },
    revision: { type: Number, required: true },
    startedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    sealed: String,
  },
  { _id: false, id: false },
);

const schema = new Schema<ConversationDocument>(
  { _id: String, lastEventId: String, draft },
  { collection: 'conversations', versionKey: false },
);
schema.index({ 'draft.expiresAt': 1 });

/** The model on this connection. */
export function conversationModel(connection: Connection): Model<ConversationDocument> {
  return modelOn(connection, 'Conversation', schema);
}
