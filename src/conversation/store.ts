import type { Sealer } from '../core/sealing';
import { AppError } from '../core/errors';
import type { Log } from '../core/log';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import type { Conversation } from './flow';
import { conversationModel } from './model';
import type { ConversationDocument, Draft } from './model';

/** What is known of a person's conversation. */
export interface Saved {
  conversation: Conversation | undefined;
  /** The conversation's answers are gone: swept after it expired, or their sealing key is missing. */
  lost?: 'swept' | 'unreadable';
  /** The event that was applied last, even if it ended the conversation. */
  lastEventId: string | undefined;
}

/** At most one open conversation per person. */
export interface ConversationStore {
  load(personId: string): Promise<Saved>;
  /**
   * Keeps `next` in place of `replaced`, as it was loaded (`undefined`: none was). `overtaken`: somebody else
   * has written meanwhile, nothing is changed.
   */
  save(
    next: Conversation,
    lastEventId: string | undefined,
    replaced: Conversation | undefined,
  ): Promise<'saved' | 'overtaken'>;
  /** Leaves only a tombstone of this conversation; does nothing if it is not there any more. */
  end(conversation: Conversation, lastEventId: string): Promise<void>;
  /** Removes the tombstone this event has left. */
  forget(personId: string, lastEventId: string): Promise<void>;
  /**
   * Deletes the answers of what has expired, three days later the rest, and tombstones that a crash has left;
   * returns how many drafts ended.
   */
  sweepExpired(now: Date): Promise<number>;
}

/** For the files room: what it must not sweep. */
export interface DraftFiles {
  /** Ids of the files that open drafts name: as long as they do, these files are kept. */
  namedFiles(): Promise<ReadonlySet<string>>;
}

const TOLD_DAYS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Conversations in MongoDB, their answers sealed. */
export function createConversationStore(parts: {
  connection: Connection;
  sealer: Pick<Sealer, 'seal' | 'open'>;
  log: Log;
}): ConversationStore & DraftFiles {
  const { sealer, log } = parts;
  const conversations = conversationModel(parts.connection);
  return {
    load: async (personId) => {
      const found = await conversations.findById(personId).lean<ConversationDocument>();
      const lastEventId = found?.lastEventId;
      if (found?.draft === undefined) return { conversation: undefined, lastEventId };
      const { sealed, ...draft } = found.draft;
      const opened = open(sealed, draft.id, sealer, log);
      return typeof opened === 'string'
        ? { conversation: { ...draft, personId, answers: {}, sources: {} }, lost: opened, lastEventId }
        : { conversation: { ...draft, personId, ...opened }, lastEventId };
    },
    save: async (next, lastEventId, replaced) => {
      const _id = next.personId;
      const document = {
        draft: draftOf(next, replaced, sealer),
        ...(lastEventId === undefined ? {} : { lastEventId }),
      };
      if (replaced !== undefined) {
        const asLoaded = { _id, 'draft.id': replaced.id, 'draft.revision': replaced.revision };
        return (await conversations.replaceOne(asLoaded, document)).matchedCount === 1
          ? 'saved'
          : 'overtaken';
      }
      try {
        await conversations.replaceOne({ _id, draft: { $exists: false } }, document, { upsert: true });
        return 'saved';
      } catch (error) {
        // One is open after all: the upsert could not insert a second document of this person.
        if (isDuplicate(error)) return 'overtaken';
        throw error;
      }
    },
    end: async ({ personId, id }, lastEventId) => {
      await conversations.replaceOne({ _id: personId, 'draft.id': id }, { lastEventId });
    },
    forget: async (personId, lastEventId) => {
      await conversations.deleteOne({ _id: personId, lastEventId, draft: { $exists: false } });
    },
    namedFiles: async () => {
      const named = new Set<string>();
      // Every draft has a day on which it expires: this asks for all of them, by their index.
      const drafts = conversations.find(
        { 'draft.expiresAt': { $gt: new Date(0) } },
        { 'draft.id': 1, 'draft.sealed': 1 },
      );
      for await (const { draft } of drafts.lean<ConversationDocument[]>().cursor()) {
        if (draft === undefined) continue;
        const opened = open(draft.sealed, draft.id, sealer, log);
        if (typeof opened !== 'string') for (const id of fileIdsIn(opened)) named.add(id);
      }
      return named;
    },
    sweepExpired: async (now) => {
      const { modifiedCount } = await conversations.updateMany(
        { 'draft.expiresAt': { $lt: now }, 'draft.sealed': { $exists: true } },
        { $unset: { 'draft.sealed': 1 }, $inc: { 'draft.revision': 1 } },
      );
      const told = new Date(now.getTime() - TOLD_DAYS * DAY_MS);
      await conversations.deleteMany({ 'draft.expiresAt': { $lt: told } });
      // Tombstones that a crash has left: who was here, and with which event.
      await conversations.deleteMany({ 'draft.expiresAt': null });
      return modifiedCount;
    },
  };
}

function draftOf(
  next: Conversation,
  replaced: Conversation | undefined,
  sealer: Pick<Sealer, 'seal'>,
): Draft {
  const { id, orgId, flow, version, at, path, editing, paused, misses, startedAt, expiresAt } = next;
  return {
    ...{ id, orgId, flow, version, at, path, misses, startedAt, expiresAt },
    ...(editing === undefined ? {} : { editing }),
    ...(paused === undefined ? {} : { paused }),
    revision: replaced?.id === id ? replaced.revision + 1 : 1,
    sealed: sealer.seal(JSON.stringify({ answers: next.answers, sources: next.sources }), contextOf(id)),
  };
}

type Sealed = Pick<Conversation, 'answers' | 'sources'>;

function open(
  sealed: string | undefined,
  id: string,
  sealer: Pick<Sealer, 'open'>,
  log: Log,
): Sealed | 'swept' | 'unreadable' {
  if (sealed === undefined) return 'swept';
  try {
    return JSON.parse(sealer.open(sealed, contextOf(id))) as Sealed;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sealed-unreadable') throw error;
    // A key that is gone must not silence the bot for this person for good: the draft is over.
    log.warn('conversation.draft-unreadable', { error });
    return 'unreadable';
  }
}

/** Also inside of texts that carry answers from one conversation into another. */
const FILE_ID = /"fileId\\*":\\*"([\w-]+)/g;

function fileIdsIn(opened: Sealed): string[] {
  return [...JSON.stringify(opened).matchAll(FILE_ID)].map(([, id = '']) => id);
}

function contextOf(conversationId: string): string {
  return `conversation:${conversationId}`;
}
