import type { Config } from '../config';
import type { RunningBot } from './serve';

/** What `npm start` says when it is ready: where to look, and what is not real. */
export function greeting(config: Config, { url, container }: RunningBot): string {
  const address = url.replace('127.0.0.1', 'localhost');
  const lines = [
    `Prongsai is ready.`,
    ...(container.simulator === undefined
      ? [`  webhook    ${config.publicBaseUrl}/webhook`]
      : [`  simulator  ${address}/simulator   <- open this in a browser`, `  webhook    ${address}/webhook`]),
    `  health     ${address}/healthz  ${address}/readyz  ${address}/health  ${address}/metrics`,
    ...simulatedParts(config).map((part) => `  simulated: ${part}`),
  ];
  return `\n${lines.join('\n')}\n\n`;
}

function simulatedParts(config: Config): string[] {
  return [
    ...(config.simulator
      ? ['LINE itself (set LINE_CHANNEL_ID and LINE_CHANNEL_SECRET to connect a real channel)']
      : []),
    ...(config.sampleData
      ? [
          'five organisations with their real, public plans and invented people (SAMPLE_DATA=off leaves them out)',
        ]
      : []),
    ...(config.mongodbUri === undefined
      ? [
          `the database server: data is kept by an embedded engine in ${config.dataDir} (MONGODB_URI names a server)`,
        ]
      : []),
  ];
}
