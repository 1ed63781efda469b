import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../mongo/schema';
import type { Organization } from './rules';

/** A LINE channel as it is kept; secrets are sealed for the context `channel:<organisation>`. */
export interface StoredChannel {
  botUserId?: string;
  channelId?: string;
  secret: string;
  accessToken?: string;
}

/**
 * Collection `organizations`: the local governments this deployment serves, each with its LINE channel.
 * Owner: the organizations room, through `service.ts` alone.
 * Retention: as long as the organisation is served. No personal data; channel secrets are sealed.
 * Indexes: `channel.botUserId` (unique where present: a webhook's `destination` names one organisation).
 * The few dozen documents are otherwise read all at once.
 */
export interface StoredOrganization {
  _id: string;
  organization: Omit<Organization, 'id'>;
  channel?: StoredChannel;
}

export type OrganizationModel = Model<StoredOrganization>;

const unit = new Schema(
  {
    key: { type: String, required: true },
    name: { type: String, required: true },
    aliases: [String],
    source: String,
  },
  { _id: false },
);

const signOff = new Schema(
  {
    order: { type: Number, required: true },
    title: { type: String, required: true },
    office: { type: String, required: true },
    source: String,
  },
  { _id: false },
);

const contact = new Schema(
  {
    phone: String,
    hours: {
      type: new Schema(
        {
          days: { type: String, required: true },
          from: { type: String, required: true },
          to: { type: String, required: true },
        },
        { _id: false },
      ),
      required: false,
    },
    address: String,
  },
  { _id: false },
);

const organization = new Schema(
  {
    order: { type: Number, required: true },
    name: { type: String, required: true },
    shortName: { type: String, required: true },
    kind: { type: String, required: true },
    district: String,
    province: String,
    address: String,
    website: String,
    contact,
    documentPrefix: String,
    basicId: String,
    units: [unit],
    signOffChain: [signOff],
    forms: [String],
    sample: String,
  },
  { _id: false },
);

const channel = new Schema(
  { botUserId: String, channelId: String, secret: { type: String, required: true }, accessToken: String },
  { _id: false },
);

const schema = new Schema<StoredOrganization>(
  { _id: String, organization: { type: organization, required: true }, channel },
  { collection: 'organizations', versionKey: false },
);
schema.index({ 'channel.botUserId': 1 }, { unique: true, sparse: true });

/** The model of collection `organizations` on this connection. */
export function organizationModel(connection: Connection): OrganizationModel {
  return modelOn(connection, 'Organization', schema);
}
