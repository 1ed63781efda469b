import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Day } from '../core/bangkok-day';
import { modelOn, WITHOUT_ORDER } from '../mongo/schema';
import type { TicketState } from './rules';
import { TICKET_STATES } from './rules';

/** Something that happened to a ticket; `id` is deterministic, so that a repeat adds nothing. */
export interface StoredEvent {
  id: string;
  at: Date;
  state: TicketState;
  /** Fingerprint of the staff member; absent for what the reporter did. */
  by?: string;
  /** The note is the reporter's word on the office's answer. */
  from?: 'reporter';
  /** What the reporter is told, or says, sealed like the detail. */
  sealedNote?: string;
  /** What was sent with it; made part of the ticket, and sealed as its files are. */
  fileIds?: string[];
}

/**
 * Collection `complaints`: one document per ticket, its whole history included.
 * Owner: the complaints room, through `service.ts` alone.
 * Retention: ten years, as official papers (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ ข้อ 57).
 * Holds no LINE id, and of an anonymous reporter nothing that leads to a person: `_id`, `mailboxId` and
 * `pinHash` are fingerprints that only the key can compare. All that people wrote is sealed (context
 * `complaint:<id>`). Times are days: a moment would be found again where its reporter wrote. Days begin at
 * midnight in Bangkok; what happened to a ticket lies in the order of its timeline. `reporter.tag` exists for named complaints alone and finds them for their reporter.
 * Indexes: organisation + ticket number (unique); organisation + state + due day (the inbox); organisation
 * + time (statistics); organisation + reporter's tag, where there is one.
 */
export interface StoredComplaint {
  _id: string;
  orgId: string;
  ticketNo: string;
  category: string;
  sealedDetail: string;
  sealedPlace?: string;
  /** The day since when it lasts, as its reporter says. */
  sealedSince?: string;
  fileIds: string[];
  reporter: { kind: 'anonymous' } | { kind: 'named'; tag: string; sealedContact: string };
  mailboxId: string;
  pinHash: string;
  state: TicketState;
  timeline: StoredEvent[];
  receivedAt: Date;
  dueOn: Day;
}

const event = new Schema<StoredEvent>(
  {
    id: { type: String, required: true },
    at: { type: Date, required: true },
    state: { type: String, required: true, enum: TICKET_STATES },
    by: String,
    from: { type: String, enum: ['reporter'] },
    sealedNote: String,
    fileIds: { type: [String], default: undefined },
  },
  { _id: false },
);

const reporter = new Schema(
  {
    kind: { type: String, required: true, enum: ['anonymous', 'named'] },
    tag: String,
    sealedContact: String,
  },
  { _id: false },
);

const complaint = new Schema<StoredComplaint>(
  {
    _id: String,
    orgId: { type: String, required: true },
    ticketNo: { type: String, required: true },
    category: { type: String, required: true },
    sealedDetail: { type: String, required: true },
    sealedPlace: String,
    sealedSince: String,
    fileIds: { type: [String], required: true },
    reporter: { type: reporter, required: true },
    mailboxId: { type: String, required: true },
    pinHash: { type: String, required: true },
    state: { type: String, required: true, enum: TICKET_STATES },
    timeline: { type: [event], required: true },
    receivedAt: { type: Date, required: true },
    dueOn: { type: String, required: true },
  },
  { collection: 'complaints', versionKey: false, ...WITHOUT_ORDER },
);
complaint.index({ orgId: 1, ticketNo: 1 }, { unique: true });
complaint.index({ orgId: 1, state: 1, dueOn: 1 });
complaint.index({ orgId: 1, receivedAt: 1 });
complaint.index({ orgId: 1, 'reporter.tag': 1 }, { sparse: true });

/**
 * Collection `sealed-reporters`: the way back to who reported, one mailbox per ticket.
 * Owner: the complaints room; opened by delivery alone, through `reporterOf`.
 * Retention: as its complaint. Holds no organisation, no time and no person: nothing to join it with but
 * the mailbox id, and nothing to read without the key (contexts `mailbox:<id>` and, for the language, which
 * would single out the only one who reads English, `mailbox-locale:<id>`).
 * Indexes: none but `_id`.
 */
export interface StoredMailbox {
  _id: string;
  sealedUserId: string;
  sealedLocale: string;
}

const mailbox = new Schema<StoredMailbox>(
  {
    _id: String,
    sealedUserId: { type: String, required: true },
    sealedLocale: { type: String, required: true },
  },
  { collection: 'sealed-reporters', versionKey: false, ...WITHOUT_ORDER },
);

/**
 * Collection `pin-tries`: the last wrong PINs of an asking person (`_id`: a fingerprint made for this purpose;
 * which ticket somebody asked for is not kept), newest first, to the minute.
 * Owner: the complaints room. Retention: removed by the database the day after the last try (`purgeAt`, a
 * day by the machine's time). Indexes: `purgeAt` (time to live).
 */
export interface StoredTries {
  _id: string;
  at: Date[];
  purgeAt: Date;
}

/**
 * Collection `pin-heats`: how many wrong PINs came for a ticket within an hour, from whomever (`_id`: a
 * fingerprint of ticket and hour). Owner: the complaints room. Retention: removed by the database two days
 * later (`purgeAt`). Indexes: `purgeAt` (time to live).
 */
export interface StoredHeat {
  _id: string;
  wrong: number;
  purgeAt: Date;
}

const tries = new Schema<StoredTries>(
  { _id: String, at: { type: [Date], required: true }, purgeAt: { type: Date, required: true } },
  { collection: 'pin-tries', versionKey: false, ...WITHOUT_ORDER },
);
tries.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

const heat = new Schema<StoredHeat>(
  { _id: String, wrong: { type: Number, required: true }, purgeAt: { type: Date, required: true } },
  { collection: 'pin-heats', versionKey: false, ...WITHOUT_ORDER },
);
heat.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });

export type ComplaintModel = Model<StoredComplaint>;
export type MailboxModel = Model<StoredMailbox>;
export type TriesModel = Model<StoredTries>;
export type HeatModel = Model<StoredHeat>;

/** The model of collection `complaints` on this connection. */
export function complaintModel(connection: Connection): ComplaintModel {
  return modelOn(connection, 'Complaint', complaint);
}

/** The model of collection `sealed-reporters` on this connection. */
export function mailboxModel(connection: Connection): MailboxModel {
  return modelOn(connection, 'SealedReporter', mailbox);
}

/** The model of collection `pin-tries` on this connection. */
export function triesModel(connection: Connection): TriesModel {
  return modelOn(connection, 'PinTries', tries);
}

/** The model of collection `pin-heats` on this connection. */
export function heatModel(connection: Connection): HeatModel {
  return modelOn(connection, 'PinHeat', heat);
}
