import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body that was not taken: it goes on after the limit, or its sender went away. */
export type Unread = 'too-large' | 'broken-off';

/** Reads a body's bytes as they came, as far as `limit`. Never rejects; never resolves for one that dawdles. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | Unread> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        // What came is let go at once; what still comes is the business of `turnAway`.
        chunks.length = 0;
        done('too-large');
      }
    });
    request.once('end', () => done(Buffer.concat(chunks)));
    request.once('error', () => done('broken-off'));
    request.once('close', () => done('broken-off'));
  });
}

/** So much of a refused body is read to its end, so that its sender gets to read the answer. */
const LINGER_BYTES = 256 * 1024;
const LINGER_MS = 1_000;

/** Answers before the body was read, waits a little for its sender to notice, and hangs up. */
export function turnAway(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: string,
): void {
  const headers = { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' };
  response.writeHead(status, headers).write(body);
  let left = LINGER_BYTES;
  const hangUp = (): void => {
    clearTimeout(timer);
    request.removeAllListeners('data');
    response.end();
  };
  const timer = setTimeout(hangUp, LINGER_MS);
  request.once('end', hangUp);
  request.once('close', hangUp);
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) hangUp();
  });
}
