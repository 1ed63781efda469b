import type { LineMessage } from '../../../src/line/messages/render';
import { render, renderPlain } from '../../../src/line/messages/render';
import type { Control, Prompt } from '../../../src/speech/prompt';

const asked = { conversationId: 'c1', step: 'status' };
const say = (literal: string) => ({ literal });
const choice = (value: string, label = value): Control => ({
  kind: 'choice',
  value,
  label: say(label),
  asked,
});
const cancel: Control = { kind: 'command', command: 'cancel', label: say('ยกเลิก') };
const repliesOf = (message: LineMessage | undefined) =>
  message?.quickReply?.items?.map(({ action }) => action) ?? [];

describe('an answer', () => {
  test('is one message per prompt, with the quick replies on the last', () => {
    const messages = render(
      [
        { text: say('ขอบคุณ') },
        { text: say('สถานะเป็นอย่างไร'), controls: [choice('done', 'เสร็จแล้ว'), cancel] },
      ],
      'th',
    );
    expect(messages).toEqual([
      { type: 'text', text: 'ขอบคุณ' },
      {
        type: 'text',
        text: 'สถานะเป็นอย่างไร',
        quickReply: {
          items: [
            {
              type: 'action',
              action: {
                type: 'postback',
                label: 'เสร็จแล้ว',
                data: 'c=c1&s=status&v=done',
                displayText: 'เสร็จแล้ว',
              },
            },
            {
              type: 'action',
              action: { type: 'postback', label: 'ยกเลิก', data: 'k=cancel', displayText: 'ยกเลิก' },
            },
          ],
        },
      },
    ]);
  });

  test('speaks the language it is asked for', () => {
    const prompt: Prompt = { text: { key: 'common.cancel' } };
    expect(render([prompt], 'en')).toEqual([{ type: 'text', text: 'Cancel' }]);
  });

  test('keeps buttons of earlier prompts, which LINE would not show', () => {
    const messages = render(
      [
        { text: say('ก'), controls: [choice('a')] },
        { text: say('ข'), controls: [cancel] },
      ],
      'th',
    );
    expect(repliesOf(messages[0])).toEqual([]);
    expect(repliesOf(messages[1]).map((action) => action?.label)).toEqual(['ยกเลิก', 'a']);
  });

  test('joins what is beyond five messages into the last', () => {
    const messages = render(
      'กขคงจฉช'.split('').map((each) => ({ text: say(each) })),
      'th',
    );
    expect(messages.map((each) => (each.type === 'text' ? each.text : ''))).toEqual([
      'ก',
      'ข',
      'ค',
      'ง',
      'จ\n\nฉ\n\nช',
    ]);
  });

  test('of too many buttons keeps the commands', () => {
    const controls = [...Array.from({ length: 20 }, (_, index) => choice(`v${index}`)), cancel];
    const [message] = render([{ text: say('เลือก'), controls }], 'th');
    expect(repliesOf(message)).toHaveLength(13);
    expect(repliesOf(message).at(-1)?.label).toBe('ยกเลิก');
  });

  test('shows a long label cut at the end of a word and says all of it when pressed', () => {
    const label = 'ยืนยันการสั่งซื้อสินค้าทั้งหมด';
    const [message] = render([{ text: say('เลือก'), controls: [choice('v', label)] }], 'th');
    const [action] = repliesOf(message);
    expect(Array.from(action?.label ?? '').length).toBeLessThanOrEqual(20);
    expect(action).toMatchObject({ displayText: label, label: 'ยืนยันการสั่งซื้อ…' });
  });

  test('opens the camera, the album, the map and the calendar', () => {
    const [message] = render(
      [
        {
          text: say('ส่งหลักฐาน'),
          controls: [
            { kind: 'camera', label: say('ถ่ายภาพ') },
            { kind: 'album', label: say('เลือกภาพ') },
            { kind: 'location', label: say('ตำแหน่ง') },
            {
              kind: 'date',
              label: say('วันที่'),
              asked,
              initial: '2026-02-15',
              min: '2025-10-01',
              max: '2026-09-30',
            },
          ],
        },
      ],
      'th',
    );
    expect(repliesOf(message)).toEqual([
      { type: 'camera', label: 'ถ่ายภาพ' },
      { type: 'cameraRoll', label: 'เลือกภาพ' },
      { type: 'location', label: 'ตำแหน่ง' },
      {
        type: 'datetimepicker',
        label: 'วันที่',
        mode: 'date',
        data: 'c=c1&s=status&d=1',
        initial: '2026-02-15',
        min: '2025-10-01',
        max: '2026-09-30',
      },
    ]);
  });

  test.each([
    ['a day that does not exist', { initial: '2026-02-30' }, {}],
    ['a last day before the first', { min: '2026-02-02', max: '2026-02-01' }, {}],
    ['a proposal outside', { initial: '2027-01-01', max: '2026-09-30' }, { max: '2026-09-30' }],
  ])('leaves out of a calendar %s', (_what, range, expected) => {
    const [message] = render(
      [{ text: say('วันไหน'), controls: [{ kind: 'date', label: say('วัน'), asked, ...range }] }],
      'th',
    );
    const { initial, min, max } = repliesOf(message)[0] as Record<string, unknown>;
    expect({ initial, min, max }).toEqual({
      initial: undefined,
      min: undefined,
      max: undefined,
      ...expected,
    });
  });

  test('of nothing is no message', () => {
    expect(render([], 'th')).toEqual([]);
    expect(renderPlain([], 'th')).toEqual([]);
  });
});
