import type { Stage } from './harness';
import { NOBODY, setStage, SOMCHAI, SOMSRI, text } from './harness';

/** Cases 16–21 of docs/line-platform.md §21. */
const KEY = '123e4567-e89b-12d3-a456-426614174000';
const hello = [text('สวัสดี')];

describe('sending', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage({ monthlyQuota: 3 })));
  afterEach(() => stage.close());

  const push = (to: unknown, headers: Record<string, string> = {}, messages: unknown = hello) =>
    stage.call('POST', '/v2/bot/message/push', { to, messages }, headers);
  const reply = (replyToken: unknown, headers: Record<string, string> = {}, messages: unknown = hello) =>
    stage.call('POST', '/v2/bot/message/reply', { replyToken, messages }, headers);
  const used = async (): Promise<unknown> =>
    (await stage.call('GET', '/v2/bot/message/quota/consumption')).body.totalUsage;

  test('case 16: a reply token works once, for a minute', async () => {
    await stage.somsri.says('1');
    const { replyToken } = stage.lastEvent();
    expect((await reply(replyToken)).status).toBe(200);
    expect(await reply(replyToken)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
    expect((await reply('0'.repeat(32))).status).toBe(400);

    await stage.somsri.says('2');
    stage.clock.forward(61);
    expect((await reply(stage.lastEvent().replyToken)).status).toBe(400);

    await stage.somsri.says('3');
    stage.clock.forward(60);
    expect((await reply(stage.lastEvent().replyToken)).status).toBe(200);
  });

  test('case 16: a message that is refused leaves the reply token as it was', async () => {
    await stage.somsri.says('1');
    const { replyToken } = stage.lastEvent();
    expect((await reply(replyToken, {}, [text('')])).status).toBe(400);
    expect((await reply(replyToken)).status).toBe(200);
  });

  test.each([
    ['within twenty minutes of the event', 19 * 60, 200],
    ['after more than twenty minutes', 21 * 60, 400],
  ])('case 16: a redelivered token %s', async (_when, seconds, status) => {
    stage.platform.setFaults({ webhook: { redeliverAfterMs: [1] } });
    stage.bot.answer = () => {
      if (stage.received.length > 1) return 200;
      stage.clock.forward(seconds);
      return 500;
    };
    await stage.somsri.says('1');
    await stage.platform.whenIdle();
    const [first, again] = stage.received.map((each) => each.body.events[0] as { replyToken: string });
    expect(again).toEqual({ ...first, deliveryContext: { isRedelivery: true } });
    expect((await reply(again?.replyToken)).status).toBe(status);
  });

  test('case 17: a retry key must be a UUID, and belongs to pushes alone', async () => {
    const wrong = { message: "The value for the 'X-Line-Retry-Key' parameter is invalid" };
    expect(await push(SOMSRI, { 'x-line-retry-key': 'once' })).toMatchObject({ status: 400, body: wrong });
    await stage.somsri.says('1');
    const { replyToken } = stage.lastEvent();
    expect(await reply(replyToken, { 'x-line-retry-key': KEY })).toMatchObject({ status: 400, body: wrong });
    expect((await push(SOMSRI, { 'x-line-retry-key': KEY })).status).toBe(200);
  });

  test('case 17: a repeated key is a 409 with the first answer, for a day', async () => {
    const headers = { 'x-line-retry-key': KEY };
    const first = await push(SOMSRI, headers);
    const again = await push(SOMSRI, headers);
    expect(again).toMatchObject({
      status: 409,
      body: { message: 'The retry key is already accepted', sentMessages: first.body.sentMessages },
    });
    expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
    expect(again.headers.get('x-line-request-id')).not.toBe(first.headers.get('x-line-request-id'));
    expect(stage.somsri.chat.items).toHaveLength(1);
    expect(await used()).toBe(1);
    stage.clock.forward(24 * 60 * 60);
    expect((await push(SOMSRI, headers)).status).toBe(200);
    expect(stage.somsri.chat.items).toHaveLength(2);
  });

  test('case 17: a refused attempt does not use the key up', async () => {
    const headers = { 'x-line-retry-key': KEY };
    expect((await push(SOMSRI, headers, [text('')])).status).toBe(400);
    expect((await push(SOMSRI, headers)).status).toBe(200);
  });

  test('case 18: seconds and chat of the loading animation', async () => {
    const load = async (loadingSeconds: unknown, chatId = SOMSRI) =>
      (await stage.call('POST', '/v2/bot/chat/loading/start', { chatId, loadingSeconds })).status;
    expect(await Promise.all([4, 7, 65, '20'].map((seconds) => load(seconds)))).toEqual([400, 400, 400, 400]);
    expect(await load(20, `C${'1'.repeat(32)}`)).toBe(400);
    expect(await Promise.all([5, 20, 60].map((seconds) => load(seconds)))).toEqual([202, 202, 202]);
    const worded = await stage.call('POST', '/v2/bot/chat/loading/start', {
      chatId: SOMSRI,
      loadingSeconds: 4,
    });
    expect(worded.body.details).toEqual([
      { message: 'Must be between 5 and 60', property: 'loadingSeconds' },
      { message: 'must be a multiple of five', property: 'loadingSeconds' },
    ]);
  });

  test('the loading animation ends with its time or the next message', async () => {
    const start = () => stage.call('POST', '/v2/bot/chat/loading/start', { chatId: SOMSRI });
    await start();
    stage.clock.forward(5);
    expect(stage.somsri.chat.loadingSeconds).toBe(15);
    stage.clock.forward(16);
    expect(stage.somsri.chat.loadingSeconds).toBe(0);
    await start();
    await push(SOMSRI);
    expect(stage.somsri.chat.loadingSeconds).toBe(0);
  });

  test('case 19: whom a push reaches', async () => {
    expect(await push(SOMSRI.toLowerCase())).toMatchObject({
      status: 400,
      body: { message: 'The property, to, in the request body is invalid (line: -, column: -)' },
    });
    expect(await push(NOBODY)).toMatchObject({ status: 400, body: { message: 'Failed to send messages' } });
    await stage.somsri.blocks();
    expect((await push(SOMSRI)).status).toBe(200);
    expect(stage.somsri.answers).toEqual([]);
    expect(await used()).toBe(0);
  });

  test('a stranger is reached for seven days after writing', async () => {
    const { userId } = stage.platform.addUser(stage.platform.state.channels[0]!.botUserId);
    const stranger = stage.platform.phone(stage.platform.state.channels[0]!.botUserId, userId);
    expect((await push(userId)).status).toBe(200);
    expect(stranger.chat.items).toHaveLength(0);
    await stranger.says('สวัสดี');
    await push(userId);
    stage.clock.forward(7 * 24 * 60 * 60 + 1);
    await push(userId);
    expect(stranger.chat.items.map((item) => item.from)).toEqual(['user', 'bot']);
  });

  test('case 20: recipients of a multicast', async () => {
    const multicast = async (to: unknown) =>
      (await stage.call('POST', '/v2/bot/message/multicast', { to, messages: hello })).status;
    const many = Array.from({ length: 501 }, (_, each) => `U${String(each).padStart(32, '0')}`);
    expect(await multicast(many)).toBe(400);
    expect(await multicast([SOMSRI, `C${'1'.repeat(32)}`])).toBe(400);
    expect(await multicast([])).toBe(400);
    expect(await multicast(many.slice(0, 498).concat(SOMSRI, SOMCHAI))).toBe(200);
    expect(await used()).toBe(2);
  });

  test('case 21: an exhausted plan refuses pushes, never replies', async () => {
    await stage.somsri.says('1');
    const { replyToken } = stage.lastEvent();
    for (let each = 0; each < 3; each += 1) expect((await push(SOMSRI)).status).toBe(200);
    const refused = { status: 429, body: { message: 'You have reached your monthly limit.' } };
    expect(await push(SOMSRI)).toMatchObject(refused);
    expect((await reply(replyToken)).status).toBe(200);
    expect(await used()).toBe(3);
    stage.clock.set(new Date('2026-03-01T05:00:00Z'));
    expect(await used()).toBe(0);
    stage.platform.setFaults({ quotaExhausted: true });
    expect(await push(SOMSRI)).toMatchObject(refused);
  });

  test('a broadcast reaches friends alone, all or nobody', async () => {
    const broadcast = () => stage.call('POST', '/v2/bot/message/broadcast', { messages: hello });
    await stage.platform.phone(stage.platform.state.channels[0]!.botUserId, SOMCHAI).blocks();
    expect((await broadcast()).status).toBe(200);
    expect(await used()).toBe(1);
    await stage.platform.phone(stage.platform.state.channels[0]!.botUserId, SOMCHAI).follows();
    expect((await broadcast()).status).toBe(200);
    expect((await broadcast()).status).toBe(429);
    expect(stage.somsri.answers).toHaveLength(2);
  });

  test('a narrowcast is accepted and tells its progress', async () => {
    const sent = await stage.call('POST', '/v2/bot/message/narrowcast', { messages: hello });
    expect(sent.status).toBe(202);
    const id = sent.headers.get('x-line-request-id') ?? '';
    const progress = (requestId: string) =>
      stage.call('GET', `/v2/bot/message/progress/narrowcast?requestId=${requestId}`);
    expect((await progress(id)).body).toMatchObject({ phase: 'succeeded', successCount: 2 });
    expect((await progress('unknown')).status).toBe(404);
  });

  test('deliveries are counted by day when the day is over', async () => {
    await push(SOMSRI, {}, [text('1'), text('2')]);
    const count = async (date: string): Promise<unknown> =>
      (await stage.call('GET', `/v2/bot/message/delivery/push?date=${date}`)).body;
    expect(await count('20260216')).toEqual({ status: 'unready' });
    stage.clock.forward(24 * 60 * 60);
    expect(await count('20260216')).toEqual({ status: 'ready', success: 2 });
    expect(await count('20260215')).toEqual({ status: 'ready', success: 0 });
    expect(await count('2026-02-15')).toEqual({ message: "The value for the 'date' parameter is invalid" });
  });

  test('a quote token is good in its own chat', async () => {
    await stage.somsri.says('1');
    const { quoteToken } = stage.lastEvent().message;
    expect((await push(SOMCHAI, {}, [{ ...text('a'), quoteToken }])).status).toBe(400);
    expect((await push(SOMSRI, {}, [{ ...text('a'), quoteToken }])).status).toBe(200);
  });
});
