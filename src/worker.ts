import { loadConfig } from './config';
import { buildContainer } from './container';
import { explainFailure, onTermination } from './process/termination';

/** The worker process: schedule, outbox and sweeps. Any number of them share the work by claims. */
async function main(): Promise<void> {
  const config = loadConfig();
  const building = buildContainer({ ...config, role: 'worker' });
  onTermination(async () => (await building).close());
  await (await building).start();
}

main().catch(explainFailure);
