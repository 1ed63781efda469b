import type { Drafts } from '../conversation/drafts';
import { fromStored } from '../conversation/stored-drafts';
import { AppError } from '../core/errors';
import type { Log } from '../core/log';
import type { Sealer } from '../core/sealing';
import type { StoredThread } from './model';
import type { Past } from './past';

/** What is kept of a person between two turns. */
export interface Kept {
  readonly drafts: Drafts;
  /** Events that have taken effect or were given up, by the id that waiting ones have. */
  readonly done: Past;
  /** Messages that were taken back before they came, by a fingerprint of their id. */
  readonly unsent: Past;
}

/** Of somebody whose first turn is not over. */
export const NOTHING_KEPT: Kept = { drafts: { open: [] }, done: {}, unsent: {} };

/** Bytes that nearly everything fits in; what does not takes four times as much, and so on. */
const COMMON_SIZE = 4_096;

/** Seals what is kept, with blanks behind it, up to a size that many share. */
export function sealKept(sealer: Pick<Sealer, 'sealBytes'>, id: string, kept: Kept): Buffer {
  const json = Buffer.from(JSON.stringify(kept));
  let size = COMMON_SIZE;
  while (size < json.length) size *= 4;
  return sealer.sealBytes(Buffer.concat([json, Buffer.alloc(size - json.length, ' ')]), contextOf(id));
}

/** Opens it; `undefined` when its key is gone. That must not silence the bot for good: what was open is over. */
export function openKept(
  { sealer, log }: { sealer: Pick<Sealer, 'openBytes'>; log: Log },
  { _id, sealed }: Pick<StoredThread, '_id' | 'sealed'>,
): Kept | undefined {
  if (sealed === undefined) return NOTHING_KEPT;
  try {
    const kept = JSON.parse(sealer.openBytes(sealed, contextOf(_id)).toString('utf8')) as Kept;
    return { ...kept, drafts: fromStored(kept.drafts) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sealed-unreadable') throw error;
    log.warn('conversation.unreadable', { error });
    return undefined;
  }
}

function contextOf(id: string): string {
  return `conversation:${id}`;
}
