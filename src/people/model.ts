import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Role } from '../conversation/actor';
import type { Locale } from '../core/texts';
import { LOCALES } from '../core/texts';
import { modelOn } from '../mongo/schema';
import { STAFF_ROLES } from './rules';
import type { StaffRole } from './rules';

/**
 * Collection `people`: everyone who has written to an organisation's account, one document each.
 * Owner: the people room, through `service.ts` alone.
 * Retention: as long as the account is used; a request for erasure deletes the document (PDPA, section 33).
 * `_id` is a fingerprint of organisation and LINE account. The LINE id itself is sealed (context
 * `person:<id>`) and opened at delivery alone. Names are kept of staff only, as their inviter wrote them.
 * Indexes: organisation + role + unit (administrators, staff of a unit).
 */
export interface StoredPerson {
  _id: string;
  orgId: string;
  sealedUserId: string;
  role: Role;
  unitKey?: string;
  position?: string;
  displayName?: string;
  locale: Locale;
  /** False after a block: nothing can be sent to this person. */
  reachable: boolean;
  /** When the last accepted invitation was used: an older one does not come back over a newer one. */
  registeredAt?: Date;
  /** The last wrong invitation codes, oldest first, at most five. */
  wrongTries: Date[];
  createdAt: Date;
}

const person = new Schema<StoredPerson>(
  {
    _id: String,
    orgId: { type: String, required: true },
    sealedUserId: { type: String, required: true },
    role: { type: String, required: true, enum: ['citizen', ...STAFF_ROLES] },
    unitKey: String,
    position: String,
    displayName: String,
    locale: { type: String, required: true, enum: LOCALES },
    reachable: { type: Boolean, required: true },
    registeredAt: Date,
    wrongTries: { type: [Date], default: [] },
    createdAt: { type: Date, required: true },
  },
  { collection: 'people', versionKey: false },
);
person.index({ orgId: 1, role: 1, unitKey: 1 });

/**
 * Collection `invitations`: who may become staff, one document per code.
 * Owner: the people room, through `service.ts` alone.
 * Retention: removed by the database 90 days after the last day of use (`purgeAt`, by the machine's time).
 * `_id` is a fingerprint of organisation and code: the code itself is nowhere.
 * Indexes: `purgeAt` (time to live).
 */
export interface StoredInvitation {
  _id: string;
  orgId: string;
  role: StaffRole;
  unitKey?: string;
  position?: string;
  displayName?: string;
  expiresAt: Date;
  usedBy?: string;
  usedAt?: Date;
  purgeAt: Date;
}

const invitation = new Schema<StoredInvitation>(
  {
    _id: String,
    orgId: { type: String, required: true },
    role: { type: String, required: true, enum: STAFF_ROLES },
    unitKey: String,
    position: String,
    displayName: String,
    expiresAt: { type: Date, required: true },
    usedBy: String,
    usedAt: Date,
    purgeAt: { type: Date, required: true },
  },
  { collection: 'invitations', versionKey: false },
);
invitation.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

export type PersonModel = Model<StoredPerson>;
export type InvitationModel = Model<StoredInvitation>;

/** The model of collection `people` on this connection. */
export function personModel(connection: Connection): PersonModel {
  return modelOn(connection, 'Person', person);
}

/** The model of collection `invitations` on this connection. */
export function invitationModel(connection: Connection): InvitationModel {
  return modelOn(connection, 'Invitation', invitation);
}
