import { request as httpRequest } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { BODY_LIMIT } from '../../../src/line/incoming/webhook';
import type { Loose } from './webhook-door';
import { ANA, bodyOf, doorOfOwn, EXAMPLE, OTHER, said, sign } from './webhook-door';

const MEGABYTE = 1024 * 1024;

describe('the webhook', () => {
  const own = doorOfOwn();
  beforeEach(async () => {
    await own.db.connection.collection('conversations').deleteMany({});
    own.door.nudged.length = 0;
    own.door.logged.length = 0;
  });

  test('answers LINE’s own example with 200', async () => {
    expect((await own.door.post(EXAMPLE.body, { 'x-line-signature': EXAMPLE.signature })).status).toBe(200);
    expect((await own.door.post(EXAMPLE.body, { 'X-LINE-Signature': EXAMPLE.signature })).status).toBe(200);
    expect(await own.door.kept()).toEqual([]);
    expect(own.door.nudged).toEqual([]);
  });

  describe('refuses with 401 and leaves no trace', () => {
    const body = bodyOf([said('e1', 'hello')]);
    const right = sign(body);
    test.each<[string, Record<string, string>]>([
      ['a missing signature', {}],
      ['an empty one', { 'x-line-signature': '' }],
      ['a wrong one', { 'x-line-signature': sign(`${body} `) }],
      ['one cut short', { 'x-line-signature': right.slice(0, -4) }],
      ['one with something before it', { 'x-line-signature': `AAAA${right}` }],
      ['one in hexadecimal', { 'x-line-signature': Buffer.from(right, 'base64').toString('hex') }],
      ['garbage', { 'x-line-signature': '%%% \u00ff {"$gt":""} %%%' }],
      ['a very long one', { 'x-line-signature': 'A'.repeat(10_000) }],
      ['the right one of another channel', { 'x-line-signature': sign(body, OTHER.secret) }],
    ])('%s', async (_what, headers) => {
      expect((await own.door.post(body, headers)).status).toBe(401);
      expect(await own.door.kept()).toEqual([]);
      expect(own.door.nudged).toEqual([]);
    });

    test('a body for a channel that is not ours', async () => {
      const foreign = bodyOf([said('e1', 'hello')], `U${'9'.repeat(32)}`);
      expect((await own.door.signed(foreign)).status).toBe(401);
      expect(await own.door.kept()).toEqual([]);
    });

    test('a body whose destination was changed on the way', async () => {
      const moved = bodyOf([said('e1', 'hello')], OTHER.destination);
      expect((await own.door.post(moved, { 'x-line-signature': right })).status).toBe(401);
      expect((await own.door.signed(moved)).status).toBe(401);
      expect(await own.door.kept()).toEqual([]);
    });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['JSON that was cut off', EXAMPLE.body.slice(0, -1)],
    ['a string', '"hello"'],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an object without events', `{"destination":"${EXAMPLE.destination}"}`],
    ['events that are no list', bodyOf({ length: 1 })],
    ['no destination', '{"events":[]}'],
    ['a destination that is no text', '{"destination":{"$gt":""},"events":[]}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('answers 400 to %s', async (_what, body) => {
    expect((await own.door.signed(body)).status).toBe(400);
    expect(await own.door.kept()).toEqual([]);
  });

  test('lets events go that are not its business', async () => {
    const events = [
      said('e1', 'x', { source: undefined }),
      said('e2', 'x', { source: { type: 'group', groupId: `C${'c'.repeat(32)}`, userId: ANA } }),
      said('e3', 'x', { source: { type: 'room', roomId: `R${'d'.repeat(32)}`, userId: ANA } }),
      said('e4', 'x', { source: { type: 'user' } }),
      said('e5', 'x', { source: { type: 'user', userId: '../../etc' } }),
      said('e6', 'x', { mode: 'standby' }),
      said('e7', 'x', { type: 'somethingNew' }),
      said('e8', 'x', { webhookEventId: undefined }),
      said('e9', 'x', { webhookEventId: { $gt: '' } }),
      said('e10', 'x', { message: undefined }),
      said('e11', 'x', { replyToken: '0'.repeat(32) }),
      null,
      'text',
      7,
      [],
      { type: { toString: 'x' } },
    ];
    expect((await own.door.signed(bodyOf(events))).status).toBe(200);
    expect(await own.door.kept()).toEqual([]);
    expect(own.door.nudged).toEqual([]);
  });

  test('keeps the good events of a body beside bad ones', async () => {
    expect((await own.door.signed(bodyOf([null, said('good', 'x'), said('', 'x')]))).status).toBe(200);
    expect(await own.door.kept()).toEqual(['good']);
    expect(own.door.nudged).toHaveLength(1);
  });

  test('keeps an event once, in one body and across bodies', async () => {
    const twice = bodyOf([said('once', 'x'), said('once', 'x'), said('two', 'x')]);
    const again = bodyOf([
      said('once', 'x', { deliveryContext: { isRedelivery: true } }),
      said('three', 'x'),
    ]);
    const answers = await Promise.all([
      own.door.signed(twice),
      own.door.signed(twice),
      own.door.signed(again),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await own.door.kept()).toEqual(['once', 'three', 'two']);
  });

  test('is on disk before it is answered: what it holds is there to be read', async () => {
    expect((await own.door.signed(bodyOf([said('e1', 'สวัสดี')]))).status).toBe(200);
    expect(await own.door.keptEvents()).toMatchObject([{ message: { text: 'สวัสดี' } }]);
  });

  test('checks the bytes as they came, escapes of emoji included', async () => {
    const raw = bodyOf([said('e1', 'ดีมาก \u{1F928} ✋')]).replace('\u{1F928}', '\\uD83E\\uDD28');
    expect(JSON.stringify(JSON.parse(raw))).not.toBe(raw);
    expect((await own.door.signed(raw)).status).toBe(200);
    expect(await own.door.keptEvents()).toMatchObject([{ message: { text: 'ดีมาก \u{1F928} ✋' } }]);
    const spaced = `  ${bodyOf([said('e2', 'x')])}\n`;
    expect((await own.door.signed(spaced)).status).toBe(200);
  });

  test('takes what LINE may send and refuses more, rightly signed or not', async () => {
    const big = (size: number) => bodyOf([said('big', 'x')]).padEnd(size, ' ');
    expect((await own.door.signed(big(BODY_LIMIT))).status).toBe(200);
    expect((await own.door.signed(big(BODY_LIMIT + 1))).status).toBe(413);
    expect((await own.door.post(big(BODY_LIMIT + 1), { 'x-line-signature': sign('x') })).status).toBe(413);
    expect(await own.door.kept()).toEqual(['big']);
  });

  test('does not gather an endless body in memory', async () => {
    const before = held();
    let most = 0;
    const { status, sent } = await upload(own.door.url, 32 * MEGABYTE, (soFar) => {
      if (soFar % (4 * MEGABYTE) === 0) most = Math.max(most, held() - before);
    });
    expect([413, 'closed']).toContain(status);
    expect(sent).toBeGreaterThan(BODY_LIMIT);
    expect(most).toBeLessThan(8 * MEGABYTE);
  });

  test('does not unpack anything', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MEGABYTE));
    const answer = await own.door.post(bomb, { 'content-encoding': 'gzip', 'x-line-signature': sign(bomb) });
    expect(answer.status).toBe(415);
  });

  test('says nothing of the inside, and logs nothing that was sent', async () => {
    const answer = await own.door.post(bodyOf([said('e1', 'secret words')]), { 'x-line-signature': 'x' });
    expect(Object.keys((await answer.json()) as Loose)).toEqual(['message']);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(own.door.logged.join('')).not.toMatch(/secret words|Ua{32}/);
  });

  test('is nothing but a POST', async () => {
    expect((await fetch(own.door.url)).status).toBe(404);
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of buffers that something still holds on to. */
function held(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

/** Sends an endless body and reports how it ended: the status, or `closed` when the door was shut. */
async function upload(
  url: string,
  most: number,
  watch: (sent: number) => void,
): Promise<{ status: number | 'closed'; sent: number }> {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let status: number | 'closed' | undefined;
  let sent = 0;
  const request = httpRequest(url, { method: 'POST', headers: { 'x-line-signature': sign('x') } });
  const ended = new Promise<void>((done) => {
    request.on('response', (response) => {
      status = response.statusCode ?? 0;
      response.resume();
      done();
    });
    request.on('error', () => {
      status ??= 'closed';
      done();
    });
  });
  while (sent < most && status === undefined) {
    const flowing = request.write(chunk);
    sent += chunk.length;
    watch(sent);
    const drained = new Promise((done) => request.once('drain', done));
    await Promise.race([ended, flowing ? new Promise(setImmediate) : drained]);
  }
  request.end();
  await ended;
  request.destroy();
  return { status: status ?? 'closed', sent };
}
