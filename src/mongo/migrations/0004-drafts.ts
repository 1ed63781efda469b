import { randomUUID } from 'node:crypto';
import type { Day } from '../../core/bangkok-day';
import { addDays, bangkokDay } from '../../core/bangkok-day';
import { AppError } from '../../core/errors';
import { present } from '../../core/present';
import type { Connection } from '../connection';
import type { Migration, MigrationTools } from './migration';
import { rewriteWithoutOrder } from './without-order';

/** The one conversation of a person, or what was left of it, as version 0.1 kept it under the person's id. */
interface OldDocument {
  readonly _id: string;
  readonly lastEventId?: string;
  readonly draft?: {
    readonly id: string;
    readonly orgId: string;
    readonly flow: string;
    readonly version: number;
    readonly at: string;
    readonly path: readonly string[];
    readonly editing?: string;
    readonly paused?: boolean;
    readonly misses: number;
    readonly startedAt: Date;
    readonly expiresAt: Date;
    /** Answers and sources; absent when they had been swept. */
    readonly sealed?: string;
  };
}

/** As long as today's documents are kept after a last word. */
const KEPT_DAYS = 7;
/** As today's documents are filled up. */
const COMMON_SIZE = 4_096;

/**
 * Version 0.1 kept one conversation per person under the person's id, with flow, step and times in the clear.
 * Each becomes the first of the person's drafts, sealed as a whole under an id that leads to nobody. Its id, and
 * with it its buttons, stay; it is finished under that id too, because a crash may have come between finishing
 * and removing it. All get the same day of removal: what each was about does not show in it.
 */
export const drafts: Migration = {
  id: '0004-drafts',
  run: async (tools) => {
    const purgeOn = await dayOfRemoval(tools.connection);
    await rewriteWithoutOrder(tools.connection, 'conversations', async (document) =>
      rewritten(document, await eventOf(document, tools), purgeOn, tools),
    );
  },
};

async function dayOfRemoval(connection: Connection): Promise<Day> {
  const [latest] = await connection
    .collection<OldDocument>('conversations')
    .find({ 'draft.expiresAt': { $exists: true } })
    .sort({ 'draft.expiresAt': -1 })
    .limit(1)
    .toArray();
  return addDays(bangkokDay(latest?.draft?.expiresAt ?? new Date(0)), KEPT_DAYS);
}

/** The last event under the id that the inbox now has for it, should it wait there still: see `0007-inbox`. */
async function eventOf(
  { _id, lastEventId, draft }: OldDocument,
  { connection, sealer }: MigrationTools,
): Promise<string | undefined> {
  if (lastEventId === undefined) return undefined;
  const people = connection.collection<{ _id: string; orgId: string }>('people');
  const orgId = draft?.orgId ?? (await people.findOne({ _id }))?.orgId;
  return orgId === undefined ? undefined : sealer.fingerprint(`${orgId}:${lastEventId}`, 'event');
}

function rewritten(
  old: OldDocument,
  lastEventId: string | undefined,
  purgeOn: Day,
  { sealer, log }: MigrationTools,
): { _id: string } & Record<string, unknown> {
  const _id = sealer.fingerprint(old._id, 'conversation');
  // A tombstone: its event had ended something and has nothing more to say.
  const ended = old.draft === undefined ? { ended: true } : {};
  const kept = {
    open: old.draft === undefined ? [] : [conversationOf(old.draft, { sealer, log })],
    ...(lastEventId === undefined ? {} : { lastEvent: { id: lastEventId, ...ended } }),
  };
  return { _id, sealed: sealer.seal(filledUp(kept), `conversation:${_id}`), version: randomUUID(), purgeOn };
}

function conversationOf(
  draft: NonNullable<OldDocument['draft']>,
  tools: Pick<MigrationTools, 'sealer' | 'log'>,
): object {
  const { id, flow, version, at, path, editing, paused, misses, startedAt, expiresAt } = draft;
  const said = answersOf(id, draft.sealed, tools);
  // Without its answers it has expired: its person is told so.
  const over = said === undefined ? { answers: {}, sources: {}, expiresAt: new Date(0) } : {};
  return {
    ...{ id, once: id, flow, version, at, path, misses, startedAt, expiresAt },
    ...present({ editing, paused }),
    ...said,
    ...over,
  };
}

function answersOf(
  id: string,
  sealed: string | undefined,
  { sealer, log }: Pick<MigrationTools, 'sealer' | 'log'>,
): object | undefined {
  if (sealed === undefined) return undefined;
  try {
    return JSON.parse(sealer.open(sealed, `conversation:${id}`)) as object;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sealed-unreadable') throw error;
    log.warn('migration.draft-unreadable', { error });
    return undefined;
  }
}

function filledUp(kept: object): string {
  const json = JSON.stringify(kept);
  const bytes = Buffer.byteLength(json);
  let size = COMMON_SIZE;
  while (size < bytes) size *= 4;
  return json + ' '.repeat(size - bytes);
}
