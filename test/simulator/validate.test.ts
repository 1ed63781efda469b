import fc from 'fast-check';
import { validateMessages, validateRichMenu } from '../../simulator/validate';
import { setStage } from './harness';

const bubble = (component: unknown) => ({
  type: 'flex',
  altText: 'alt',
  contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: [component] } },
});
const words = [
  'text',
  'flex',
  'template',
  'imagemap',
  'textV2',
  'bubble',
  'carousel',
  'box',
  'button',
  'buttons',
];
const keys = [
  'type',
  'text',
  'contents',
  'template',
  'actions',
  'action',
  'altText',
  'body',
  'size',
  'quickReply',
];
const { any } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...words, '', null, 0, true),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor'), tie('any'), { maxKeys: 4 }),
  ),
}));

describe('the validator on its own', () => {
  test('takes any JSON without a crash', () => {
    fc.assert(
      fc.property(any, (value) => {
        expect(Array.isArray(validateMessages(value))).toBe(true);
        expect(Array.isArray(validateMessages([value]))).toBe(true);
        expect(Array.isArray(validateMessages([{ type: 'flex', altText: 'a', contents: value }]))).toBe(true);
        expect(Array.isArray(validateRichMenu(value))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('names every problem with its place', () => {
    expect(
      validateMessages([bubble({ type: 'text', text: '', color: 'red' }), { type: 'text', text: '' }]),
    ).toEqual([
      { layer: 'body', property: 'messages[1].text', message: 'May not be empty', messageIndex: 1 },
      { layer: 'message', property: '/body/contents/0/color', message: 'invalid property', messageIndex: 0 },
      {
        layer: 'message',
        property: '/body/contents/0/text',
        message: 'must be non-empty text',
        messageIndex: 0,
      },
    ]);
    expect(validateMessages([bubble({ type: 'text', text: 'ก' })])).toEqual([]);
  });

  test.each([
    [
      'stickers are ids',
      { type: 'sticker', packageId: 446, stickerId: '1988' },
      { type: 'sticker', packageId: '446', stickerId: '1988' },
    ],
    [
      'places are on the globe',
      { type: 'location', title: 'a', address: 'b', latitude: 91, longitude: 0 },
      { type: 'location', title: 'a', address: 'b', latitude: 90, longitude: 0 },
    ],
    [
      'recordings have a length',
      { type: 'audio', originalContentUrl: 'https://example.com/a.m4a' },
      { type: 'audio', originalContentUrl: 'https://example.com/a.m4a', duration: 1 },
    ],
    [
      'nobody poses as LINE',
      { type: 'text', text: 'a', sender: { name: 'LINE' } },
      { type: 'text', text: 'a', sender: { name: 'Online' } },
    ],
    [
      'emojis stand at a dollar sign',
      { type: 'text', text: 'a', emojis: [{ index: 0, productId: '1', emojiId: '1' }] },
      { type: 'text', text: '$', emojis: [{ index: 0, productId: '1', emojiId: '1' }] },
    ],
    [
      'keys of a textV2 are substituted',
      { type: 'textV2', text: '{!owe}', substitution: {} },
      {
        type: 'textV2',
        text: '{{a}} {b}',
        substitution: { b: { type: 'emoji', productId: '1', emojiId: '1' } },
      },
    ],
    [
      'image maps are 1040 wide',
      imagemap({ width: 1000, height: 1040 }),
      imagemap({ width: 1040, height: 1040 }),
    ],
    ['pictures of a picture carousel have short labels', pictures('ก'.repeat(13)), pictures('ก'.repeat(12))],
  ])('%s', (_rule, refused, accepted) => {
    expect(validateMessages([refused])).not.toEqual([]);
    expect(validateMessages([accepted])).toEqual([]);
  });

  test('what it refuses is refused by the platform, whatever its shape', async () => {
    const stage = await setStage();
    const deep = Buffer.from(`{"messages":${'['.repeat(5000)}${']'.repeat(5000)}}`);
    const json = { 'content-type': 'application/json' };
    expect((await stage.call('POST', '/v2/bot/message/validate/push', deep, json)).status).toBe(400);
    for (const messages of fc.sample(any, 30)) {
      const { status } = await stage.call('POST', '/v2/bot/message/validate/push', { messages });
      expect(status).toBe(validateMessages(messages).length === 0 ? 200 : 400);
    }
    await stage.close();
  });
});

function imagemap(baseSize: object) {
  const area = { x: 0, y: 0, width: 10, height: 10 };
  const actions = [{ type: 'message', text: 'a', area }];
  return { type: 'imagemap', baseUrl: 'https://example.com/map', altText: 'a', baseSize, actions };
}

function pictures(label: string) {
  const columns = [{ imageUrl: 'https://example.com/a.png', action: { type: 'message', label, text: 'a' } }];
  return { type: 'template', altText: 'a', template: { type: 'image_carousel', columns } };
}
