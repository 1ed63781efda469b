import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedEngine } from '../../src/mongo/embedded';
import { startEmbedded } from '../../src/mongo/embedded';

declare global {
  var testEngine: EmbeddedEngine | undefined;
  var testFolder: string | undefined;
}

/** One engine for all test files; on any other server with `MONGODB_URI=… npm test`. */
export default async function setUp(): Promise<void> {
  process.env.TZ = 'UTC';
  if (process.env.TEST_MONGODB_URI !== undefined) return;
  if (process.env.MONGODB_URI !== undefined) {
    process.env.TEST_MONGODB_URI = process.env.MONGODB_URI;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'prongsai-test-'));
  globalThis.testFolder = folder;
  globalThis.testEngine = await startEmbedded(folder);
  process.env.TEST_MONGODB_URI = globalThis.testEngine.uri;
}
