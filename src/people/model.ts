import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import type { Office, Post } from '../core/posts';
import { OFFICES } from '../core/posts';
import type { Locale } from '../core/texts';
import { LOCALES } from '../core/texts';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';

/** A post as it is kept: ended ones stay, with who ended them. */
export interface StoredPost extends Post {
  /** A person's fingerprint, or `operator`. */
  readonly endedBy?: string;
}

/**
 * Collection `people`: everyone who has taken up a post, tried a code or chosen a language, one document each.
 * Owner: the people room, through `service.ts` alone.
 * Retention: as long as the account is used; a request for erasure deletes the document (PDPA, section 33).
 * `_id` is a fingerprint of organisation and LINE account. The LINE id itself is sealed (context
 * `person:<id>`) and opened at delivery alone. Names are kept of colleagues only, as their inviter wrote them.
 * Who just writes has no document (`newcomers.ts`), no order of writing is kept, and of the first day only the
 * day: who came when would stand beside the complaints that came then. Indexes: organisation + office (who holds which posts; a citizen's `posts` is empty).
 */
export interface StoredPerson {
  _id: string;
  orgId: string;
  sealedUserId: string;
  posts: StoredPost[];
  displayName?: string;
  locale: Locale;
  /** False after a block: nothing can be sent to this person. */
  reachable: boolean;
  /** The last wrong invitation codes, oldest first, at most five. */
  wrongTries: Date[];
  createdAt: Date;
}

const post = new Schema<StoredPost>(
  {
    id: { type: String, required: true },
    office: { type: String, required: true, enum: OFFICES },
    unitKey: String,
    position: String,
    acting: Boolean,
    from: { type: String, required: true },
    until: String,
    endedBy: String,
  },
  { _id: false, id: false },
);

const person = new Schema<StoredPerson>(
  {
    _id: String,
    orgId: { type: String, required: true },
    sealedUserId: { type: String, required: true },
    posts: { type: [post], required: true },
    displayName: String,
    locale: { type: String, required: true, enum: LOCALES },
    reachable: { type: Boolean, required: true },
    wrongTries: { type: [Date], default: [] },
    createdAt: { type: Date, required: true },
  },
  { collection: 'people', versionKey: false, ...WITHOUT_ORDER },
);
person.index({ orgId: 1, 'posts.office': 1 });

/**
 * Collection `invitations`: who may take up which post, one document per code.
 * Owner: the people room, through `service.ts` alone.
 * Retention: removed by the database 90 days after the last day of use (`purgeAt`, by the machine's time).
 * `_id` is a fingerprint of organisation and code: the code itself is nowhere.
 * Indexes: `purgeAt` (time to live).
 */
export interface StoredInvitation {
  _id: string;
  orgId: string;
  office: Office;
  unitKey?: string;
  position?: string;
  acting?: true;
  /** The post ends before this day. */
  until?: Day;
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
    office: { type: String, required: true, enum: OFFICES },
    unitKey: String,
    position: String,
    acting: Boolean,
    until: String,
    displayName: String,
    expiresAt: { type: Date, required: true },
    usedBy: String,
    usedAt: Date,
    purgeAt: { type: Date, required: true },
  },
  { collection: 'invitations', versionKey: false },
);
invitation.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

/**
 * Collection `post-endings`: the posts of those who manage an organisation's people that are being ended, in
 * the order in which that was asked for; one document per organisation. See `endings.ts`.
 * Owner: the people room. Retention: for good; ids of posts, no personal data. Indexes: none but `_id`.
 */
export interface StoredEndings {
  _id: string;
  ending: string[];
}

const endings = new Schema<StoredEndings>(
  { _id: String, ending: { type: [String], required: true } },
  { collection: 'post-endings', versionKey: false },
);

export type PersonModel = Model<StoredPerson>;
export type InvitationModel = Model<StoredInvitation>;
export type EndingModel = Model<StoredEndings>;

/** The model of collection `people` on this connection. */
export function personModel(connection: Connection): PersonModel {
  return modelOn(connection, 'Person', person);
}

/** The model of collection `invitations` on this connection. */
export function invitationModel(connection: Connection): InvitationModel {
  return modelOn(connection, 'Invitation', invitation);
}

/** The model of collection `post-endings` on this connection. */
export function endingModel(connection: Connection): EndingModel {
  return modelOn(connection, 'PostEndings', endings);
}
