import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { createHttpServer, listen } from '../../src/process/http-server';

describe('the HTTP server', () => {
  test('lets a thousand knock at the same moment', async () => {
    const server = createHttpServer();
    await listen(server, 0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    const sockets: Socket[] = [];
    let connected = 0;
    for (let index = 0; index < 1_000; index += 1) {
      const socket = connect({ port, host: '127.0.0.1' });
      sockets.push(socket.on('connect', () => (connected += 1)).on('error', () => undefined));
    }
    // On this machine a connection stands at once or is dropped: no clock is needed to tell which.
    for (let rounds = 0; rounds < 50 && connected < 1_000; rounds += 1) await turn();
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
    expect(connected).toBe(1_000);
  });
});
