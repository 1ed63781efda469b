import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../core/project-root';

/** A file of the folder `sample-data`. */
export function sampleFile(name: string): Buffer {
  return readFileSync(join(projectRoot, 'sample-data', name));
}

/** The same short text for the same contents: what was loaded is told from what is new by it. */
export function contentHash(contents: string | Uint8Array): string {
  return createHash('sha256').update(contents).digest('hex').slice(0, 32);
}
