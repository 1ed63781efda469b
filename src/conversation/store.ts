import { addDays, bangkokDay } from '../core/bangkok-day';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Ids } from '../core/ids';
import type { Log } from '../core/log';
import { present } from '../core/present';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import { readsById } from '../mongo/reads-by-id';
import { createVersionedWrites } from '../mongo/versioned-writes';
import type { Drafts } from './drafts';
import type { Conversation } from './flow';
import type { ConversationDocument } from './model';
import { conversationModel } from './model';

/** What is kept of a person, as it was loaded or saved last. */
export interface Saved {
  readonly drafts: Drafts;
  /** Of the document; `undefined`: there is none. */
  readonly version: string | undefined;
  /** Something was kept, and its sealing key is missing. */
  readonly unreadable?: true;
}

export interface ConversationStore {
  /** One read. */
  load(personId: string): Promise<Saved>;
  /**
   * Keeps `drafts` in place of `saved`, as it was loaded, in one write. `undefined`: somebody else has written
   * meanwhile, nothing is changed.
   */
  save(personId: string, drafts: Drafts, saved: Saved): Promise<Saved | undefined>;
  /** Ids of the files that drafts name, open or to be brought back: as long as they do, these files are kept. */
  namedFiles(): Promise<ReadonlySet<string>>;
  /** Deletes what nobody has gone on with for a week; returns how many people that was. */
  sweepExpired(now: Date): Promise<number>;
}

const KEPT_DAYS = 7;
const NOTHING: Drafts = { open: [] };

export interface ConversationStoreParts {
  readonly connection: Connection;
  readonly sealer: Pick<Sealer, 'seal' | 'open' | 'fingerprint'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next'>;
  readonly log: Log;
}

/** Conversations in MongoDB, sealed as a whole. */
export function createConversationStore(parts: ConversationStoreParts): ConversationStore {
  const { sealer, clock, ids } = parts;
  const conversations = conversationModel(parts.connection);
  const byId = readsById(parts.connection, conversations);
  const writes = createVersionedWrites(parts.connection, conversations);
  const idOf = (personId: string): string => sealer.fingerprint(personId, 'conversation');
  return {
    load: async (personId) => {
      const found = await byId(idOf(personId));
      if (found === undefined) return { drafts: NOTHING, version: undefined };
      const drafts = opened(found, parts);
      return drafts === undefined
        ? { drafts: NOTHING, version: found.version, unreadable: true }
        : { drafts, version: found.version };
    },
    save: async (personId, drafts, saved) => {
      const _id = idOf(personId);
      const version = ids.next();
      const document = {
        sealed: sealer.seal(filledUp(JSON.stringify(drafts)), contextOf(_id)),
        version,
        purgeOn: addDays(bangkokDay(clock.now()), KEPT_DAYS),
      };
      const isSaved = await writes.write({ _id, ...document }, saved.version);
      return isSaved ? { drafts, version } : undefined;
    },
    namedFiles: async () => {
      const named = new Set<string>();
      // Every document has its day: this asks for all of them by the index.
      for await (const found of conversations
        .find({ purgeOn: { $gt: '' } })
        .lean()
        .cursor()) {
        const { open = [], cancelled = [] } = opened(found, parts) ?? {};
        for (const { answers, beside } of [...open, ...cancelled])
          for (const id of fileIdsIn([answers, beside])) named.add(id);
      }
      return named;
    },
    sweepExpired: async (now) =>
      (await conversations.deleteMany({ purgeOn: { $lte: bangkokDay(now) } })).deletedCount,
  };
}

function contextOf(id: string): string {
  return `conversation:${id}`;
}

/** Bytes that nearly everything fits in; what does not takes four times as much, and so on. */
const COMMON_SIZE = 4_096;

/** JSON with blanks behind it, up to a size that many share. */
function filledUp(json: string): string {
  const bytes = Buffer.byteLength(json);
  let size = COMMON_SIZE;
  while (size < bytes) size *= 4;
  return json + ' '.repeat(size - bytes);
}

function opened(
  { _id, sealed }: ConversationDocument,
  { sealer, log }: Pick<ConversationStoreParts, 'sealer' | 'log'>,
): Drafts | undefined {
  try {
    const { open, cancelled, ...rest } = JSON.parse(sealer.open(sealed, contextOf(_id))) as Drafts;
    return { ...rest, open: open.map(withDates), ...present({ cancelled: cancelled?.map(withDates) }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sealed-unreadable') throw error;
    // A key that is gone must not silence the bot for this person for good: what was open is over.
    log.warn('conversation.unreadable', { error });
    return undefined;
  }
}

function withDates(conversation: Conversation): Conversation {
  const { startedAt, expiresAt } = conversation;
  return { ...conversation, startedAt: new Date(startedAt), expiresAt: new Date(expiresAt) };
}

function fileIdsIn(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const own = 'fileId' in answer && typeof answer.fileId === 'string' ? [answer.fileId] : [];
  return [...own, ...Object.values(answer).flatMap(fileIdsIn)];
}
