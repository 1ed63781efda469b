import { loadConfig } from './config';
import { greeting } from './process/greeting';
import { serve } from './process/serve';
import { explainFailure, onTermination } from './process/termination';

/** The web process: listens and works off what it hears; with ROLE=all it does the worker's part too. */
async function main(): Promise<void> {
  const config = loadConfig();
  const starting = serve(config);
  onTermination(async () => (await starting).close());
  const bot = await starting;
  process.stdout.write(greeting(config, bot));
}

main().catch(explainFailure);
