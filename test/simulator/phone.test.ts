import type { Stage } from './harness';
import { setStage, SOMSRI, text } from './harness';

const action = (label: string, data: string) => ({ type: 'postback', label, data, displayText: label });
const button = (label: string, data: string) => ({ type: 'button', action: action(label, data) });
const flex = (...contents: object[]) => ({
  type: 'flex',
  altText: 'การ์ด',
  contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents } },
});

describe('a phone of the simulator', () => {
  let stage: Stage;
  beforeEach(async () => (stage = await setStage()));
  afterEach(() => stage.close());

  const botSays = async (...messages: object[]) => {
    const { status, body } = await stage.call('POST', '/v2/bot/message/push', { to: SOMSRI, messages });
    expect({ status, body: status === 200 ? {} : body }).toEqual({ status: 200, body: {} });
  };

  test('taps buttons by their label, the newest card first', async () => {
    await botSays(flex(button('บันทึก', 'old'), button('ยกเลิก', 'cancel')));
    await botSays(flex(button('บันทึก', 'new')));
    await stage.somsri.taps('บันทึก');
    expect(stage.lastEvent().postback).toEqual({ data: 'new' });
    expect(stage.somsri.chat.items.at(-1)).toMatchObject({ from: 'user', message: { text: 'บันทึก' } });
    await stage.somsri.taps('ยกเลิก');
    expect(stage.lastEvent().postback).toEqual({ data: 'cancel' });
  });

  test('taps a card by the words on it', async () => {
    const row = {
      type: 'box',
      layout: 'vertical',
      contents: [{ type: 'text', text: 'มาตรการที่ 3 ป้องกันการรับสินบน' }],
      action: { type: 'message', text: 'มาตรการ 3' },
    };
    await botSays(flex(row));
    await stage.somsri.taps('รับสินบน');
    expect(stage.lastEvent().message.text).toBe('มาตรการ 3');
  });

  test('sees quick replies only of the last message, until anything is said', async () => {
    const quick = { items: [{ type: 'action', action: action('ใช่', 'yes') }] };
    await botSays({ ...text('แน่ใจไหม'), quickReply: quick });
    expect(stage.somsri.buttons).toEqual(['ใช่']);
    await stage.somsri.says('ไม่');
    expect(stage.somsri.buttons).toEqual([]);
    await expect(stage.somsri.taps('ใช่')).rejects.toThrow('Nothing to tap shows “ใช่”');
  });

  test('picks a date, opens a page, copies a text', async () => {
    await botSays({
      ...text('?'),
      quickReply: {
        items: [
          { type: 'datetimepicker', label: 'เลือกวัน', data: 'day', mode: 'date' },
          { type: 'uri', label: 'เปิดดู', uri: 'https://example.com/a' },
          { type: 'clipboard', label: 'คัดลอก', clipboardText: 'T-1' },
          { type: 'camera', label: 'ถ่ายรูป' },
        ].map((each) => ({ type: 'action', action: each })),
      },
    });
    expect((await stage.somsri.taps('เปิดดู')).opened).toBe('https://example.com/a');
    expect((await stage.somsri.taps('คัดลอก')).copied).toBe('T-1');
    await expect(stage.somsri.taps('ถ่ายรูป')).rejects.toThrow('camera');
    await expect(stage.somsri.picks('เปิดดู', '2026-03-31')).rejects.toThrow('no date picker');
    await stage.somsri.picks('เลือกวัน', '2026-03-31');
    expect(stage.lastEvent().postback).toEqual({ data: 'day', params: { date: '2026-03-31' } });
  });

  test('waits for what the bot does after it answered its webhook', async () => {
    stage.bot.answer = ({ body }) => {
      const [event] = body.events;
      setImmediate(() => {
        const messages = [text('กำลังตรวจ'), flex({ type: 'text', text: 'เสร็จแล้ว' })];
        void stage.call('POST', '/v2/bot/message/reply', { replyToken: event.replyToken, messages });
      });
      return 200;
    };
    await stage.somsri.says('ตรวจ');
    expect(await stage.somsri.answer()).toHaveLength(2);
    expect((await stage.somsri.sees(/เสร็จ/)).message.type).toBe('flex');
    await expect(stage.somsri.sees('ไม่มีทาง', { timeoutMs: 5 })).rejects.toThrow('Seen: กำลังตรวจ | เสร็จแล้ว');
  });
});
