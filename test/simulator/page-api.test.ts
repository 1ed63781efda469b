import type { Stage } from './harness';
import { BOT, png, setStage, SOMSRI, text } from './harness';

describe('the chat page’s calls', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const api = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    stage.call(method, `/simulator/api${path}`, body, headers);
  const chat = `/chats/${BOT}/${SOMSRI}`;
  const arrived = async (act: Promise<{ status: number }>): Promise<unknown> => {
    expect((await act).status).toBe(200);
    await stage.platform.whenIdle();
    return stage.lastEvent();
  };

  test('everything a user can send arrives as its event', async () => {
    expect(await arrived(api('POST', `${chat}/text`, { text: 'ก', quotedMessageId: '1' }))).toMatchObject({
      message: { type: 'text', text: 'ก', quotedMessageId: '1' },
    });
    expect(
      await arrived(api('POST', `${chat}/sticker`, { packageId: '446', stickerId: '1988' })),
    ).toMatchObject({
      message: { type: 'sticker', packageId: '446', stickerId: '1988', stickerResourceType: 'STATIC' },
    });
    const place = { latitude: 16.4, longitude: 102.8, title: 'วัด' };
    expect(await arrived(api('POST', `${chat}/location`, place))).toMatchObject({
      message: { type: 'location', ...place },
    });
    expect(
      await arrived(api('POST', `${chat}/postback`, { data: 'a=1', displayText: 'เลือก' })),
    ).toMatchObject({
      type: 'postback',
      postback: { data: 'a=1' },
    });
    expect(stage.somsri.chat.items.at(-1)).toMatchObject({ from: 'user', message: { text: 'เลือก' } });
    const params = { date: '2026-03-31' };
    expect(await arrived(api('POST', `${chat}/postback`, { data: 'd', params }))).toMatchObject({
      postback: { data: 'd', params },
    });
    expect(await arrived(api('POST', `${chat}/follow`))).toMatchObject({ follow: { isUnblocked: false } });
    expect(await arrived(api('POST', `${chat}/block`))).toMatchObject({ type: 'unfollow' });
    expect((await api('POST', `${chat}/text`, { text: 'ก' })).status).toBe(400);
    expect(await arrived(api('POST', `${chat}/event`, { type: 'beacon' }))).toMatchObject({ type: 'beacon' });
  });

  test('media are kept, shown and never run', async () => {
    const query = 'kind=image&name=a.png&setId=s&index=1&total=2';
    const event = await arrived(
      api('POST', `${chat}/media?${query}`, png(3, 3), { 'content-type': 'image/png' }),
    );
    expect(event).toMatchObject({ message: { imageSet: { id: 's', index: 1, total: 2 } } });
    const { url } = stage.somsri.chat.items[0]!.message;
    const media = await stage.call('GET', String(url));
    expect(media.headers.get('content-type')).toBe('image/png');
    expect(media.headers.get('content-security-policy')).toContain('sandbox');
    expect((await stage.call('GET', '/simulator/api/media/none')).status).toBe(404);
    expect((await api('POST', `${chat}/media?kind=hologram`, png(3, 3))).status).toBe(400);
  });

  test('the time is moved to an instant, or to the morning of a day in Bangkok', async () => {
    expect((await api('POST', '/clock', { now: '2026-03-31' })).body).toEqual({
      now: '2026-03-31T02:00:00.000Z',
    });
    expect((await api('POST', '/clock', { now: '2026-03-31T10:00:00+07:00' })).body.now).toBe(
      '2026-03-31T03:00:00.000Z',
    );
    expect((await api('POST', '/clock', { now: 'tomorrow' })).status).toBe(400);
    expect((await api('POST', '/clock', { reset: true })).body.now).toBe('2026-02-16T05:00:00.000Z');
    const fixed = await setStage({}, { clock: { now: () => new Date(0) } });
    expect((await fixed.call('POST', '/simulator/api/clock', { reset: true })).status).toBe(400);
    await fixed.close();
  });

  test('the stream tells what happens', async () => {
    const stop = new AbortController();
    const response = await fetch(`${stage.origin}/simulator/api/stream`, { signal: stop.signal });
    await api('POST', '/clock', { now: '2026-03-31' });
    await stage.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages: [text('a')] });
    let heard = '';
    for await (const part of response.body!) {
      heard += new TextDecoder().decode(part);
      if (heard.includes('event: log')) break;
    }
    stop.abort();
    expect(heard).toContain('event: clock\ndata: {"now":"2026-03-31T02:00:00.000Z"}\n\n');
    expect(heard).toContain(`event: chat\ndata: {"botUserId":"${BOT}","userId":"${SOMSRI}"}\n\n`);
    expect(heard).toContain('"path":"/v2/bot/message/push"');
  });

  test('the log is read on from where one stopped', async () => {
    await stage.call('GET', '/v2/bot/info');
    const { next, entries } = (await api('GET', '/log')).body;
    expect(entries).toMatchObject([
      { kind: 'call', method: 'GET', path: '/v2/bot/info', status: 200, botUserId: BOT },
    ]);
    await stage.somsri.says('a');
    expect((await api('GET', `/log?since=${String(next)}`)).body.entries).toMatchObject([
      { kind: 'webhook' },
    ]);
  });

  test('accepted messages that look wrong on phones are noted in the log', async () => {
    const bubble = { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [] } };
    const single = { type: 'flex', altText: 'a', contents: { type: 'carousel', contents: [bubble] } };
    await stage.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages: [single] });
    expect(stage.platform.log.at(-1)).toMatchObject({
      warnings: ['carousel: a single bubble needs no carousel'],
    });
  });

  test('a new person starts as a stranger', async () => {
    const { body } = await api('POST', '/users', { botUserId: BOT, displayName: 'ใหม่', language: 'en' });
    expect(body).toMatchObject({ displayName: 'ใหม่', language: 'en' });
    expect((await stage.call('GET', `/v2/bot/profile/${String(body.userId)}`)).status).toBe(404);
    await api('POST', `/chats/${BOT}/${String(body.userId)}/follow`);
    expect((await stage.call('GET', `/v2/bot/profile/${String(body.userId)}`)).body.displayName).toBe('ใหม่');
  });

  test.each([
    ['POST', '/chats/none/none/text', { text: 'a' }],
    ['POST', `${chat}/text`, {}],
    ['POST', `${chat}/text`, { text: '' }],
    ['POST', `${chat}/text`, [1]],
    ['POST', `${chat}/location`, { latitude: 'north' }],
    ['POST', `${chat}/unsend`, { messageId: '1' }],
    ['POST', `${chat}/event`, { type: 1 }],
    ['POST', '/users', { botUserId: 'none' }],
  ])('%s %s %j is refused with an explanation', async (method, path, body) => {
    const { status, body: answer } = await api(method, path, body);
    expect({ status, message: typeof answer.message }).toEqual({ status: 400, message: 'string' });
  });

  test('calls there are not are a 404', async () => {
    expect((await api('POST', `${chat}/dance`, {})).status).toBe(404);
    expect((await api('GET', '/nothing')).status).toBe(404);
  });
});
