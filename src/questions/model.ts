import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';
import type { QuestionState } from './rules';
import { QUESTION_STATES } from './rules';

/**
 * Collection `questions`: what people asked, until the office has seen to it, one document each.
 * Owner: the questions room, through `service.ts` alone.
 * Retention: a year while open, 90 days once answered, two days once its asker took it back (`purgeOn`, a day).
 * Nobody's: no person, no LINE id, no moment; `_id` is a fingerprint of the conversation's secret, the text is
 * sealed (context `question:<id>`), and the collection is in no order of asking.
 * Indexes: organisation + state + day (the list); `purgeOn` (the sweep).
 */
export interface StoredQuestion {
  _id: string;
  orgId: string;
  sealedText: string;
  /** It may be about the office's own people. */
  delicate: boolean;
  state: QuestionState;
  askedOn: Day;
  /** Fingerprint of the colleague who marked it answered. */
  answeredBy?: string;
  purgeOn: Day;
}

const schema = new Schema<StoredQuestion>(
  {
    _id: String,
    orgId: { type: String, required: true },
    sealedText: { type: String, required: true },
    delicate: { type: Boolean, required: true },
    state: { type: String, required: true, enum: QUESTION_STATES },
    askedOn: { type: String, required: true },
    answeredBy: String,
    purgeOn: { type: String, required: true },
  },
  { collection: 'questions', versionKey: false, ...WITHOUT_ORDER },
);
schema.index({ orgId: 1, state: 1, askedOn: 1 });
schema.index({ purgeOn: 1 });

/** See `StoredQuestion`. */
export type QuestionModel = Model<StoredQuestion>;

/** The model of collection `questions` on this connection. */
export function questionModel(connection: Connection): QuestionModel {
  return modelOn(connection, 'Question', schema);
}
