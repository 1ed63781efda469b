import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BotProcess } from '../helpers/bot-process';
import { startBot } from '../helpers/bot-process';

describe('a bot whose embedded database ends alone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'prongsai-lost-'));
  let bot: BotProcess;

  beforeEach(async () => {
    bot = await startBot({ DATA_DIR: dataDir });
  }, 60_000);
  afterEach(() => bot.kill());
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'ends too, and says why: %s',
    async (signal) => {
      process.kill(bot.enginePid() ?? 0, signal);

      expect(await bot.ended).toBe(1);
      expect(bot.output()).toContain('The embedded database has ended by itself');
      expect(bot.output()).toContain('"event":"database.lost"');
    },
    60_000,
  );

  test('ends well when it is asked to', async () => {
    expect(await bot.stop()).toBe(0);
    expect(bot.output()).not.toContain('database.lost');
  });
});
