import { oneOf, pickOne, yesNo } from '../../../src/conversation/fields';
import type { Field } from '../../../src/conversation/flow';
import { say } from '../../../src/speech/wording';
import { CITIZEN } from '../../helpers/chat';

const turn = { answers: {}, actor: CITIZEN, now: new Date('2026-02-15T09:00+07:00') };
const asked = { conversationId: 'c', step: 's' };

/** The value read, or the problem with the values offered instead. */
const read = async <T>(field: Field<T>, typed: string): Promise<unknown> => {
  const reading = await field.read({ kind: 'text', text: typed }, turn, undefined);
  if (reading.ok) return reading.value;
  return reading.excerpt?.values ?? reading.problem.replace('conversation.problem.', '');
};
const press = (field: Field<unknown>, value: string) =>
  field.read({ kind: 'choice', value, asked }, turn, undefined);

describe('one of a few', () => {
  const LABELS = { yes: 'common.yes', no: 'common.no', pause: 'common.pause' } as const;
  const field = oneOf(['yes', 'no', 'pause'] as const, (value) => LABELS[value]);

  test('is a button for each', async () => {
    expect(await field.controls(turn, asked)).toEqual([
      { kind: 'choice', value: 'yes', label: { key: 'common.yes' }, asked },
      { kind: 'choice', value: 'no', label: { key: 'common.no' }, asked },
      { kind: 'choice', value: 'pause', label: { key: 'common.pause' }, asked },
    ]);
  });

  test.each([
    ['ใช่', 'yes'],
    ['ไม่ใช่ครับ', 'no'],
    ['Pause', 'pause'],
    ['ข้อ ๒', 'no'],
    ['พักไว้ก่อ', 'pause'],
    ['ข้อ 9', 'noSuchChoice'],
  ])('reads "%s" as %s', async (typed, expected) => {
    expect(await read(field, typed)).toBe(expected);
  });

  test('says so when a typed answer is none of them; the question names the choices', async () => {
    expect(await field.read({ kind: 'text', text: 'อะไรก็ได้' }, turn, undefined)).toMatchObject({
      problem: 'conversation.problem.noSuchChoice',
    });
  });

  test('refuses a value that was never offered', async () => {
    expect(await press(field as Field<unknown>, 'constructor')).toMatchObject({ ok: false });
  });
});

describe('yes or no', () => {
  test.each([
    ['ใช่ครับ', true],
    ['ค่ะ', true],
    ['ok', true],
    ['ไม่', false],
    ['ไม่ใช่ค่ะ', false],
    ['อาจจะ', 'yesOrNo'],
  ])('reads "%s" as %s', async (typed, expected) => {
    expect(await read(yesNo(), typed)).toBe(expected);
  });

  test('takes its own labels by button and by word', async () => {
    const field = yesNo({ yes: 'common.pause', no: 'common.continue' });

    expect(await read(field, 'พักไว้ก่อน')).toBe(true);
    expect(await read(field, 'continue')).toBe(false);
    expect(await press(field as Field<unknown>, 'no')).toEqual({ ok: true, value: false });
  });
});

describe('one of a list', () => {
  const short = pickOne({
    from: () => ['กองคลัง', 'กองช่าง'].map((label, at) => ({ value: `u${at}`, label })),
  });
  const stars = pickOne({
    from: () => [5, 4, 3, 2, 1].map((star) => ({ value: `s${star}`, label: `${star} ดาว` })),
  });
  const many = pickOne({
    perPage: 4,
    from: () => Array.from({ length: 9 }, (_, at) => ({ value: `m${at + 1}`, label: `มาตรการ ${at + 1} ก` })),
  });

  test('needs no card when its labels fit the buttons', async () => {
    expect(await short.rows?.(turn, asked)).toEqual([]);
    expect((await short.controls(turn, asked)).map(({ label }) => say(label, 'th'))).toEqual([
      'กองคลัง',
      'กองช่าง',
    ]);
  });

  test('is a numbered card in pages when it is long', async () => {
    const rows = (await many.rows?.(turn, asked, { page: 2 })) ?? [];

    expect(rows.map(({ label }) => label)).toEqual(['๕.', '๖.', '๗.', '๘.'].map((literal) => ({ literal })));
    expect((await many.controls(turn, asked, { page: 3 })).map(({ label }) => say(label, 'th'))).toEqual([
      '๙. มาตรการ 9 ก',
      'กลับหน้าแรก',
    ]);
  });

  test.each([
    ['๒', 'u1'],
    ['ช่าง', 'u1'],
    ['กอง', ['u0', 'u1']],
    ['กองอื่น', 'noSuchItem'],
  ])('reads "%s" as %s', async (typed, expected) => {
    expect(await read(short, typed)).toEqual(expected);
  });

  test('takes a number for the label where labels begin with numbers', async () => {
    expect(await read(stars, '5 ดาว')).toBe('s5');
    expect(await read(stars, '๔')).toBe('s4');
    expect(await read(stars, '9')).toBe('noSuchItem');
  });

  test('turns pages by button and by word', async () => {
    expect(await press(many, 'page:2')).toMatchObject({ excerpt: { page: 2 }, miss: false });
    expect(await press(many, 'page:99')).toMatchObject({ excerpt: { page: 1 } });
    expect(await many.read({ kind: 'text', text: 'ดูเพิ่มเติม' }, turn, undefined)).toMatchObject({
      params: { page: 2, pages: 3, next: 3 },
    });
  });

  test('explains itself when it is empty, and shows a value that is gone', async () => {
    const empty = pickOne({ from: () => [] });

    expect(await read(empty, 'อะไรก็ได้')).toBe('nothingToChoose');
    expect(await empty.show('u7', turn)).toEqual({ literal: 'u7' });
    expect(await short.show('u1', turn)).toEqual({ literal: 'กองช่าง' });
  });
});
