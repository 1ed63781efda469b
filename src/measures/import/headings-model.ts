import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../../mongo/schema';

/**
 * Collection `plan-headings`: what an office has said that the headings of its own plan files mean.
 * Owner: the measures room, through `headings-service.ts` alone.
 * Retention: as long as the organisation; a later word for a heading takes the place of the earlier one. No
 * personal data: headings are printed words, and who said it is not kept.
 * Indexes: none but the id, which is the organisation's.
 */
export interface StoredHeadings {
  _id: string;
  meanings: { heading: string; column: string }[];
}

const schema = new Schema<StoredHeadings>(
  {
    _id: String,
    meanings: {
      type: [
        new Schema(
          { heading: { type: String, required: true }, column: { type: String, required: true } },
          { _id: false },
        ),
      ],
      required: true,
    },
  },
  { collection: 'plan-headings', versionKey: false },
);

/** The model of collection `plan-headings` on this connection. */
export function headingsModel(connection: Connection): Model<StoredHeadings> {
  return modelOn(connection, 'PlanHeadings', schema);
}
