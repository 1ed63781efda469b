import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import { isDuplicate, modelOn } from '../schema';
import type { Migration, MigrationTools } from './migration';

/**
 * Collection `migrations`: which steps from earlier stored shapes have been taken, one document each.
 * Owner: mongo. Retention: for good; no personal data. Index: `_id` (the claim).
 */
interface LedgerEntry {
  _id: string;
  /** Who works on it; a claim that is not renewed until `freeAt` is taken over. */
  claim: string;
  /** Machine time. */
  freeAt: Date;
  /** Machine time. */
  finishedAt?: Date;
}

const schema = new Schema<LedgerEntry>(
  {
    _id: String,
    claim: { type: String, required: true },
    freeAt: { type: Date, required: true },
    finishedAt: Date,
  },
  { collection: 'migrations', versionKey: false },
);

export interface LedgerParts extends MigrationTools {
  /** Claims run on the machine's time. */
  readonly machineClock: Clock;
  readonly migrations: readonly Migration[];
  /** How long a silent claim holds. */
  readonly leaseMs?: number;
}

/** A process that died over a migration is replaced after this time. */
const LEASE_MS = 15_000;
const ASK_AGAIN_MS = 100;
/** So far the clocks of two machines may be apart. A claim that ends later was made before the clock was set back. */
const APART_MS = 60_000;

/**
 * Brings what is stored to today's shape, one migration after the other; of several processes one does it
 * and the others wait. Returns when everything is done. Throws `database-newer` when the database has been
 * written by a later version, which this one would damage; and what a migration throws.
 */
export async function migrate(parts: LedgerParts): Promise<void> {
  const ledger = modelOn(parts.connection, 'Migration', schema);
  await refuseNewer(ledger, parts.migrations);
  for (const migration of parts.migrations) await takeStep(ledger, migration, parts);
}

async function refuseNewer(ledger: Model<LedgerEntry>, migrations: readonly Migration[]): Promise<void> {
  const known = migrations.map(({ id }) => id);
  const unknown = await ledger.findOne({ _id: { $nin: known } }).lean<LedgerEntry>();
  if (unknown === null) return;
  throw new AppError(
    'database-newer',
    `The database was written by a later version (it knows the step ${unknown._id}): start that version, or bring back the backup made before it.`,
  );
}

async function takeStep(ledger: Model<LedgerEntry>, migration: Migration, parts: LedgerParts): Promise<void> {
  const claim = randomUUID();
  while (!(await claimed(ledger, migration.id, claim, parts))) {
    const entry = await ledger.findById(migration.id).lean<LedgerEntry>();
    if (entry?.finishedAt !== undefined) return;
    await wait(ASK_AGAIN_MS);
  }
  const mine = { _id: migration.id, claim };
  const { leaseMs = LEASE_MS } = parts;
  const renewal = setInterval(() => {
    const freeAt = new Date(parts.machineClock.now().getTime() + leaseMs);
    ledger.updateOne(mine, { $set: { freeAt } }).catch((error: unknown) => {
      parts.log.warn('migration.not-renewed', { error: error instanceof Error ? error : undefined });
    });
  }, leaseMs / 3);
  try {
    await migration.run(parts);
  } finally {
    clearInterval(renewal);
  }
  await ledger.updateOne(mine, { $set: { finishedAt: parts.machineClock.now() } });
  parts.log.info('migration.done', { migration: migration.id });
}

/** One conditional upsert: whoever makes the entry, or finds its claim lapsed, has the step. */
async function claimed(
  ledger: Model<LedgerEntry>,
  id: string,
  claim: string,
  { machineClock, leaseMs = LEASE_MS }: LedgerParts,
): Promise<boolean> {
  const now = machineClock.now();
  const never = new Date(now.getTime() + leaseMs + APART_MS);
  const lapsed = [{ freeAt: { $lte: now } }, { freeAt: { $gt: never } }];
  const free = { _id: id, finishedAt: { $exists: false }, $or: lapsed };
  try {
    await ledger.updateOne(
      free,
      { $set: { claim, freeAt: new Date(now.getTime() + leaseMs) } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
