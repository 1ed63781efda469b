import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from './core/errors';
import { parseSealingKeys } from './core/sealing';
import type { SealingKey } from './core/sealing';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
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
  readonly logLevel: LogLevel;
  readonly role: ProcessRole;
  readonly production: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `.env` (if there is one) and the environment. Throws `config-invalid` naming every problem at once. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/** The configuration that `environment` describes. Throws `config-invalid` naming every problem at once. */
export function readConfig(environment: Environment): Config {
  const reader = new Reader(environment);
  const config = assemble(reader);
  checkTogether(reader, config);
  if (reader.problems.length > 0) {
    const list = reader.problems.map((problem) => `  - ${problem}`).join('\n');
    throw new AppError('config-invalid', `The configuration does not fit together:\n${list}`, {
      details: { problems: reader.problems },
    });
  }
  return config;
}

function assemble(reader: Reader): Config {
  const production = reader.text('NODE_ENV') === 'production';
  const channel = readChannel(reader);
  const port = reader.integer('PORT', 3000, 65_535);
  const simulator = reader.onOff('SIMULATOR', channel === undefined && !reader.mentionsLine() && !production);
  const ownOrigin = `http://127.0.0.1:${port}`;
  const api = reader.origin('LINE_API_BASE_URL');
  const mongodbUri = reader.text('MONGODB_URI');
  const keys = readKeys(reader);
  return {
    port,
    publicBaseUrl: reader.address('PUBLIC_BASE_URL') ?? `http://localhost:${port}`,
    ...(mongodbUri === undefined ? {} : { mongodbUri }),
    dataDir: resolve(reader.text('DATA_DIR') ?? 'data'),
    ...(channel === undefined ? {} : { channel }),
    lineApiBaseUrl: api ?? (simulator ? ownOrigin : 'https://api.line.me'),
    // A stand-in for LINE serves both kinds of calls on one origin; LINE itself does not.
    lineDataApiBaseUrl:
      reader.origin('LINE_DATA_API_BASE_URL') ?? api ?? (simulator ? ownOrigin : 'https://api-data.line.me'),
    ...(keys === undefined ? {} : { sealingKeys: keys }),
    simulator,
    sampleData: reader.onOff('SAMPLE_DATA', simulator),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    role: reader.oneOf('ROLE', ['all', 'web', 'worker'], 'all'),
    production,
  };
}

function readChannel(reader: Reader): LineChannelConfig | undefined {
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
    ...(channelId === undefined ? {} : { channelId }),
    ...(accessToken === undefined ? {} : { accessToken }),
  };
}

function readKeys(reader: Reader): readonly SealingKey[] | undefined {
  const text = reader.text('SEALING_KEYS');
  if (text === undefined) return undefined;
  const { keys, problems } = parseSealingKeys(text);
  for (const problem of problems) reader.problem(`SEALING_KEYS: ${problem}`);
  return keys;
}

/** What is right by itself and wrong together. */
function checkTogether(reader: Reader, config: Config): void {
  const { mongodbUri } = config;
  const embedded = reader.onOff('EMBEDDED_DB', !config.production && mongodbUri === undefined);
  if (mongodbUri !== undefined && !/^mongodb(\+srv)?:\/\/\S+$/.test(mongodbUri)) {
    reader.problem(
      'MONGODB_URI does not begin with mongodb:// or mongodb+srv://: copy the whole connection string.',
    );
  }
  if (mongodbUri !== undefined && reader.text('EMBEDDED_DB') === 'on') {
    reader.problem('EMBEDDED_DB=on and MONGODB_URI contradict each other: leave one of them out.');
  }
  if (mongodbUri === undefined && !embedded) {
    reader.problem(
      'MONGODB_URI is missing: give the address of a MongoDB server, or set EMBEDDED_DB=on to keep the data in DATA_DIR on this machine.',
    );
  }
  if (mongodbUri === undefined && config.role !== 'all') {
    reader.problem(
      `ROLE=${config.role} needs MONGODB_URI: several processes cannot share the embedded database.`,
    );
  }
  if (
    mongodbUri !== undefined &&
    config.sealingKeys === undefined &&
    (config.production || config.role !== 'all')
  ) {
    reader.problem(
      'SEALING_KEYS is missing: processes that share a database must share their keys. Make one with ' +
        "`node -p \"'k1:' + crypto.randomBytes(32).toString('base64')\"` and keep it safe: without it, sealed data is lost.",
    );
  }
  checkSimulator(reader, config);
}

function checkSimulator(reader: Reader, config: Config): void {
  if (!config.simulator) return;
  if (config.channel !== undefined) {
    reader.problem(
      'SIMULATOR=on and LINE_CHANNEL_… contradict each other: the simulator never runs beside a real channel.',
    );
  }
  if (config.production)
    reader.problem('SIMULATOR=on is refused with NODE_ENV=production: leave one of them out.');
  if (reader.text('LINE_API_BASE_URL') !== undefined || reader.text('LINE_DATA_API_BASE_URL') !== undefined) {
    reader.problem(
      'SIMULATOR=on brings its own LINE_API_BASE_URL and LINE_DATA_API_BASE_URL: leave them out, or set SIMULATOR=off.',
    );
  }
  if (config.role === 'worker')
    reader.problem('SIMULATOR=on needs a process that listens: ROLE=all or ROLE=web.');
}

/** Reads single variables and collects what is wrong with them. */
class Reader {
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  problem(text: string): void {
    if (!this.problems.includes(text)) this.problems.push(text);
  }

  /** An empty variable is an absent one: that is how hosting forms leave them. */
  text(name: string): string | undefined {
    const value = this.environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  mentionsLine(): boolean {
    return Object.keys(this.environment).some(
      (name) => name.startsWith('LINE_') && this.text(name) !== undefined,
    );
  }

  integer(name: string, fallback: number, most: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    if (/^\d{1,6}$/.test(value) && Number(value) <= most) return Number(value);
    this.problem(`${name} is "${value}": give a whole number from 0 to ${most}.`);
    return fallback;
  }

  oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = this.text(name);
    const known = values.find((candidate) => candidate === value);
    if (value !== undefined && known === undefined)
      this.problem(`${name} is "${value}": give one of ${values.join(', ')}.`);
    return known ?? fallback;
  }

  onOff(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['on', 'off'], fallback ? 'on' : 'off') === 'on';
  }

  address(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, '');
    this.problem(`${name} is not an address: give it whole, such as https://bot.example.go.th.`);
    return undefined;
  }

  /** LINE's SDK drops the path of a base URL, so one with a path is refused rather than half used. */
  origin(name: string): string | undefined {
    const value = this.address(name);
    if (value === undefined || new URL(value).origin === value) return value;
    this.problem(`${name} has a path: give the origin alone, such as http://127.0.0.1:8080.`);
    return undefined;
  }
}
