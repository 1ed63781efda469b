import type { Stage } from './harness';
import { BOT, setStage, SOMSRI, text } from './harness';

const action = (label: string) => ({ type: 'postback', label, data: label, displayText: label });
const quickReply = (...labels: string[]) => ({
  items: labels.map((label) => ({ type: 'action', action: action(label) })),
});
const card = (altText: string, ...contents: object[]) => ({
  type: 'flex',
  altText,
  contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents } },
});

describe('what shows where', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const botSays = (messages: readonly object[], more: object = {}) =>
    stage.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages, ...more });

  test('a lock screen shows texts, and of cards the alternative text alone', async () => {
    await botSays([text('สวัสดี'), card('รับเรื่องแล้ว', { type: 'text', text: 'รหัส 123456' })]);

    expect(stage.somsri.notifications).toEqual(['สวัสดี', 'รับเรื่องแล้ว']);
    expect(stage.platform.state.channels[0]?.users[0]?.lastText).toBe('รับเรื่องแล้ว');
  });

  test('a lock screen shows nothing of what comes without notification, and forgets at the next act', async () => {
    await botSays([text('เงียบ ๆ')], { notificationDisabled: true });
    await botSays([text('ดัง ๆ')]);
    expect(stage.somsri.notifications).toEqual(['ดัง ๆ']);

    await stage.somsri.says('ค่ะ');
    expect(stage.somsri.notifications).toEqual([]);
  });

  test('three quick replies fit on a phone, the others are off its screen', async () => {
    await botSays([{ ...text('เลือก'), quickReply: quickReply('ก', 'ข', 'ค', 'ง', 'จ') }]);

    expect(stage.somsri.quickReplies).toEqual({ labels: ['ก', 'ข', 'ค', 'ง', 'จ'], offScreen: ['ง', 'จ'] });
    await stage.somsri.taps('จ');
    expect(stage.somsri.quickReplies).toEqual({ labels: [], offScreen: [] });
  });

  test('a computer shows neither quick replies nor the rich menu, and opens its own links', async () => {
    const uri = {
      type: 'uri',
      label: 'เปิด',
      uri: 'https://a.example',
      altUri: { desktop: 'https://b.example' },
    };
    const button = { type: 'button', action: uri };
    await botSays([{ ...card('การ์ด', button), quickReply: quickReply('ก') }]);
    const desktop = stage.somsri.onDesktop();

    expect(stage.somsri.buttons).toEqual(['ก', 'เปิด']);
    expect(desktop.buttons).toEqual(['เปิด']);
    expect(desktop.quickReplies.labels).toEqual([]);
    await expect(desktop.taps('ก')).rejects.toThrow('Nothing to tap');
    expect((await desktop.taps('เปิด')).opened).toBe('https://b.example');
    expect((await stage.somsri.taps('เปิด')).opened).toBe('https://a.example');
    await desktop.says('พิมพ์เอง');
    expect(stage.lastEvent().message.text).toBe('พิมพ์เอง');
  });

  test('the bot is seen to think for as long as it said, or until it speaks', async () => {
    const think = (loadingSeconds: number) =>
      stage.call('POST', '/v2/bot/chat/loading/start', { chatId: SOMSRI, loadingSeconds });
    expect(stage.somsri.isBotThinking).toBe(false);
    expect((await think(5)).status).toBe(202);
    expect(stage.somsri.isBotThinking).toBe(true);
    stage.clock.forward(5);
    expect(stage.somsri.isBotThinking).toBe(false);

    await think(60);
    await botSays([text('เสร็จแล้ว')]);
    expect(stage.somsri.isBotThinking).toBe(false);
    expect((await think(61)).status).toBe(400);
    expect(stage.platform.phone(BOT, SOMSRI).isBotThinking).toBe(false);
  });
});
