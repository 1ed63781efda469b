import { connect } from 'node:net';
import { percentile } from './statistics';

export interface Load {
  readonly port: number;
  /** Ready to be written; each is sent once. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  /** Ends after this, or when the requests are used up. */
  readonly seconds: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answered: number;
}

/**
 * Sends requests on kept-alive connections, each as soon as the one before is answered. Written for the
 * purpose: the machine's two cores belong to those who are measured, and every request has its own signature.
 * Throws when anything else than 200 comes back.
 */
export async function applyLoad({ port, requests, connections, seconds }: Load): Promise<Measured> {
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let sent = 0;
  const next = (): Buffer | undefined => (performance.now() < until ? requests[sent++] : undefined);
  const exchanges = Array.from({ length: connections }, () => exchange(port, next, times));
  await Promise.all(exchanges);
  const took = (performance.now() - begun) / 1000;
  return {
    perSecond: times.length / took,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    answered: times.length,
  };
}

/** One connection, until there is no next request. */
function exchange(port: number, next: () => Buffer | undefined, times: number[]): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let begun = 0;
    let received = '';
    const send = (): void => {
      const request = next();
      if (request === undefined) return void socket.end(done);
      begun = performance.now();
      socket.write(request);
    };
    socket.once('connect', send);
    socket.once('error', fail);
    socket.once('end', () => fail(new Error('the server ended the connection')));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const status = statusOf(received);
      if (status === undefined) return;
      if (status !== 200) return void socket.destroy(new Error(`answered ${status}`));
      received = '';
      times.push(performance.now() - begun);
      send();
    });
  });
}

/** The status of a whole answer; `undefined` while some of it is missing. */
function statusOf(received: string): number | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? 0);
  return received.length >= headEnd + 4 + length ? Number(received.slice(9, 12)) : undefined;
}
