import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from './core/errors';
import { present } from './core/present';
import type { SealingKey } from './core/sealing';
import { parseSealingKeys } from './core/sealing';
import { problemsTogether } from './process/combinations';
import type { Environment } from './process/environment';
import { EnvironmentReader } from './process/environment';

/** From the most to the fewest words. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** Which entries of the log are written. */
export type LogLevel = (typeof LOG_LEVELS)[number];
/** Which of the two kinds of work this process does. */
export type ProcessRole = 'all' | 'web' | 'worker';

/** The LINE channel of the first organisation, as given by the environment. */
export interface LineChannelConfig {
  readonly channelId?: string;
  readonly channelSecret: string;
  readonly accessToken?: string;
}

/** Everything the environment decides. Read once, at start. */
export interface Config {
  /** 0: any free port (tests). */
  readonly port: number;
  /** Absent: on all addresses of this machine. */
  readonly listenHost?: string;
  readonly publicBaseUrl: string;
  /** Absent: the embedded engine in `dataDir`. */
  readonly mongodbUri?: string;
  readonly dataDir: string;
  readonly channel?: LineChannelConfig;
  readonly lineApiBaseUrl: string;
  readonly lineDataApiBaseUrl: string;
  /** Absent: a key file in `dataDir`, made at the first start. */
  readonly sealingKeys?: readonly SealingKey[];
  readonly simulator: boolean;
  readonly sampleData: boolean;
  /** Who brings it may read metrics and health from anywhere; absent: nobody from outside this machine may. */
  readonly metricsToken?: string;
  readonly logLevel: LogLevel;
  /** How long after a message more is waited for that may belong to it, ms; 0: not at all. */
  readonly burstMs: number;
  readonly role: ProcessRole;
  readonly production: boolean;
}

/** Reads `.env` (if there is one) and the environment. Throws `config-invalid` naming every problem at once. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/** The configuration that `environment` describes. Throws `config-invalid` naming every problem at once. */
export function readConfig(environment: Environment): Config {
  const reader = new EnvironmentReader(environment);
  const config = assemble(reader);
  const settings = {
    ...config,
    embeddedDb: reader.onOff('EMBEDDED_DB', !config.production),
    lineStandIn: reader.onOff('LINE_STAND_IN', false),
  };
  problemsTogether(settings, (name) => reader.text(name)).forEach((problem) => reader.problem(problem));
  if (reader.problems.length > 0) {
    const list = reader.problems.map((problem) => `  - ${problem}`).join('\n');
    throw new AppError('config-invalid', `The configuration does not fit together:\n${list}`, {
      details: { problems: reader.problems },
    });
  }
  return config;
}

function assemble(reader: EnvironmentReader): Config {
  const production = reader.text('NODE_ENV') === 'production';
  const channel = readChannel(reader);
  const port = reader.integer('PORT', 3000, 65_535);
  const simulator = reader.onOff('SIMULATOR', channel === undefined && !reader.mentionsLine() && !production);
  return {
    port,
    ...present({
      listenHost: reader.host('LISTEN_HOST') ?? (simulator ? '127.0.0.1' : undefined),
      mongodbUri: reader.text('MONGODB_URI'),
      channel,
      sealingKeys: readKeys(reader),
      metricsToken: reader.secret('METRICS_TOKEN', 16),
    }),
    publicBaseUrl: reader.address('PUBLIC_BASE_URL') ?? `http://localhost:${port}`,
    dataDir: resolve(reader.text('DATA_DIR') ?? 'data'),
    ...readLineAddresses(reader, simulator ? `http://127.0.0.1:${port}` : undefined),
    simulator,
    sampleData: reader.onOff('SAMPLE_DATA', simulator),
    burstMs: reader.integer('BURST_MS', 1_000, 3_000),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    role: reader.oneOf('ROLE', ['all', 'web', 'worker'], 'all'),
    production,
  };
}

/** A stand-in for LINE serves both kinds of calls on one origin; LINE itself does not. */
function readLineAddresses(
  reader: EnvironmentReader,
  simulator: string | undefined,
): Pick<Config, 'lineApiBaseUrl' | 'lineDataApiBaseUrl'> {
  const standIn = reader.origin('LINE_API_BASE_URL') ?? simulator;
  return {
    lineApiBaseUrl: standIn ?? 'https://api.line.me',
    lineDataApiBaseUrl: reader.origin('LINE_DATA_API_BASE_URL') ?? standIn ?? 'https://api-data.line.me',
  };
}

function readChannel(reader: EnvironmentReader): LineChannelConfig | undefined {
  const channelId = reader.text('LINE_CHANNEL_ID');
  const channelSecret = reader.text('LINE_CHANNEL_SECRET');
  const accessToken = reader.text('LINE_CHANNEL_ACCESS_TOKEN');
  if (channelId === undefined && channelSecret === undefined && accessToken === undefined) return undefined;
  if (channelSecret === undefined) {
    reader.problem(
      'LINE_CHANNEL_SECRET is missing: copy it from the channel\'s "Basic settings" in the LINE Developers Console.',
    );
    return undefined;
  }
  if (accessToken === undefined && channelId === undefined) {
    reader.problem(
      'LINE_CHANNEL_ID is missing: give it (then tokens are issued by themselves), or give LINE_CHANNEL_ACCESS_TOKEN, a long-lived token.',
    );
  }
  if (channelId !== undefined && !/^\d{1,20}$/.test(channelId)) {
    reader.problem(
      'LINE_CHANNEL_ID is not a number: it is the "Channel ID" of the channel\'s "Basic settings".',
    );
  }
  return {
    channelSecret,
    ...present({ channelId, accessToken }),
  };
}

function readKeys(reader: EnvironmentReader): readonly SealingKey[] | undefined {
  const text = reader.text('SEALING_KEYS');
  if (text === undefined) return undefined;
  const { keys, problems } = parseSealingKeys(text);
  for (const problem of problems) reader.problem(`SEALING_KEYS: ${problem}`);
  return keys;
}
