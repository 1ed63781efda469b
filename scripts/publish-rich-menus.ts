/**
 * Publishes the rich menus of all organisations that have a LINE channel, or of those named:
 *   npm run rich-menus:publish -- [organisation…]
 * Repeating is harmless. The embedded database admits one process: stop the bot first, or use MONGODB_URI.
 */
import { loadConfig } from '../src/config';
import { buildContainer } from '../src/container';

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const bot = await buildContainer(loadConfig());
  const { organizations } = bot.rooms;
  try {
    for (const { id } of await organizations.all()) {
      if (wanted.length > 0 && !wanted.includes(id)) continue;
      const channel = await bot.line.channels.of(id);
      if (channel === undefined) {
        console.log(`${id}: no LINE channel yet`);
        continue;
      }
      const { created, removed } = await bot.line.menus.publish(channel);
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
