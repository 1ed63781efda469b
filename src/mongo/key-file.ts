import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../core/errors';
import type { SealingKey } from '../core/sealing';
import { parseSealingKeys } from '../core/sealing';

/**
 * The keys kept beside the embedded database, made at the first start. Whoever copies the data without
 * this file cannot read who reported what. Throws `key-file-invalid` when the file is damaged: a new key
 * would leave everything sealed so far closed for good, so none is made in its place.
 */
export function keysInFolder(dataDir: string): readonly SealingKey[] {
  const file = join(dataDir, 'sealing.key');
  if (!existsSync(file)) create(file, dataDir);
  const { keys, problems } = parseSealingKeys(readFileSync(file, 'utf8').trim());
  if (problems.length === 0) return keys;
  throw new AppError(
    'key-file-invalid',
    `The key file ${file} is damaged (${problems.join('; ')}). Bring it back from a backup; the data sealed with it opens with no other.`,
  );
}

function create(file: string, dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    // A link fails where the file exists: of two first starts at once, both read the same key.
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
