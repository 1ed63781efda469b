import { createHmac } from 'node:crypto';
import type { Stage } from './harness';
import { BOT, SECRET, setStage, SOMSRI, text } from './harness';

describe('a conversation on the simulator', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  test('a text arrives at the bot, signed, and the bot can reply to it', async () => {
    await stage.somsri.says('สวัสดี 🤨');
    const { raw, headers, body } = stage.received[0]!;
    expect(headers['x-line-signature']).toBe(createHmac('sha256', SECRET).update(raw).digest('base64'));
    expect(raw.toString()).toContain('สวัสดี \\uD83E\\uDD28');
    expect(body.destination).toBe(BOT);
    expect(Object.keys(body.events[0])).toEqual([
      'type',
      'message',
      'webhookEventId',
      'deliveryContext',
      'timestamp',
      'source',
      'replyToken',
      'mode',
    ]);
    const { status, body: answer } = await stage.call('POST', '/v2/bot/message/reply', {
      replyToken: body.events[0]!.replyToken,
      messages: [text('ยินดี')],
    });
    expect(status).toBe(200);
    const [item] = await stage.somsri.answer();
    expect(item).toMatchObject({ id: answer.sentMessages[0].id, via: 'reply', message: { text: 'ยินดี' } });
  });

  test('state and chat are told to the page', async () => {
    await stage.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages: [text('ประกาศ')] });
    const state = await stage.call('GET', '/simulator/api/state');
    expect(state.body).toMatchObject({
      now: '2026-02-16T05:00:00.000Z',
      clockCanBeSet: true,
      channels: [{ botUserId: BOT, used: 1, users: [{ userId: SOMSRI, blocked: false, unread: 1 }, {}] }],
    });
    const chat = await stage.call('GET', `/simulator/api/chats/${BOT}/${SOMSRI}`);
    expect(chat.body).toMatchObject({
      blocked: false,
      loadingSeconds: 0,
      items: [{ from: 'bot', via: 'push' }],
    });
    expect(stage.platform.state.channels[0]?.users[0]?.unread).toBe(0);
  });

  test('every answer has a request id of its own', async () => {
    const ids = await Promise.all(
      ['/v2/bot/info', '/v2/bot/nothing', '/oauth2/nothing'].map(async (path) =>
        (await stage.call('GET', path)).headers.get('x-line-request-id'),
      ),
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => /^[0-9a-f-]{36}$/.test(id ?? ''))).toBe(true);
  });
});
