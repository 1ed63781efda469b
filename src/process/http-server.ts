import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { present } from '../core/present';

/** The headers of a request come at once; this is for the worst of lines. */
const HEADERS_MS = 5_000;
/** The largest thing anybody sends is a photo through the simulator's page. */
const REQUEST_MS = 30_000;
/** How often it is looked for requests that do not end. */
const LOOK_MS = 1_000;
/** More than LINE and a proxy open together; far below what a process may hold open. */
const MOST_CONNECTIONS = 4_000;

/** An HTTP server that nobody can occupy by beginning requests and never ending them: such are closed. */
export function createHttpServer(): Server {
  const server = createServer({
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: LOOK_MS,
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/**
 * Listens, and lets as many knock at the same moment as may be connected. Node would let 511 wait; the others
 * would knock again a whole second later, which is half of the time that LINE gives. Rejects with EADDRINUSE and
 * the like.
 */
export async function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  server.listen({ port, backlog: MOST_CONNECTIONS, ...present({ host }) });
  await once(server, 'listening');
}
