import { randomUUID } from 'node:crypto';
import type { Day } from '../../core/bangkok-day';
import { addDays, bangkokDay } from '../../core/bangkok-day';
import { AppError } from '../../core/errors';
import { present } from '../../core/present';
import type { Sealer } from '../../core/sealing';
import type { Connection } from '../connection';
import { isDuplicate } from '../schema';
import type { Migration, MigrationTools } from './migration';
import { makeWithoutOrder } from './without-order';

/** An event of version 0.2, in a collection of its own. */
interface OldItem {
  readonly _id: string;
  readonly orgId?: string;
  readonly lane?: string;
  readonly timestamp?: number;
  readonly receivedAt?: Date;
  readonly sealedEvent?: string;
  readonly claims?: number;
  readonly failures?: number;
  readonly problem?: string;
  readonly asideOn?: Date;
}

interface Thread {
  _id: string;
  sealed?: string | Buffer;
  purgeOn: Day;
  waiting?: object[];
  aside?: object[];
}

const DURABLE = { writeConcern: { w: 'majority', journal: true } } as const;
/** As long as today's documents are kept after a last word. */
const KEPT_DAYS = 7;
/** As today's documents are filled up, and as many letters as a done event is known by. */
const COMMON_SIZE = 4_096;
const LETTERS = 8;

/**
 * Version 0.2 kept a person's events in `inbox`, who works on whom in `lanes`, and what is open in `conversations`.
 * Now all of it is one document of `conversations`: what waits or is set aside goes there, and what is open is
 * sealed together with the event that took effect last. Of what is done `inbox` knew no person: these ids stay
 * where they are until their thirty days are over, and late copies are still recognised by them. Each event is
 * copied before it is taken away, and copied once: a crash between the two repeats nothing.
 */
export const threads: Migration = {
  id: '0009-threads',
  run: async (tools) => {
    const { connection } = tools;
    await makeWithoutOrder(connection, 'conversations');
    await resealAll(tools);
    await moveEvents(tools);
    const names = ((await connection.db?.listCollections().toArray()) ?? []).map(({ name }) => name);
    if (names.includes('lanes')) await connection.dropCollection('lanes');
    if (names.includes('inbox')) await dropIndexes(connection);
  },
};

/** What is open: with the last event among those that are done, and in bytes. */
async function resealAll({ connection, sealer, log }: MigrationTools): Promise<void> {
  const conversations = connection.collection<Thread>('conversations');
  for await (const { _id, sealed, purgeOn } of conversations.find({ sealed: { $type: 'string' } })) {
    if (typeof sealed !== 'string') continue;
    const lastDay = addDays(purgeOn, -KEPT_DAYS);
    const update = {
      $set: { sealed: resealed({ sealer, log }, { _id, sealed, lastDay }), stamp: randomUUID() },
      $unset: { version: 1 as const },
    };
    await conversations.updateOne({ _id, sealed }, update, DURABLE);
  }
}

function resealed(
  { sealer, log }: Pick<MigrationTools, 'sealer' | 'log'>,
  { _id, sealed, lastDay }: { readonly _id: string; readonly sealed: string; readonly lastDay: Day },
): Buffer {
  const context = `conversation:${_id}`;
  const plain = opened(sealer, sealed, context);
  if (plain === undefined) {
    // As it is: its person is told that it cannot be read any more.
    log.warn('migration.draft-unreadable');
    return Buffer.from(sealed);
  }
  const { open, lastEvent } = JSON.parse(plain) as { open: unknown; lastEvent?: { id: string } };
  const done = lastEvent === undefined ? {} : { [lastDay]: lastEvent.id.slice(0, LETTERS) };
  return sealer.sealBytes(filledUp({ drafts: { open }, done, unsent: {} }), context);
}

/** What waits and what is set aside, one after the other. */
async function moveEvents({ connection, sealer }: MigrationTools): Promise<void> {
  const inbox = connection.collection<OldItem>('inbox');
  const left = { $or: [{ lane: { $gt: '' } }, { asideOn: { $exists: true } }] };
  for await (const item of inbox.find(left)) {
    await moveEvent(connection, sealer, item);
    await inbox.deleteOne({ _id: item._id }, DURABLE);
  }
}

async function moveEvent(connection: Connection, sealer: Sealer, item: OldItem): Promise<void> {
  const { _id: id, orgId = '', sealedEvent = '', claims, failures, problem, asideOn } = item;
  const { timestamp = 0, receivedAt = new Date(0) } = item;
  const plain = opened(sealer, sealedEvent, `inbox:${id}`);
  // What nobody can read goes where the operator sees it.
  const on = plain === undefined ? (asideOn ?? receivedAt) : asideOn;
  const sealed =
    plain === undefined ? Buffer.from(sealedEvent) : sealer.sealBytes(Buffer.from(plain), `inbox:${id}`);
  const common = { id, orgId, sealed, ...present({ failures, problem }) };
  const event = { ...common, timestamp, receivedAt, ...present({ claims }) };
  const conversations = connection.collection<Thread>('conversations');
  const made = { stamp: randomUUID(), purgeOn: addDays(bangkokDay(on ?? receivedAt), KEPT_DAYS) };
  const _id = threadOf(sealer, item, plain);
  try {
    await (on === undefined
      ? conversations.updateOne(
          { _id, 'waiting.id': { $ne: id } },
          { $push: { waiting: event }, $setOnInsert: made },
          { upsert: true, ...DURABLE },
        )
      : conversations.updateOne(
          { _id, 'aside.id': { $ne: id } },
          { $push: { aside: { ...common, on } }, $setOnInsert: made },
          { upsert: true, ...DURABLE },
        ));
  } catch (error) {
    // It is there: a crash came before it was taken away.
    if (!isDuplicate(error)) throw error;
  }
}

/** The document of whoever an event is from; of one that cannot be read, a document of its own. */
function threadOf(sealer: Sealer, { _id, orgId = '' }: OldItem, plain: string | undefined): string {
  const { source } = (plain === undefined ? {} : JSON.parse(plain)) as { source?: { userId?: string } };
  const userId = source?.userId;
  const person = userId === undefined ? _id : sealer.fingerprint(`${orgId}:${userId}`, 'person');
  return sealer.fingerprint(person, 'conversation');
}

function opened(sealer: Sealer, sealed: string, context: string): string | undefined {
  try {
    return sealer.open(sealed, context);
  } catch (error) {
    if (error instanceof AppError && error.code === 'sealed-unreadable') return undefined;
    throw error;
  }
}

function filledUp(kept: object): Buffer {
  const json = Buffer.from(JSON.stringify(kept));
  let size = COMMON_SIZE;
  while (size < json.length) size *= 4;
  return Buffer.concat([json, Buffer.alloc(size - json.length, ' ')]);
}

/** Those of what is there no more. */
async function dropIndexes(connection: Connection): Promise<void> {
  const inbox = connection.collection('inbox');
  for (const { name, key } of await inbox.indexes()) {
    const [field] = Object.keys(key);
    if (name !== undefined && ['lane', 'message', 'asideOn'].includes(field ?? ''))
      await inbox.dropIndex(name);
  }
}
