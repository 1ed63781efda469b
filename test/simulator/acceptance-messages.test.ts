import type { Stage } from './harness';
import { setStage, text } from './harness';

/** Cases 1–15 of docs/line-platform.md §21: what LINE refuses, and its nearest neighbour that it accepts. */
const URL = 'https://example.com/a.png';
const message = (label = 'ตกลง') => ({ type: 'message', label, text: 'ok' });
const quick = (...actions: unknown[]) => ({
  ...text('?'),
  quickReply: { items: actions.map((action) => ({ type: 'action', action })) },
});
const box = (...contents: unknown[]) => ({ type: 'box', layout: 'vertical', contents });
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: box(...contents) });
const flex = (contents: unknown, altText = 'alt') => ({ type: 'flex', altText, contents });
const carousel = (...contents: unknown[]) => flex({ type: 'carousel', contents });
const words = (more: object = {}) => ({ type: 'text', text: 'ก', ...more });
const image = (more: object = {}) => ({ type: 'image', url: URL, ...more });
const template = (body: object) => ({ type: 'template', altText: 'alt', template: body });
const buttons = (more: object) => template({ type: 'buttons', text: 'เลือก', actions: [message()], ...more });
const confirm = (count: number) =>
  template({ type: 'confirm', text: '?', actions: Array(count).fill(message()) });
const columns = (...counts: number[]) =>
  template({
    type: 'carousel',
    columns: counts.map((count) => ({ text: 'ก', actions: Array(count).fill(message()) })),
  });
const postback = (more: object) => ({ type: 'postback', label: 'ตกลง', data: 'a=1', ...more });
const uri = (address: string) => ({ type: 'uri', label: 'เปิด', uri: address });
const picker = (more: object) => ({ type: 'datetimepicker', label: 'วันที่', data: 'd', mode: 'date', ...more });
const video = { type: 'video', url: 'https://example.com/a.mp4', previewUrl: URL, altContent: image() };

/** A bubble whose JSON has exactly so many bytes. */
function bubbleOf(bytes: number): object {
  const rest = Buffer.byteLength(JSON.stringify(bubble(words({ text: '' }))));
  return bubble(words({ text: 'a'.repeat(bytes - rest) }));
}

const showcase = {
  type: 'bubble',
  size: 'giga',
  direction: 'ltr',
  header: { ...box(words({ weight: 'bold', size: 'xl', color: '#112233ff' })), paddingAll: '10%' },
  hero: image({
    size: 'full',
    aspectRatio: '1.91:1',
    aspectMode: 'cover',
    action: uri('https://line.me/R/'),
  }),
  body: {
    ...box(
      {
        type: 'box',
        layout: 'baseline',
        spacing: 'sm',
        contents: [{ type: 'icon', url: URL, size: 'sm' }, words({ wrap: true, maxLines: 2, flex: 3 })],
      },
      { type: 'separator', margin: '12px', color: '#eeeeee' },
      { type: 'text', contents: [{ type: 'span', text: 'ก', decoration: 'underline' }], lineSpacing: '5px' },
      { type: 'filler', flex: 2 },
      {
        ...box(words({ position: 'absolute', offsetTop: '5px', offsetStart: '10%' })),
        layout: 'horizontal',
        cornerRadius: 'md',
        borderWidth: 'semi-bold',
        borderColor: '#00000080',
        justifyContent: 'space-between',
        alignItems: 'flex-end',
        background: { type: 'linearGradient', angle: '90deg', startColor: '#ffffff', endColor: '#000000' },
      },
    ),
    action: postback({}),
  },
  footer: box({ type: 'button', action: message(), style: 'primary', height: 'sm', color: '#123456' }),
  styles: { footer: { separator: true, separatorColor: '#cccccc', backgroundColor: '#ffffff' } },
};

const of = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);

type Case = [title: string, refused: unknown[][], accepted: unknown[][]];

const cases: Case[] = [
  ['1 number of messages', [of(6, text('a')), []], [of(5, text('a'))]],
  ['2 length of a text', [[text('a'.repeat(5001))], [text('')]], [[text('a'.repeat(5000))]]],
  [
    '3 length of altText',
    [[flex(bubble(words()), 'a'.repeat(1501))], [flex(bubble(words()), '')]],
    [[flex(bubble(words()), 'a'.repeat(1500))]],
  ],
  [
    '4 quick replies',
    [
      [quick(...of(14, message()))],
      [quick(message(' '))],
      [quick(message('ก'.repeat(21)))],
      // 15 characters to the eye, 23 as LINE counts.
      [quick(message('ยืนยันการสั่งซื้อสินค้า'))],
      [quick({ type: 'richmenuswitch', label: 'a', richMenuAliasId: 'a', data: 'a' })],
    ],
    [[quick(...of(12, message('ก'.repeat(20))), { type: 'camera', label: 'กล้อง' })]],
  ],
  [
    '5 camera only in quick replies',
    [
      [flex(bubble({ type: 'button', action: { type: 'camera', label: 'a' } }))],
      [buttons({ actions: [{ type: 'camera', label: 'a' }] })],
    ],
    [[quick({ type: 'camera', label: 'a' })]],
  ],
  [
    '6 bubbles of a carousel',
    [
      [carousel(...of(13, bubble(words())))],
      [carousel(bubble(words()), { ...bubble(words()), size: 'kilo' })],
      [carousel({ ...bubble(words()), hero: video })],
      [carousel()],
    ],
    [[carousel(...of(12, bubble(words())))], [flex({ ...bubble(words()), hero: video })]],
  ],
  ['7 blocks of a bubble', [[flex({ type: 'bubble' })]], [[flex(bubble())]]],
  [
    '8 Flex components and values',
    [
      words({ text: '' }),
      words({ color: '#FFF' }),
      { type: 'spacer' },
      words({ fontFamily: 'Sarabun' }),
      { type: 'icon', url: URL },
      { type: 'box', layout: 'baseline', contents: [{ type: 'button', action: message() }] },
      words({ size: 'huge' }),
      words({ margin: '5%' }),
      words({ flex: -1 }),
      words({ wrap: 'true' }),
      image({ aspectRatio: '1:4' }),
      image({ url: 'http://example.com/a.png' }),
      image({ url: 'https://example.com/ภาพ.png' }),
      { type: 'button', action: message('a'.repeat(41)) },
      { type: 'span', text: 'a' },
      { type: 'bubble', body: box() },
      null,
    ].map((component) => [flex(bubble(component))]),
    [[flex(showcase)], [flex(bubble({ type: 'button', action: message('a'.repeat(40)) }))]],
  ],
  [
    '9 size of a bubble and a carousel',
    [[flex(bubbleOf(30_001))], [carousel(bubbleOf(25_000), bubbleOf(25_000))]],
    [[flex(bubbleOf(29_999))], [carousel(bubbleOf(24_900), bubbleOf(24_900))]],
  ],
  [
    '10 buttons template',
    [
      [buttons({ title: 'หัวข้อ', text: 'ก'.repeat(61) })],
      [buttons({ thumbnailImageUrl: URL, text: 'ก'.repeat(61) })],
      [buttons({ actions: of(5, message()) })],
      [buttons({ title: 'ก'.repeat(41) })],
      [buttons({ text: 'ก'.repeat(161) })],
    ],
    [[buttons({ text: 'ก'.repeat(160), actions: of(4, message()) })]],
  ],
  ['11 confirm template', [[confirm(1)], [confirm(3)]], [[confirm(2)]]],
  ['12 columns of a carousel template', [[columns(1, 2)], [columns(...of(11, 1))]], [[columns(2, 2, 2)]]],
  [
    '13 postback',
    [
      [quick(postback({ data: 'a'.repeat(301) }))],
      [buttons({ actions: [postback({ displayText: 'a', text: 'a' })] })],
      [quick(postback({ fillInText: 'a' }))],
    ],
    [
      [quick(postback({ data: 'a'.repeat(300), displayText: 'ก'.repeat(300) }))],
      [quick(postback({ fillInText: 'a', inputOption: 'openKeyboard' }))],
    ],
  ],
  [
    '14 uri',
    [
      'javascript:alert(1)',
      'mailto:a@example.com',
      '/relative',
      'https://example.com/ไทย',
      `https://example.com/${'a'.repeat(981)}`,
    ].map((address) => [buttons({ actions: [uri(address)] })]),
    [
      'tel:021234567',
      'line://ti/p/%40id',
      'https://example.com/%E0%B8%81',
      `https://example.com/${'a'.repeat(980)}`,
    ].map((address) => [buttons({ actions: [uri(address)] })]),
  ],
  [
    '15 date picker',
    [
      { min: '2026-03-01', max: '2026-03-01' },
      { min: '2026-03-02', max: '2026-03-01' },
      { initial: '2026-02-30' },
      { initial: '1899-12-31' },
      { mode: 'time', initial: '09:30:00' },
      { mode: 'datetime', initial: '2026-03-01T09:30:00' },
      { mode: 'week' },
    ].map((more) => [quick(picker(more))]),
    [
      { min: '2026-02-28', max: '2026-03-01' },
      { mode: 'time', initial: '23:59' },
      { mode: 'datetime', initial: '2026-03-01t09:30', min: '2026-03-01T09:00' },
    ].map((more) => [quick(picker(more))]),
  ],
];

describe('what LINE refuses to send, and what it accepts', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await setStage()));
  afterAll(() => stage.close());

  const judge = async (messages: unknown[]) =>
    (await stage.call('POST', '/v2/bot/message/validate/push', { messages })).status;

  test.each(cases)('case %s', async (_title, refused, accepted) => {
    expect(await Promise.all(refused.map(judge))).toEqual(refused.map(() => 400));
    expect(await Promise.all(accepted.map(judge))).toEqual(accepted.map(() => 200));
  });

  test('a refusal is worded as LINE words it', async () => {
    const refuse = async (messages: unknown): Promise<unknown> =>
      (await stage.call('POST', '/v2/bot/message/validate/push', { messages })).body;
    expect(await refuse([text(''), { type: 'text' }])).toEqual({
      message: 'The request body has 2 errors',
      details: [
        { message: 'May not be empty', property: 'messages[0].text' },
        { message: 'May not be empty', property: 'messages[1].text' },
      ],
    });
    expect(await refuse(of(6, text('a')))).toEqual({
      message: 'The request body has 1 error',
      details: [{ message: 'Size must be between 1 and 5', property: 'messages' }],
    });
    expect(
      await refuse([text('a'), flex(bubble(words({ color: 'red' }))), flex({ type: 'bubble' })]),
    ).toEqual({
      message: 'A message (messages[1]) in the request body is invalid',
      details: [{ message: 'invalid property', property: '/body/contents/0/color' }],
    });
    expect(await refuse([buttons({ title: 'a', text: 'a'.repeat(61) })])).toEqual({
      message: 'A message (messages[0]) in the request body is invalid',
      details: [{ message: 'must not be longer than 60 characters', property: 'template/text' }],
    });
    expect(await refuse([{ type: 'text', text: 1 }])).toEqual({
      message: 'The property, messages[0].text, in the request body is invalid (line: -, column: -)',
    });
    expect(await refuse([flex({ type: 'bubble' })])).toMatchObject({
      details: [{ message: 'At least one block must be specified', property: '/' }],
    });
  });
});
