import fc from 'fast-check';
import { decodePostback, encodePostback, LONGEST_DATA } from '../../../src/line/messages/postback';
import type { Control } from '../../../src/speech/prompt';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,8}){0,3}$/);
const asked = fc.record({ conversationId: id, step: id });
const label = { literal: 'x' };

const pressable = fc.oneof(
  fc.record({
    kind: fc.constant('choice' as const),
    asked,
    value: fc
      .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
      .filter((each) => !/\p{Cc}/u.test(each)),
  }),
  fc.record({ kind: fc.constant('edit' as const), asked, step: id }),
  fc.record({ kind: fc.constant('command' as const), command: fc.constantFrom('cancel', 'menu') }),
  fc.record({ kind: fc.constant('command' as const), command: fc.constantFrom('skip', 'back'), asked }),
  fc.record({ kind: fc.constant('open' as const), name }),
  fc.record({
    kind: fc.constant('open' as const),
    name,
    subject: fc.record(
      { id: fc.stringMatching(/^[!-~]{1,60}$/), aim: fc.stringMatching(/^[a-z]{1,9}(-[a-z]{1,9})?$/) },
      { requiredKeys: ['id'] },
    ),
  }),
);

describe('postback data', () => {
  test('says what was encoded, in ASCII of at most 300 bytes', () => {
    fc.assert(
      fc.property(pressable, (pressed) => {
        const data = encodePostback({ ...pressed, label });
        if (data === undefined) return;
        expect(decodePostback(data)).toEqual(pressed);
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(LONGEST_DATA);
        expect(data).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });

  test('of a date button names only its question', () => {
    const control: Control = { kind: 'date', label, asked: { conversationId: 'c1', step: 'day' } };
    expect(encodePostback(control)).toBe('c=c1&s=day&d=1');
    expect(decodePostback('c=c1&s=day&d=1')).toEqual({ kind: 'date', asked: control.asked });
  });

  const open = (name: string, subject?: object) => ({ kind: 'open', name, ...(subject && { subject }) });

  /** Buttons of version 0.1 stand in people's chats for good. */
  test.each([
    [
      'a measure to report on',
      'o=log-progress&p=s%3Ana-kok-2570-m1',
      open('log-progress', { id: 'na-kok-2570-m1' }),
    ],
    [
      'a measure to look at',
      'o=measure-detail&p=na-kok-2570-m1',
      open('measure-detail', { id: 'na-kok-2570-m1' }),
    ],
    ['a page', 'o=my-measures&p=2', open('my-measures', { id: '2' })],
    ['a ticket number', 'o=track-complaint&p=70-12345-1', open('track-complaint', { id: '70-12345-1' })],
    [
      'a ticket',
      'o=complaint-detail&p=AbCdEfGhIjKlMnOpQrSt_-12',
      open('complaint-detail', { id: 'AbCdEfGhIjKlMnOpQrSt_-12' }),
    ],
    [
      'what becomes of a ticket',
      'o=handle-complaint&p=AbCdEfGhIjKlMnOpQrSt_-12.in-progress',
      open('handle-complaint', { id: 'AbCdEfGhIjKlMnOpQrSt_-12', aim: 'in-progress' }),
    ],
    ['a menu', 'o=file-complaint', open('file-complaint')],
    ['a file, made by hand', 'o=file-complaint&p=f%3Ana-kok_1%2Cimage%2Fpng', open('file-complaint')],
    ['a text, made by hand', 'o=file-complaint&p=t%3Ahello', open('file-complaint')],
    [
      'a file beside a measure, made by hand',
      'o=log-progress&p=s%3Am1%7Cf%3Ax',
      open('log-progress', { id: 'm1' }),
    ],
  ])('of version 0.1 still says what it said: %s', (_what, data, said) => {
    expect(decodePostback(data)).toEqual(said);
  });

  test('holds a Thai answer', () => {
    const control: Control = {
      kind: 'choice',
      value: 'กองช่าง',
      label,
      asked: { conversationId: 'c1', step: 'unit' },
    };
    expect(decodePostback(encodePostback(control))).toMatchObject({ value: 'กองช่าง' });
  });

  test('is not made for what could not be read back', () => {
    const belongs = { conversationId: 'c1', step: 'unit' };
    const controls = [
      { kind: 'choice', value: 'ก'.repeat(60), label, asked: belongs },
      { kind: 'choice', value: '\ud83d', label, asked: belongs },
      { kind: 'choice', value: '', label, asked: belongs },
      { kind: 'open', name: 'Not Kebab', label },
      { kind: 'open', name: 'a-flow', subject: { id: 'ก' }, label },
      { kind: 'open', name: 'a-flow', subject: { id: 'a', aim: 'Drop It' }, label },
      { kind: 'edit', step: '../x', label, asked: belongs },
    ] as const;
    expect(controls.map(encodePostback)).toEqual(controls.map(() => undefined));
  });

  test.each([
    ['nothing', ''],
    ['no pairs', 'hello'],
    ['an unknown form', 'x=1'],
    ['a repeated field', 'o=menu&o=other'],
    ['a field too many', 'o=menu&v=1'],
    ['an unknown command', 'k=destroy'],
    ['half of a belonging', 'k=cancel&c=abc'],
    ['a broken escape', 'c=a&s=b&v=%E0%A4'],
    ['a control character', 'c=a&s=b&v=%00'],
    ['a path', 'o=../../v2/bot/info'],
    ['a prototype', 'o=__proto__'],
    ['a huge one', `o=${'a'.repeat(400)}`],
    ['raw Thai', 'o=เมนู'],
  ])('with %s is not understood', (_what, data) => {
    expect(decodePostback(data)).toBeUndefined();
  });

  test('never makes the reader fail', () => {
    const words = fc.array(
      fc.constantFrom('c', 's', 'v', 'o', 'p', 'k', 'e', 'd', '=', '&', '%', '%41', 'a', '1', 'ก'),
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      words.map((each) => each.join('')),
      fc.anything(),
    );
    fc.assert(
      fc.property(anything, (data) => {
        expect(() => decodePostback(data)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});
