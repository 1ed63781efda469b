/** What of the configuration is looked at together: `config.ts`'s own values, in this file's words. */
export interface Settings {
  readonly mongodbUri?: string;
  readonly sealingKeys?: readonly unknown[];
  readonly channel?: { readonly channelSecret: string };
  readonly publicBaseUrl: string;
  readonly lineApiBaseUrl: string;
  readonly lineDataApiBaseUrl: string;
  readonly simulator: boolean;
  readonly sampleData: boolean;
  readonly role: 'all' | 'web' | 'worker';
  readonly production: boolean;
  /** The embedded engine may be used. */
  readonly embeddedDb: boolean;
  /** Another LINE than LINE's own is wanted. */
  readonly lineStandIn: boolean;
}

/** A variable as it was given; `undefined` when it was not. */
type Given = (name: string) => string | undefined;

/** What is right by itself and wrong together, each problem with its remedy. */
export function problemsTogether(settings: Settings, given: Given): string[] {
  return [
    ...databaseProblems(settings, given),
    ...keyProblems(settings),
    ...(settings.simulator ? simulatorProblems(settings, given) : []),
    ...sampleProblems(settings),
    ...(settings.production ? productionProblems(settings, given) : []),
  ];
}

function databaseProblems({ mongodbUri, role, embeddedDb }: Settings, given: Given): string[] {
  if (mongodbUri === undefined) {
    return [
      ...when(
        !embeddedDb,
        'MONGODB_URI is missing: give the address of a MongoDB server, or set EMBEDDED_DB=on to keep the data in DATA_DIR on this machine.',
      ),
      ...when(
        role !== 'all',
        `ROLE=${role} needs MONGODB_URI: several processes cannot share the embedded database.`,
      ),
    ];
  }
  return [
    ...when(
      !/^mongodb(\+srv)?:\/\/\S+$/.test(mongodbUri),
      'MONGODB_URI does not begin with mongodb:// or mongodb+srv://: copy the whole connection string.',
    ),
    ...when(
      given('EMBEDDED_DB') === 'on',
      'EMBEDDED_DB=on and MONGODB_URI contradict each other: leave one of them out.',
    ),
  ];
}

function keyProblems({ mongodbUri, sealingKeys, production, role }: Settings): string[] {
  const shared = mongodbUri !== undefined && (production || role !== 'all');
  return when(
    shared && sealingKeys === undefined,
    'SEALING_KEYS is missing: processes that share a database must share their keys. Make one with ' +
      "`node -p \"'k1:' + crypto.randomBytes(32).toString('base64')\"` and keep it safe: without it, sealed data is lost.",
  );
}

function simulatorProblems({ channel, production, role }: Settings, given: Given): string[] {
  const ownLine = given('LINE_API_BASE_URL') ?? given('LINE_DATA_API_BASE_URL');
  return [
    ...when(
      channel !== undefined,
      'SIMULATOR=on and LINE_CHANNEL_… contradict each other: the simulator never runs beside a real channel.',
    ),
    ...when(production, 'SIMULATOR=on is refused with NODE_ENV=production: leave one of them out.'),
    ...when(
      ownLine !== undefined,
      'SIMULATOR=on brings its own LINE_API_BASE_URL and LINE_DATA_API_BASE_URL: leave them out, or set SIMULATOR=off.',
    ),
    ...when(role === 'worker', 'SIMULATOR=on needs a process that listens: ROLE=all or ROLE=web.'),
  ];
}

/** Everybody can read the sample's invitation codes: on a real channel they would make staff of strangers. */
function sampleProblems({ sampleData, simulator, lineApiBaseUrl, lineDataApiBaseUrl }: Settings): string[] {
  const pretended = simulator || (isLoopback(lineApiBaseUrl) && isLoopback(lineDataApiBaseUrl));
  return when(
    sampleData && !pretended,
    'SAMPLE_DATA=on is refused with a real channel: its invitation codes are public, and whoever types one becomes staff. ' +
      'Leave it out, or let LINE_API_BASE_URL name a stand-in for LINE on this machine.',
  );
}

/** LINE's own hosts. Source: LINE's Messaging API reference, "Domain name". */
const LINES_OWN = ['https://api.line.me', 'https://api-data.line.me'];
/** LINE's channel secrets have 32 hexadecimal digits; what is shorter was cut when it was copied, or invented. */
const SECRET_LENGTH = 32;

function productionProblems({ channel, publicBaseUrl, lineStandIn }: Settings, given: Given): string[] {
  const foreign = ['LINE_API_BASE_URL', 'LINE_DATA_API_BASE_URL'].filter(
    (name) => !lineStandIn && isForeign(given(name)),
  );
  return [
    ...when(
      given('PUBLIC_BASE_URL') !== undefined && publicBaseUrl.startsWith('http:'),
      'PUBLIC_BASE_URL begins with http: in production it must be https, or what people send can be read on its way.',
    ),
    ...when(
      channel !== undefined && channel.channelSecret.length < SECRET_LENGTH,
      `LINE_CHANNEL_SECRET is too short: LINE's have ${SECRET_LENGTH} characters; copy it whole, or anybody may guess it and speak for LINE.`,
    ),
    ...foreign.map(
      (name) =>
        `${name} is not LINE's own: it would be given the channel's token and all that is said. Leave it out, or set LINE_STAND_IN=on if that is wanted.`,
    ),
  ];
}

function isForeign(address: string | undefined): boolean {
  if (address === undefined || !URL.canParse(address)) return false;
  return !LINES_OWN.includes(new URL(address).origin) && !isLoopback(address);
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(address).hostname);
}

function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}
