import { text } from '../../../src/conversation/fields';
import type { Input } from '../../../src/conversation/flow';
import { noneOr, remarkFrom } from '../../../src/measures/flows/none-or';
import { person } from '../sample-measures';

const asked = { conversationId: 'c-1', step: 'problem' };
const field = noneOr(text({ max: 30 }));
const turn = { answers: {}, actor: person({ locale: 'en' }), now: new Date('2026-12-01T03:00:00Z') };
const read = (input: Input) => field.read(input, turn, undefined);

describe('a text or "none"', () => {
  test('is an answer of its own, in whichever language the button was pressed', async () => {
    const [button] = await field.controls(turn, asked);

    expect(button).toMatchObject({ kind: 'choice', label: { key: 'measures.none' }, asked });
    expect(await read({ kind: 'choice', value: 'none', asked })).toEqual({ ok: true, value: { none: true } });
  });

  test.each(['ไม่มี', 'ไม่มีค่ะ', 'ไม่มีปัญหา', 'None', '-', ' – '])('takes "%s" for none', async (typed) => {
    expect(await read({ kind: 'text', text: typed })).toEqual({ ok: true, value: { none: true } });
  });

  test('keeps what begins with "none" but says more', async () => {
    expect(await read({ kind: 'text', text: 'ไม่มีงบประมาณ' })).toEqual({
      ok: true,
      value: { text: 'ไม่มีงบประมาณ' },
    });
  });

  test.each<Input>([
    { kind: 'text', text: 'ก'.repeat(31) },
    { kind: 'text', text: '' },
    { kind: 'choice', value: 'other', asked },
  ])('refuses what the text field refuses (%#)', async (input) => {
    expect(await read(input)).toMatchObject({ ok: false });
  });

  test.each([
    ['ไม่มี', { none: true }],
    ['เว็บไซต์ล่ม', { text: 'เว็บไซต์ล่ม' }],
    [null, undefined],
  ])('understands "%s" as version 0.1 kept it', (said, remark) => {
    expect(remarkFrom(said)).toEqual(remark);
  });
});
