import type { messagingApi } from '@line/bot-sdk';
import { validateMessages } from '../../../simulator/validate';
import { decodePostback } from '../../../src/line/messages/postback';
import type { LineMessage } from '../../../src/line/messages/render';
import { render, renderPlain } from '../../../src/line/messages/render';
import type { Control } from '../../../src/speech/prompt';
import { card, KINDS, rowOf, textsOf, titles } from './cards-of-plans';

const asked = { conversationId: 'c1', step: 'status' };
const say = (literal: string) => ({ literal });
const open = (name: string): Control => ({ kind: 'open', name, label: say(name) });
const repliesOf = (message: LineMessage | undefined) =>
  message?.quickReply?.items?.map(({ action }) => action) ?? [];

describe('a card', () => {
  test.each(KINDS)('of kind %s holds the longest rows of the plans within the limits', (kind) => {
    const rows = titles.slice(0, 15).map(rowOf);
    expect(rows).toHaveLength(15);
    for (const locale of ['th', 'en'] as const) {
      const messages = render([card(kind, rows, { actions: [open('my-measures'), open('help')] })], locale);
      expect(validateMessages(messages)).toEqual([]);
      expect(messages[0]?.type).toBe('flex');
    }
  });

  test('names every row even when there are far too many for a bubble', () => {
    const rows = Array.from({ length: 90 }, (_, index) =>
      rowOf(`เรื่องที่ ${index + 1} ${titles[index % titles.length]}`, index),
    );
    const [message] = render([card('digest', rows)], 'th');
    expect(message).toMatchObject({ type: 'text' });
    expect((message as { text: string }).text.length).toBeLessThanOrEqual(5_000);
    for (const index of [0, 44, 89])
      expect((message as { text: string }).text).toContain(`เรื่องที่ ${index + 1} `);
  });

  test('shortens all long texts evenly and leaves the short ones whole', () => {
    const rows = Array.from({ length: 15 }, (_, index) =>
      rowOf(index === 0 ? 'สั้น' : 'ยาวมาก'.repeat(200), index),
    );
    const [message] = render([card('list', rows)], 'th');
    const long = textsOf(message).filter((text) => text.includes('ยาวมาก'));
    expect(textsOf(message)).toContain('○ 1 สั้น');
    // A label leads into the text of its item.
    expect(new Set(long.map((text) => text.replace(/^○ \d+ /, '').length)).size).toBe(1);
    expect(validateMessages([message])).toEqual([]);
  });

  test('with a long list lies side by side, its buttons below what is seen first', () => {
    const rows = titles.slice(0, 10).map(rowOf);
    const [message] = render(
      [card('list', rows, { actions: [open('help')], footnote: say('เหลืออีก ๑๐') })],
      'th',
    );
    const { contents } = message as messagingApi.FlexMessage;
    const bubbles = contents.type === 'carousel' ? contents.contents : [];
    expect(bubbles.map((each) => JSON.stringify(each).split('บันทึกผล","data').length - 1)).toEqual([4, 4, 2]);
    expect(bubbles.map((each) => JSON.stringify(each).includes('o=help'))).toEqual([true, false, false]);
    expect(textsOf(bubbles[1])).toContain('หน้า ๒ จาก ๓');
    expect(validateMessages([message])).toEqual([]);
  });

  test('with a short list is one', () => {
    const [message] = render([card('list', titles.slice(0, 5).map(rowOf))], 'th');
    expect((message as messagingApi.FlexMessage).contents.type).toBe('bubble');
  });

  test('draws its actions as buttons, and as quick replies what no card can hold', () => {
    const actions = [open('one'), { kind: 'camera', label: say('ถ่ายภาพ') } as Control, open('two')];
    const [message] = render([card('notice', [], { actions })], 'th');
    expect(JSON.stringify((message as { contents: object }).contents)).toMatch(/o=one.*o=two/);
    expect(repliesOf(message)).toEqual([{ type: 'camera', label: 'ถ่ายภาพ' }]);
  });

  test('makes a row with an action pressable', () => {
    const edit: Control = {
      kind: 'edit',
      step: 'day',
      label: say('แก้ไข'),
      asked: { ...asked, step: 'review' },
    };
    const [message] = render(
      [card('review', [{ label: say('วันที่'), value: say('๑๕ ก.พ. ๒๕๖๙'), action: edit }])],
      'th',
    );
    const [, data] = /"data":"([^"]+)"/.exec(JSON.stringify(message)) ?? [];
    expect(decodePostback(data)).toEqual({
      kind: 'edit',
      step: 'day',
      asked: { conversationId: 'c1', step: 'review' },
    });
    expect(textsOf(message)).toContain('แก้ไข');
  });

  test('shows braces that people write as they are', () => {
    const [message] = render([card('list', [{ value: say('{{title}} {{nobody}}') }])], 'th');
    expect(textsOf(message)).toContain('{{title}} {{nobody}}');
  });

  test('can be said in plain text, with all its buttons', () => {
    const prompts = [
      card('list', ['ก', 'ข'].map(rowOf), { footnote: say('ครบแล้ว'), actions: [open('help')] }),
    ];
    const [message] = renderPlain(prompts, 'th');
    expect(message).toMatchObject({
      type: 'text',
      text: [
        'มาตรการของท่าน',
        'รอบ ๖ เดือน ปีงบประมาณ ๒๕๖๙',
        '',
        '• ○ 1: ก (สำนักปลัดองค์การบริหารส่วนตำบลโพธิ์เก้าต้น และทุกส่วนราชการ)',
        '• ○ 2: ข (สำนักปลัดองค์การบริหารส่วนตำบลโพธิ์เก้าต้น และทุกส่วนราชการ)',
        '',
        'ครบแล้ว',
      ].join('\n'),
    });
    expect(repliesOf(message).map((action) => action?.label)).toEqual(['help', 'บันทึกผล', 'บันทึกผล']);
  });
});
