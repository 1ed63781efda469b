import { validateMessages } from '../../../simulator/validate';
import type { LineMessage } from '../../../src/line/messages/render';
import { render, renderPlain } from '../../../src/line/messages/render';
import type { Prompt } from '../../../src/speech/prompt';
import { card, textsOf } from './cards-of-plans';

const PIN = '402817';
const say = (literal: string) => ({ literal });
const receipt: Prompt = card('receipt', [
  { label: say('เลขเรื่อง'), value: say('70-12345-1') },
  { label: say('รหัสติดตาม'), value: say(PIN), secret: true },
]);

/** What the list of chats and a notification on a locked phone show of a message. */
const previewOf = (message: LineMessage): string =>
  message.type === 'flex' ? message.altText : message.text;

describe('a secret', () => {
  test.each([
    ['drawn', render],
    ['in plain text', renderPlain],
  ])('is read inside a card alone, never in a preview: %s', (_how, make) => {
    const messages = make([receipt, { text: say('ขอบคุณ') }], 'th');

    expect(validateMessages(messages)).toEqual([]);
    expect(messages.map(previewOf).join('\n')).not.toContain(PIN);
    expect(messages.flatMap(textsOf)).toContain(PIN);
  });

  test('is not lost where a card is too large to be drawn, or an answer has too many messages', () => {
    const large = card('receipt', [
      ...Array.from({ length: 90 }, (_, index) => ({ value: say(`ข้อ ${index} ${'ยาว'.repeat(200)}`) })),
      { label: say('รหัสติดตาม'), value: say(PIN), secret: true },
    ]);
    const many = Array.from({ length: 6 }, (_, index) => ({ text: say(`ข้อความ ${index}`) }));
    for (const prompts of [[large], [...many, receipt], [receipt, ...many]]) {
      for (const make of [render, renderPlain]) {
        const messages = make(prompts, 'th');
        expect(validateMessages(messages)).toEqual([]);
        expect(messages.map(previewOf).join('\n')).not.toContain(PIN);
        expect(messages.flatMap(textsOf)).toContain(PIN);
      }
    }
  });

  test('leaves the buttons below the last message', () => {
    const withButton = { ...receipt, controls: [{ kind: 'command', command: 'menu', label: say('เมนู') }] };
    const messages = renderPlain([withButton as Prompt], 'th');
    expect(messages.at(-1)?.quickReply?.items).toHaveLength(1);
  });
});
