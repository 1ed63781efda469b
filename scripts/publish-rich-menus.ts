/**
 * Publishes the rich menus of all organisations that have a LINE channel, or of those named:
 *   npx tsx scripts/publish-rich-menus.ts [organisation…]
 * Repeating is harmless. The embedded database admits one process: stop the bot first, or use MONGODB_URI.
 */
import { loadConfig } from '../src/config';
import { buildContainer } from '../src/container';
import { createRichMenus } from '../src/line/rich-menus';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const bot = await buildContainer(loadConfig());
  const { database, organizations, log } = bot.rooms;
  const menus = createRichMenus({
    connection: database.connection,
    calls: bot.line.gateway.richMenus,
    log,
  });
  try {
    for (const { id } of await organizations.all()) {
      if (wanted.length > 0 && !wanted.includes(id)) continue;
      const channel = await bot.line.channels.of(id);
      if (channel === undefined) {
        console.log(`${id}: no LINE channel yet`);
        continue;
      }
      const { created, removed } = await menus.publish(channel);
      console.log(`${id}: ${created} menus published, ${removed} removed`);
    }
  } finally {
    await bot.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
