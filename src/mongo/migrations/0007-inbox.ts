import { bangkokDay, dayStart } from '../../core/bangkok-day';
import { AppError } from '../../core/errors';
import type { Sealer } from '../../core/sealing';
import type { Migration } from './migration';
import { rewriteWithoutOrder } from './without-order';

/** An event of version 0.1, under LINE's own id, which tells its millisecond. */
interface OldItem {
  _id: string;
  orgId: string;
  lane?: string;
  timestamp: number;
  receivedAt: Date;
  sealedEvent?: string;
  messageId?: string;
  state: 'waiting' | 'done' | 'aside';
  claims: number;
  failures: number;
  problem?: string;
  doneAt?: Date;
}

/**
 * Version 0.1 kept events in the order in which they came, with LINE's ids and the times they came at, for
 * thirty days. They are carried over into a collection without order: of what is done the fingerprint and
 * the day; what waits or is set aside with its sealed payload. Leases are let go: nobody works while a
 * migration runs.
 */
export const inboxWithoutOrder: Migration = {
  id: '0007-inbox',
  run: async ({ connection, sealer }) => {
    await rewriteWithoutOrder(connection, 'inbox', (document) =>
      rewritten(document as OldItem & Other, sealer),
    );
    await connection.collection('lanes').deleteMany({});
    await rewriteWithoutOrder(connection, 'lanes');
  },
};

type Other = Record<string, unknown>;

function rewritten(old: OldItem, sealer: Sealer): { _id: string } & Other {
  const { orgId, lane, timestamp, receivedAt, messageId, claims, failures, problem } = old;
  const _id = sealer.fingerprint(`${orgId}:${old._id}`, 'event');
  const sealedEvent = old.state === 'done' ? undefined : resealed(old, _id, sealer);
  if (sealedEvent === undefined) return { _id, doneOn: dayOf(old.doneAt ?? receivedAt) };
  const message =
    messageId === undefined ? {} : { message: sealer.fingerprint(`${orgId}:${messageId}`, 'message') };
  const kept = { _id, orgId, sealedEvent, claims, failures, ...message };
  const why = problem === undefined ? {} : { problem };
  return old.state === 'waiting'
    ? { ...kept, ...why, lane, timestamp, receivedAt }
    : { ...kept, ...why, asideOn: dayOf(receivedAt) };
}

/** `undefined` where there is nothing that could ever be read again. */
function resealed({ _id: oldId, sealedEvent }: OldItem, _id: string, sealer: Sealer): string | undefined {
  if (sealedEvent === undefined) return undefined;
  try {
    return sealer.seal(sealer.open(sealedEvent, `inbox:${oldId}`), `inbox:${_id}`);
  } catch (error) {
    if (error instanceof AppError && error.code === 'sealed-unreadable') return undefined;
    throw error;
  }
}

function dayOf(moment: Date): Date {
  return dayStart(bangkokDay(moment));
}
