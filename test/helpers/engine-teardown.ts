import { rmSync } from 'node:fs';

/** Stops the engine that `engine-setup.ts` started. */
export default async function tearDown(): Promise<void> {
  if (globalThis.testEngine === undefined) return;
  await globalThis.testEngine.stop();
  globalThis.testEngine = undefined;
  if (globalThis.testFolder !== undefined) rmSync(globalThis.testFolder, { recursive: true, force: true });
  delete process.env.TEST_MONGODB_URI;
}
