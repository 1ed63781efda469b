import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Express } from 'express';
import express from 'express';
import request from 'supertest';
import type { Vitals } from '../../src/operations/router';
import { operationsRouter } from '../../src/operations/router';

const TOKEN = 'a-token-of-the-operator';

/** How the bot is doing; all is well unless a test says otherwise. */
const well: Vitals = {
  isWhole: () => true,
  isTaking: () => true,
  write: () => Promise.resolve(),
  inbox: () => Promise.resolve({ waiting: 2, aside: 0 }),
  outbox: () => Promise.resolve({ waiting: 1, repair: 0, dead: 0, oldestSeconds: 30 }),
  refusedChannels: () => 0,
};

function pages(change: Partial<Vitals> = {}, token?: string): Express {
  const app = express();
  app.set('trust proxy', 1);
  return app.use(operationsRouter({ ...well, ...change }, token));
}

const asked = (app: Express, path: string, headers: Record<string, string> = {}): request.Test =>
  request(app).get(path).set(headers);

describe('/healthz', () => {
  test('says that the process is whole', async () => {
    expect((await asked(pages(), '/healthz')).status).toBe(200);
  });

  test('says so when it has lost its database for good', async () => {
    const answer = await asked(pages({ isWhole: () => false }), '/healthz');

    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ status: 'the embedded database has ended' });
  });
});

describe('/readyz', () => {
  test('is readiness to take webhooks and keep them, whatever is stuck elsewhere', async () => {
    const days = 3 * 24 * 60 * 60;
    const stuck = pages({
      outbox: () => Promise.resolve({ waiting: 9, repair: 0, dead: 3, oldestSeconds: days }),
    });
    const answer = await asked(stuck, '/readyz');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: 'ok', database: 'ok', webhook: 'ok' });
  });

  test('asks nobody how much waits', async () => {
    const silent = (): Promise<never> => Promise.reject(new Error('not to be asked'));

    expect((await asked(pages({ inbox: silent, outbox: silent }), '/readyz')).status).toBe(200);
  });

  test.each([
    ['refuses to write', () => Promise.reject(new Error('not writable primary'))],
    ['does not answer in the time LINE gives', () => new Promise<void>(() => undefined)],
  ])('is not there when the database %s', async (_what, write) => {
    const answer = await asked(pages({ write }), '/readyz');

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ database: 'does not keep what it is given' });
  });

  test('is not there before webhooks are taken, nor afterwards', async () => {
    expect((await asked(pages({ isTaking: () => false }), '/readyz')).status).toBe(503);
  });
});

describe('/health', () => {
  test('shows what waits', async () => {
    const answer = await asked(pages(), '/health');

    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      status: 'ok',
      problems: [],
      database: 'ok',
      inbox: { waiting: 2, aside: 0 },
      outbox: { waiting: 1, repair: 0, dead: 0, oldestSeconds: 30 },
    });
  });

  test('names what somebody should look at', async () => {
    const answer = await asked(
      pages({
        inbox: () => Promise.resolve({ waiting: 0, aside: 4 }),
        outbox: () => Promise.resolve({ waiting: 1, repair: 0, dead: 2, oldestSeconds: 7 * 3600 }),
      }),
      '/health',
    );

    expect(answer.body).toMatchObject({ status: 'attention' });
    expect((answer.body as { problems: string[] }).problems.join('\n')).toMatch(
      /4 events.*\n.*2 messages.*\n.*7 hours/,
    );
  });

  test('tells of channels that LINE does not serve, and of what waits for them', async () => {
    const answer = await asked(
      pages({
        outbox: () => Promise.resolve({ waiting: 9, repair: 7, dead: 0, oldestSeconds: 60 }),
        refusedChannels: () => 1,
      }),
      '/health',
    );

    expect((answer.body as { problems: string[] }).problems).toEqual([
      'LINE does not serve 1 channels: look for channel.needs-repair',
      '7 messages wait for a LINE channel to be mended',
    ]);
  });

  test('is there when the database is not', async () => {
    const answer = await asked(pages({ write: () => Promise.reject(new Error('gone')) }), '/health');

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ status: 'down' });
  });
});

describe.each(['/health', '/metrics'])('%s is closed to strangers', (path) => {
  const status = async (headers: Record<string, string>, token?: string): Promise<number> =>
    (await asked(pages({}, token), path, headers)).status;

  test('without a token it is there for this machine alone', async () => {
    expect(await status({})).toBe(200);
    expect(await status({ host: 'localhost:3000' })).toBe(200);
  });

  test.each([
    ['x-forwarded-for', '203.0.113.7'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['via', '1.1 proxy'],
    ['x-real-ip', '127.0.0.1'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-port', '443'],
    ['x-forwarded-server', 'proxy.example.go.th'],
    ['x-forwarded-ssl', 'on'],
    ['x-original-forwarded-for', '203.0.113.7'],
    ['cf-connecting-ip', '203.0.113.7'],
    ['true-client-ip', '203.0.113.7'],
    ['x-client-ip', '203.0.113.7'],
    ['host', 'bot.example.go.th'],
    ['host', '127.0.0.1.example.org'],
  ])('what a proxy on this machine hands on is not from here (%s: %s)', async (name, value) => {
    expect(await status({ [name]: value })).toBe(403);
  });

  test('a proxy that adds nothing is told by its HTTP/1.0, as nginx speaks it unless it is told otherwise', async () => {
    const server = pages().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.end(`GET ${path} HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    server.close();

    expect(answer).toMatch(/^HTTP\/1\.[01] 403 /);
  });

  test('with a token it is there for who brings it, from wherever', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.7', host: 'bot.example.go.th' };

    expect(await status({ ...elsewhere, authorization: `Bearer ${TOKEN}` }, TOKEN)).toBe(200);
    expect(await status({ ...elsewhere, authorization: `Bearer ${TOKEN}x` }, TOKEN)).toBe(401);
    expect(await status({ authorization: `Basic ${TOKEN}` }, TOKEN)).toBe(401);
    expect(await status({}, TOKEN)).toBe(401);
  });
});

describe('/metrics', () => {
  test('has the numbers of inbox and outbox under the names that dashboards know', async () => {
    const { text } = await asked(pages(), '/metrics');

    for (const line of [
      'prongsai_inbox_waiting 2',
      'prongsai_inbox_aside 0',
      'prongsai_outbox_waiting 1',
      'prongsai_outbox_dead 0',
      'prongsai_outbox_repair 0',
      'prongsai_line_refused_channels 0',
      'prongsai_outbox_oldest_seconds 30',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  test('asks the rooms once, however many look', async () => {
    const reads = { inbox: 0, outbox: 0 };
    const app = pages({
      inbox: () => Promise.resolve({ waiting: ++reads.inbox, aside: 0 }),
      outbox: () => Promise.resolve({ waiting: ++reads.outbox, repair: 0, dead: 0, oldestSeconds: 0 }),
    });
    await Promise.all([1, 2, 3].map(() => asked(app, '/metrics')));
    await asked(app, '/health');

    expect(reads).toEqual({ inbox: 1, outbox: 1 });
  });

  test('is as fresh as can be about nothing waiting', async () => {
    let waiting = 0;
    const app = pages({ inbox: () => Promise.resolve({ waiting, aside: 0 }) });
    await asked(app, '/metrics');
    waiting = 5;

    expect((await asked(app, '/metrics')).text).toContain('\nprongsai_inbox_waiting 5\n');
  });
});
