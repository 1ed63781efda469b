import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { silentLog } from '../../src/core/log';
import { invitationCodeFrom } from '../../src/people/rules';
import type { RunningBot } from '../../src/process/serve';
import { serve } from '../../src/process/serve';
import { readSamplePeople } from '../../src/try-out/sample-people';
import type { TestDatabase } from '../helpers/database';
import { connectTestDatabase } from '../helpers/database';

/** Whoever has read the sources knows these. */
const codes = readSamplePeople()
  .filter(({ posts }) => posts.length > 0)
  .map(({ orgId, key }) => ({ orgId, code: invitationCodeFrom(`sample:${key}`) }));

describe('the invitation codes of the sample people', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-codes-'));
  const SEALING_KEYS = `k1:${randomBytes(32).toString('base64')}`;
  let db: TestDatabase;

  beforeAll(async () => {
    db = await connectTestDatabase();
  });
  afterAll(async () => {
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = (environment: Record<string, string>): Promise<RunningBot> =>
    serve(readConfig({ PORT: '0', MONGODB_URI: db.uri, DATA_DIR: dataDir, SEALING_KEYS, ...environment }), {
      log: silentLog,
    });

  /** How many of them a stranger could use. */
  async function usable(environment: Record<string, string>): Promise<number> {
    const bot = await start(environment);
    try {
      const { people } = bot.container.rooms;
      const tries = codes.map(async ({ orgId, code }, index) => {
        const stranger = await people.meet(orgId, `U${String(index).padStart(32, '0')}`);
        return people.check(stranger, code).then(
          () => true,
          () => false,
        );
      });
      return (await Promise.all(tries)).filter(Boolean).length;
    } finally {
      await bot.close();
    }
  }

  test('open the bot that is tried out, and nothing any more once the same database gets a real channel', async () => {
    const real = {
      LINE_CHANNEL_ID: '1234567890',
      LINE_CHANNEL_SECRET: 'a'.repeat(32),
      LINE_API_BASE_URL: 'http://127.0.0.1:9',
    };
    expect(await usable({})).toBeGreaterThan(0);
    expect(await usable(real)).toBe(0);
    expect(await usable({})).toBeGreaterThan(0);
  });
});
