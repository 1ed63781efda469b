import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { bodyOf, doorOfOwn, said, sign } from './webhook-door';

const MEGABYTE = 1024 * 1024;

describe('the webhook, before strangers', () => {
  const own = doorOfOwn();

  /** Begins a request and sends no more of its body than is given. */
  const begin = (head: readonly string[], body = ''): Socket => {
    const { hostname, port, host } = new URL(own.door.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(['POST /webhook HTTP/1.1', `host: ${host}`, ...head, '', body].join('\r\n'));
    return socket;
  };
  const answerTo = async (socket: Socket): Promise<string> => {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString().slice(0, 12);
  };

  test('refuses what has no signature before its body comes', async () => {
    const unsigned = begin(['content-length: 200000']);
    expect(await answerTo(unsigned)).toBe('HTTP/1.1 401');
    const illFormed = begin(['content-length: 200000', 'x-line-signature: x']);
    expect(await answerTo(illFormed)).toBe('HTTP/1.1 401');
    for (const socket of [unsigned, illFormed]) socket.destroy();
  });

  test('refuses by its announced length what LINE never sends', async () => {
    const large = begin([`content-length: ${MEGABYTE}`, `x-line-signature: ${sign('x')}`]);
    expect(await answerTo(large)).toBe('HTTP/1.1 413');
    large.destroy();
  });

  test('parses nothing before the signature holds', async () => {
    const parse = jest.spyOn(JSON, 'parse');
    const body = bodyOf([said('e1', 'x')]);
    const answer = await own.door.post(body, { 'x-line-signature': sign('something else') });
    const parsed = parse.mock.calls.filter(([text]) => text.includes('webhookEventId'));
    parse.mockRestore();
    expect(answer.status).toBe(401);
    expect(parsed).toEqual([]);
  });

  test('closes three hundred requests that do not go on, and hears LINE meanwhile', async () => {
    const beginnings = [
      [`x-line-signature: ${sign('x')}`, 'content-length: 1000'],
      ['content-length: 1000'],
      ['transfer-encoding: chunked', `x-line-signature: ${sign('x')}`],
    ];
    const sockets = Array.from({ length: 300 }, (_, n) =>
      begin(beginnings[n % 3] ?? [], n % 3 === 2 ? '5\r\nab' : ''),
    );
    const closed = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
    expect((await own.door.signed(bodyOf([said('meanwhile', 'x')]))).status).toBe(200);
    await closed;
  });

  test('closes requests whose headers do not end', async () => {
    const { hostname, port } = new URL(own.door.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write('POST /webhook HTTP/1.1\r\nx-line-sig');
    await once(socket.resume(), 'close');
  }, 15_000);

  test('answers LINE in time while unsigned megabytes pour in', async () => {
    const flood = Buffer.alloc(MEGABYTE, 'x');
    const until = performance.now() + 2_000;
    const pouring = (async () => {
      const poured: Promise<unknown>[] = [];
      while (performance.now() < until) {
        poured.push(
          own.door
            .post(flood, poured.length % 2 === 0 ? {} : { 'x-line-signature': sign('x') })
            .catch(() => 0),
        );
        await new Promise((done) => setTimeout(done, 40));
      }
      await Promise.all(poured);
    })();
    let slowest = 0;
    for (let n = 0; performance.now() < until; n += 1) {
      const begun = performance.now();
      expect((await own.door.signed(bodyOf([said(`flood-${n}`, 'x')]))).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - begun);
    }
    await pouring;
    expect(slowest).toBeLessThan(2_000);
  });
});
