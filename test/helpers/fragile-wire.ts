import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A wire to the database that can hang or break. */
export interface FragileWire {
  /** Address of the database at the other end. */
  readonly uri: string;
  /** Nothing gets through any more, and nobody is told. */
  hang(): void;
  /** What was held back gets through. */
  mend(): void;
  /** All connections break; new ones do too, until `mend`. */
  cut(): void;
  close(): Promise<void>;
}

/** Puts a wire between a client and the database at `uri`. */
export async function fragileWire(uri: string): Promise<FragileWire> {
  const [, scheme = '', host = '', rest = ''] = /^(mongodb:\/\/(?:[^@/]*@)?)([^/?,]+)(.*)$/.exec(uri) ?? [];
  const sockets = new Set<Socket>();
  let broken = false;
  const server = createServer((near) => {
    const far = connectTo(decodeURIComponent(host));
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
    if (broken) near.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const direct = `${rest}${rest.includes('?') ? '&' : '?'}directConnection=true`;
  return {
    uri: `${scheme}127.0.0.1:${port}${rest.includes('directConnection=') ? rest : direct}`,
    hang: () => sockets.forEach((socket) => socket.cork()),
    mend: () => {
      broken = false;
      sockets.forEach((socket) => socket.uncork());
    },
    cut: () => {
      broken = true;
      breakAll();
    },
    close: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}

function connectTo(host: string): Socket {
  if (host.startsWith('/')) return connect(host);
  const [name = '', port = '27017'] = host.split(':');
  return connect(Number(port), name);
}
