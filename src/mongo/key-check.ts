import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { AppError } from '../core/errors';
import type { Sealer } from '../core/sealing';
import { modelOn } from './schema';

/**
 * Collection `key-checks`: one document that says which keys this database belongs to. Owner: mongo.
 * Retention: for good. No index but its id.
 */
interface KeyCheck {
  _id: 'sealing';
  fingerprint: string;
  sealed: string;
}

const schema = new Schema<KeyCheck>(
  { _id: String, fingerprint: { type: String, required: true }, sealed: { type: String, required: true } },
  { collection: 'key-checks', versionKey: false },
);

const PROOF = 'prongsai';
const CONTEXT = 'key-check';

/**
 * Refuses to work on data with other keys than it was sealed with: people would not be recognised any more,
 * and everything new would be sealed apart from everything old. Throws `sealing-keys-wrong`.
 */
export async function checkKeys(connection: Connection, sealer: Sealer): Promise<void> {
  const checks = modelOn(connection, 'KeyCheck', schema);
  const fingerprint = sealer.fingerprint(PROOF, CONTEXT);
  const first = { fingerprint, sealed: sealer.seal(PROOF, CONTEXT) };
  const known = await checks
    .findOneAndUpdate({ _id: 'sealing' }, { $setOnInsert: first }, { upsert: true, returnDocument: 'after' })
    .lean<KeyCheck>();
  if (known.fingerprint === fingerprint && opens(sealer, known.sealed)) return;
  throw new AppError(
    'sealing-keys-wrong',
    'The sealing keys are not the ones this database was sealed with: bring back SEALING_KEYS (or DATA_DIR/sealing.key) ' +
      'as they were; new keys are put in front of the old ones, which stay.',
  );
}

function opens(sealer: Sealer, sealed: string): boolean {
  try {
    return sealer.open(sealed, CONTEXT) === PROOF;
  } catch (error) {
    if (error instanceof AppError && error.code === 'sealed-unreadable') return false;
    throw error;
  }
}
