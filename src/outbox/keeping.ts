import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import { uuidOf } from '../core/ids';
import type { Log } from '../core/log';
import { present } from '../core/present';
import type { Sealer } from '../core/sealing';
import type { Connection } from '../mongo/connection';
import { isDuplicate } from '../mongo/schema';
import type { Content, NewItem, OutboxItem } from './model';
import { contextOf, outboxModel } from './model';

/** What is needed to keep something that is to be pushed; a script has no more. */
export interface KeepingParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly log: Log;
}

/** Keeps an item to be pushed by whichever bot runs on this database, see `Outbox.enqueue`. */
export type Keep = (item: NewItem) => Promise<'new' | 'known' | 'dead'>;

/** Keeps items without delivering any: a script that tells somebody leaves that to the bot. */
export function createKeep(parts: KeepingParts): Keep {
  const items = outboxModel(parts.connection);

  /** False when the id is there already. */
  const insert = async (_id: string, fresh: Omit<OutboxItem, '_id'>): Promise<boolean> => {
    try {
      const made = await items.updateOne({ _id }, { $setOnInsert: fresh }, { upsert: true });
      return made.upsertedCount > 0;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  };

  return async (item) => {
    const { id, orgId } = item;
    if (item.prompts.length === 0) throw new AppError('nothing-to-say', `outbox item ${id} holds no message`);
    if (await insert(id, freshFrom(item, parts))) return 'new';
    const known = await items.findById(id, { status: 1 }).lean<Pick<OutboxItem, 'status'> | null>();
    if (known?.status !== 'dead') return 'known';
    parts.log.warn('outbox.still-dead', { outboxId: id, orgId });
    return 'dead';
  };
}

function freshFrom(
  { id, orgId, to, prompts, locale, ...when }: NewItem,
  { clock, machineClock, sealer }: KeepingParts,
): Omit<OutboxItem, '_id'> {
  const { notBefore = clock.now(), validUntil, confidential } = when;
  const content: Content = { locale, prompts };
  return {
    orgId,
    to,
    sealed: sealer.seal(JSON.stringify(content), contextOf(id)),
    ...(confidential === true ? { confidential } : {}),
    retryKey: uuidOf(id),
    status: 'waiting',
    attempts: 0,
    notBefore,
    ...present({ validUntil }),
    freeAt: machineClock.now(),
    createdAt: machineClock.now(),
  };
}
