import { loadConfig } from './config';
import { buildContainer } from './container';
import { explainFailure, onTermination } from './process/termination';

/** The worker process: schedule, outbox and sweeps. Any number of them share the work by claims. */
async function main(): Promise<void> {
  const config = loadConfig();
  const container = await buildContainer({ ...config, role: 'worker' });
  await container.start();
  onTermination(() => container.close());
}

main().catch(explainFailure);
