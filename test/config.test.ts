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
  ])('refuses %s', (_what, environment, problem) => {
    expect(problemsOf(environment as Record<string, string>).join('\n')).toContain(problem);
  });

  test('never repeats a secret in what it says', () => {
    const said = problemsOf({ LINE_CHANNEL_SECRET: 'very-secret', SEALING_KEYS: 'k1:c2VjcmV0LWtleQ==' }).join(
      '\n',
    );

    expect(said).not.toContain('very-secret');
    expect(said).not.toContain('c2VjcmV0LWtleQ');
  });
});
