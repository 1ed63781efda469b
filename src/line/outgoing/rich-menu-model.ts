import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../../mongo/schema';

/**
 * Collection `rich-menus`: which of LINE's rich menus is an organisation's current one, per group of people
 * and language. Owner: line. Holds nothing personal; kept as long as the organisation, one document per
 * menu, overwritten. Found by `_id` alone (`<orgId>:<group>:<locale>`).
 */
export interface PublishedMenu {
  _id: string;
  richMenuId: string;
  /** What it shows and does, see `hashOf`; written only once its picture is uploaded. */
  hash: string;
  /** The one before: some people may still be linked to it. */
  replaces?: string;
}

const schema = new Schema<PublishedMenu>(
  {
    _id: String,
    richMenuId: { type: String, required: true },
    hash: { type: String, required: true },
    replaces: String,
  },
  { collection: 'rich-menus', versionKey: false },
);

/** The model of collection `rich-menus` on this connection. */
export function richMenuModel(connection: Connection): Model<PublishedMenu> {
  return modelOn(connection, 'RichMenu', schema);
}
