import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A bot in a process of its own, as `npm start` runs it after the build. */
export interface BotProcess {
  readonly url: string;
  readonly pid: number;
  /** All that it printed so far. */
  output(): string;
  /** Process id of the embedded engine's host, if it has one. */
  enginePid(): number | undefined;
  /** Resolves with the exit code when the process has ended, whoever ended it; null after a signal. */
  readonly ended: Promise<number | null>;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code when it has drained. */
  stop(): Promise<number | null>;
}

const projectRoot = join(__dirname, '../..');
/** bench/ runs compiled from dist/bench. */
const mainFile = join(projectRoot, projectRoot.endsWith('dist') ? 'src/web.js' : 'dist/src/web.js');

/** Starts the built bot with nothing but `environment` and resolves when it is ready. */
export async function startBot(environment: Record<string, string>): Promise<BotProcess> {
  const port = Number(environment.PORT ?? (await freePort()));
  const child = spawn(process.execPath, [mainFile], {
    cwd: environment.DATA_DIR ?? process.cwd(),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...(process.env.XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME }),
      // Most tests and the bench ask how quickly one message is answered.
      BURST_MS: '0',
      ...environment,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let printed = '';
  const read = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url, () => printed);
  return {
    url,
    pid: child.pid ?? 0,
    output: () => printed,
    enginePid: () => Number(/"enginePid":(\d+)/.exec(printed)?.[1] ?? 0) || undefined,
    ended,
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the bot ended before it was ready:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Resolves when nothing waits in inbox and outbox; throws when something was given up meanwhile. */
export async function untilWorkedOff(url: string): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const count = (name: string): number => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
    if (count('prongsai_inbox_aside') + count('prongsai_outbox_dead') !== 0)
      throw new Error('something was given up');
    if (count('prongsai_inbox_waiting') + count('prongsai_outbox_waiting') === 0) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}
