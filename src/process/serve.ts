import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config';
import type { Container, Replacements } from '../container';
import { buildContainer } from '../container';
import { createHttpServer, listen } from './http-server';
import { endWithout } from './termination';

/** A bot that listens. */
export interface RunningBot {
  /** Origin on this machine, with the port that was taken. */
  readonly url: string;
  readonly container: Container;
  /** Answers what is under way, begins nothing new, closes the database. */
  close(): Promise<void>;
}

/** How long open connections may delay a stop. */
const LINGER_MS = 2_000;

/**
 * Starts the whole bot. The port is taken before anything slow, so that a taken one is said at once and early
 * callers are told to wait. Ends the process if its embedded database ends alone. Errors: those of
 * `buildContainer`, and EADDRINUSE.
 */
export async function serve(config: Config, replacements: Replacements = {}): Promise<RunningBot> {
  const server = createHttpServer();
  server.on('request', notYet);
  await listen(server, config.port, config.listenHost);
  const { port } = server.address() as AddressInfo;
  try {
    const container = await buildContainer(onPort(config, port), replacements);
    server.off('request', notYet);
    server.on('request', container.app);
    // From the moment on which webhooks are taken, not only once everything else has begun.
    endWithout(container.rooms.database.engine);
    await container.start();
    const close = async (): Promise<void> => {
      await closeServer(server);
      await container.close();
    };
    return { url: originOf(config, port), container, close };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

/** Where this machine reaches the bot itself. */
function originOf({ listenHost = ANYWHERE }: Config, port: number): string {
  const host = listenHost === '0.0.0.0' || listenHost === ANYWHERE ? '127.0.0.1' : listenHost;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** All addresses, of both families. */
const ANYWHERE = '::';

/** With PORT=0 the simulator's address is known only now. */
function onPort(config: Config, port: number): Config {
  if (!config.simulator) return { ...config, port };
  const origin = originOf(config, port);
  return { ...config, port, lineApiBaseUrl: origin, lineDataApiBaseUrl: origin };
}

function notYet(_request: unknown, response: ServerResponse): void {
  const headers = { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' };
  response.writeHead(503, { ...headers, 'retry-after': '1' });
  response.end('{"message":"Starting"}');
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LINGER_MS);
  await closed;
  clearTimeout(timer);
}
