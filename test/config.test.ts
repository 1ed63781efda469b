import fc from 'fast-check';
import { readConfig } from '../src/config';
import { AppError } from '../src/core/errors';

const key = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const channel = { LINE_CHANNEL_ID: '1234567890', LINE_CHANNEL_SECRET: 'a'.repeat(32) };
const server = { MONGODB_URI: 'mongodb://db.example:27017/prongsai' };

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof AppError) return error.options.details?.problems as string[];
    throw error;
  }
}

describe('the configuration', () => {
  test('needs no environment at all: embedded database, sample data, simulator', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      simulator: true,
      sampleData: true,
      role: 'all',
      lineApiBaseUrl: 'http://127.0.0.1:3000',
      lineDataApiBaseUrl: 'http://127.0.0.1:3000',
    });
  });

  test('is a production server with a channel and a database, without the simulator', () => {
    const config = readConfig({ ...channel, ...server, NODE_ENV: 'production', SEALING_KEYS: key });

    expect(config).toMatchObject({
      simulator: false,
      sampleData: false,
      lineApiBaseUrl: 'https://api.line.me',
    });
    expect(config.lineDataApiBaseUrl).toBe('https://api-data.line.me');
    expect(config.channel).toEqual({ channelId: '1234567890', channelSecret: 'a'.repeat(32) });
  });

  test('sends both kinds of calls to a stand-in for LINE', () => {
    const config = readConfig({ ...channel, LINE_API_BASE_URL: 'http://127.0.0.1:8080/' });

    expect(config.lineDataApiBaseUrl).toBe('http://127.0.0.1:8080');
  });

  test('takes empty variables for absent ones', () => {
    expect(readConfig({ LINE_CHANNEL_SECRET: '', MONGODB_URI: ' ', PORT: '' })).toMatchObject({
      simulator: true,
    });
  });

  test('lists every problem at once, each with its remedy', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      ROLE: 'worker',
      LINE_CHANNEL_ID: 'my-bot',
      LINE_API_BASE_URL: 'https://api.line.me/v2',
      LOG_LEVEL: 'loud',
      SEALING_KEYS: 'k1:short',
    });

    expect(problems).toHaveLength(6);
    for (const name of [
      'PORT',
      'LINE_CHANNEL_SECRET',
      'LINE_API_BASE_URL',
      'LOG_LEVEL',
      'SEALING_KEYS',
      'ROLE',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
    }
    for (const problem of problems) expect(problem).toMatch(/:/);
  });

  test.each([
    ['a secret without id or token', { LINE_CHANNEL_SECRET: 'a'.repeat(32) }, 'LINE_CHANNEL_ID is missing'],
    ['an id without secret', { LINE_CHANNEL_ID: '1' }, 'LINE_CHANNEL_SECRET is missing'],
    ['a token without secret', { LINE_CHANNEL_ACCESS_TOKEN: 't' }, 'LINE_CHANNEL_SECRET is missing'],
    ['the simulator beside a channel', { ...channel, SIMULATOR: 'on' }, 'SIMULATOR=on'],
    [
      'the simulator in production',
      { ...server, SEALING_KEYS: key, NODE_ENV: 'production', SIMULATOR: 'on' },
      'SIMULATOR=on',
    ],
    [
      'the simulator with another LINE',
      { SIMULATOR: 'on', LINE_API_BASE_URL: 'http://127.0.0.1:1' },
      'SIMULATOR=on',
    ],
    ['production without a database', { ...channel, NODE_ENV: 'production' }, 'MONGODB_URI is missing'],
    ['two databases', { ...server, EMBEDDED_DB: 'on' }, 'EMBEDDED_DB=on'],
    ['no database', { EMBEDDED_DB: 'off' }, 'MONGODB_URI is missing'],
    ['production without keys', { ...channel, ...server, NODE_ENV: 'production' }, 'SEALING_KEYS is missing'],
    ['a wrong address of the database', { MONGODB_URI: 'db.example' }, 'MONGODB_URI does not begin'],
    ['a worker on the embedded database', { ...channel, ROLE: 'worker' }, 'ROLE=worker'],
    ['a word for the embedded database that is none', { EMBEDDED_DB: 'yes' }, 'EMBEDDED_DB is'],
    ['a place to listen on that is none', { LISTEN_HOST: 'everywhere!' }, 'LISTEN_HOST'],
    ['an empty key to the numbers', { METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
  ])('refuses %s', (_what, environment, problem) => {
    expect(problemsOf(environment as Record<string, string>).join('\n')).toContain(problem);
  });

  describe('with a real channel', () => {
    const codes = { ...channel, SAMPLE_DATA: 'on' };

    test.each([
      ['LINE itself', codes],
      ['LINE itself, named', { ...codes, LINE_API_BASE_URL: 'https://api.line.me' }],
      [
        'a name that only begins like the loopback',
        { ...codes, LINE_API_BASE_URL: 'http://127.0.0.1.evil.example' },
      ],
      ['channels that are stored, not given', { SIMULATOR: 'off', SAMPLE_DATA: 'on' }],
      ['a stand-in elsewhere', { ...codes, LINE_API_BASE_URL: 'https://line.example' }],
      [
        'a stand-in that does not serve all',
        {
          ...codes,
          LINE_API_BASE_URL: 'http://127.0.0.1:8080',
          LINE_DATA_API_BASE_URL: 'https://api-data.line.me',
        },
      ],
    ])('refuses sample data, whose invitation codes are public: %s', (_what, environment) => {
      expect(problemsOf(environment).join('\n')).toContain('SAMPLE_DATA=on');
    });

    test.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080', 'http://127.8.0.1'])(
      'takes sample data beside a stand-in on %s',
      (address) => {
        expect(problemsOf({ ...codes, LINE_API_BASE_URL: address })).toEqual([]);
      },
    );
  });

  describe('in production', () => {
    const production = { ...channel, ...server, NODE_ENV: 'production', SEALING_KEYS: key };

    test.each([
      [
        'an address that can be listened in on',
        { PUBLIC_BASE_URL: 'http://bot.example.go.th' },
        'PUBLIC_BASE_URL',
      ],
      [
        'a secret shorter than LINE’s',
        { LINE_CHANNEL_SECRET: 'a'.repeat(31) },
        'LINE_CHANNEL_SECRET is too short',
      ],
      ['another LINE', { LINE_API_BASE_URL: 'https://line.example' }, 'LINE_API_BASE_URL'],
      ['LINE without encryption', { LINE_API_BASE_URL: 'http://api.line.me' }, 'LINE_API_BASE_URL'],
      [
        'another LINE for photos alone',
        { LINE_DATA_API_BASE_URL: 'https://line.example' },
        'LINE_DATA_API_BASE_URL',
      ],
    ])('refuses %s', (_what, environment, problem) => {
      expect(problemsOf({ ...production, ...environment }).join('\n')).toContain(problem);
      expect(problemsOf({ ...channel, ...environment })).toEqual([]);
    });

    test.each([
      ['LINE by its name', { LINE_API_BASE_URL: 'https://api.line.me' }],
      ['a stand-in on this machine', { LINE_API_BASE_URL: 'http://127.0.0.1:8080' }],
      ['another LINE by a word', { LINE_API_BASE_URL: 'https://line.example', LINE_STAND_IN: 'on' }],
      ['an address with a certificate', { PUBLIC_BASE_URL: 'https://bot.example.go.th' }],
    ])('takes %s', (_what, environment) => {
      expect(problemsOf({ ...production, ...environment })).toEqual([]);
    });
  });

  test('keeps the simulator on this machine unless told where to listen', () => {
    expect(readConfig({}).listenHost).toBe('127.0.0.1');
    expect(readConfig({ SIMULATOR: 'on', NODE_ENV: 'development' }).listenHost).toBe('127.0.0.1');
    expect(readConfig({ LISTEN_HOST: '0.0.0.0' }).listenHost).toBe('0.0.0.0');
    expect(readConfig({ ...channel }).listenHost).toBeUndefined();
    expect(readConfig({ ...channel, LISTEN_HOST: '::1' }).listenHost).toBe('::1');
  });

  test('lists all problems whichever come together', () => {
    const base = { ...channel, ...server, NODE_ENV: 'production', SEALING_KEYS: key };
    const mistakes = [
      [{ PORT: 'eighty' }, 'PORT is'],
      [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is'],
      [{ ROLE: 'boss' }, 'ROLE is'],
      [{ EMBEDDED_DB: 'on' }, 'EMBEDDED_DB=on'],
      [{ LINE_STAND_IN: 'yes' }, 'LINE_STAND_IN is'],
      [{ SIMULATOR: 'perhaps' }, 'SIMULATOR is'],
      [{ SAMPLE_DATA: 'on' }, 'SAMPLE_DATA=on'],
      [{ SEALING_KEYS: 'k1:short' }, 'SEALING_KEYS:'],
      [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
      [{ LISTEN_HOST: 'every where' }, 'LISTEN_HOST'],
      [{ LINE_CHANNEL_ID: 'my-bot' }, 'LINE_CHANNEL_ID is not'],
      [{ LINE_CHANNEL_SECRET: 'a' }, 'LINE_CHANNEL_SECRET is too short'],
      [{ PUBLIC_BASE_URL: 'http://bot.example.go.th' }, 'PUBLIC_BASE_URL'],
      [{ LINE_API_BASE_URL: 'https://line.example' }, 'LINE_API_BASE_URL'],
      [{ LINE_DATA_API_BASE_URL: 'https://line.example' }, 'LINE_DATA_API_BASE_URL'],
    ] as const;
    fc.assert(
      fc.property(fc.subarray([...mistakes]), (some) => {
        const environment: Record<string, string> = Object.assign({}, base, ...some.map(([wrong]) => wrong));
        const said = problemsOf(environment);
        expect(said).toHaveLength(some.length);
        for (const [, name] of some) {
          expect(said.filter((problem) => problem.startsWith(name))).toHaveLength(1);
        }
      }),
    );
  });

  test('never repeats a secret in what it says', () => {
    const said = problemsOf({ LINE_CHANNEL_SECRET: 'very-secret', SEALING_KEYS: 'k1:c2VjcmV0LWtleQ==' }).join(
      '\n',
    );

    expect(said).not.toContain('very-secret');
    expect(said).not.toContain('c2VjcmV0LWtleQ');
  });
});
