import type { Stage } from './harness';
import { setStage, SOMSRI, text } from './harness';

describe('calls of the wrong kind', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await setStage()));
  afterAll(() => stage.close());

  test.each([
    ['an unknown path', 'GET', '/v2/bot/nothing', undefined, {}, 404],
    ['a known path with another method', 'GET', '/v2/bot/message/push', undefined, {}, 405],
    ['another content type', 'POST', '/v2/bot/message/push', {}, { 'content-type': 'text/plain' }, 415],
    [
      'what is not JSON',
      'POST',
      '/v2/bot/message/push',
      Buffer.from('{'),
      { 'content-type': 'application/json' },
      400,
    ],
    ['an array', 'POST', '/v2/bot/message/push', [], {}, 400],
    ['more than 2 MB', 'POST', '/v2/bot/message/push', { to: 'a'.repeat(2 * 1024 * 1024) }, {}, 413],
  ])('%s', async (_what, method, path, body, headers, status) => {
    const answer = await stage.call(method, path, body, headers);
    expect(answer.status).toBe(status);
    expect(typeof answer.body.message).toBe('string');
    expect(answer.headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('followers are counted when the day is over, groups there are none', async () => {
    const counted = await stage.call('GET', '/v2/bot/insight/followers?date=20260215');
    expect(counted.body).toEqual({ status: 'ready', followers: 2, targetedReaches: 2, blocks: 0 });
    expect((await stage.call('GET', '/v2/bot/insight/followers?date=20260216')).body.status).toBe('unready');
    expect((await stage.call('GET', `/v2/bot/group/C${'1'.repeat(32)}/summary`)).status).toBe(404);
    expect((await stage.call('POST', '/v2/bot/group/room/leave')).status).toBe(400);
  });

  test('a mark-as-read token is good for the bot that got it', async () => {
    await stage.somsri.says('a');
    const mark = async (markAsReadToken: unknown) =>
      (await stage.call('POST', '/v2/bot/chat/markAsRead', { markAsReadToken })).status;
    expect(await mark(stage.lastEvent().message.markAsReadToken)).toBe(200);
    expect(await mark('another')).toBe(400);
  });

  test('a bot without a certificate may be excused', async () => {
    const excused = await setStage({}, { insecureOrigin: 'http://localhost:3000' });
    const url = 'http://localhost:3000/a.png';
    const messages = [{ type: 'image', originalContentUrl: url, previewImageUrl: url }];
    expect((await stage.call('POST', '/v2/bot/message/validate/push', { messages })).status).toBe(400);
    expect((await excused.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages })).status).toBe(200);
    expect(excused.somsri.answers[0]?.message.originalContentUrl).toBe(url);
    await excused.close();
  });
});

test('rate limits are buckets per channel and call that fill again', async () => {
  const stage = await setStage({}, { limits: { rateScale: 0.05 } });
  const broadcast = async () =>
    (await stage.call('POST', '/v2/bot/message/broadcast', { messages: [text('a')] })).status;
  expect([await broadcast(), await broadcast(), await broadcast(), await broadcast()]).toEqual([
    200, 200, 200, 429,
  ]);
  expect((await stage.call('GET', '/v2/bot/info')).status).toBe(200);
  stage.clock.forward(20 * 60);
  expect([await broadcast(), await broadcast()]).toEqual([200, 429]);
  await stage.close();
});
