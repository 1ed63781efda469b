/** Stops the engine that `engine-setup.ts` started. */
export default async function tearDown(): Promise<void> {
  if (globalThis.testEngine === undefined) return;
  await globalThis.testEngine.stop();
  globalThis.testEngine = undefined;
  delete process.env.TEST_MONGODB_URI;
}
