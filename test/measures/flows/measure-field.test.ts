import type { Input, Turn } from '../../../src/conversation/flow';
import { Memory } from '../../../src/conversation/memory';
import { askMeasure, measureField } from '../../../src/measures/flows/measure-field';
import type { Measure } from '../../../src/measures/plan';
import { boardOf } from '../../../src/measures/round-board';
import { say } from '../../../src/speech/wording';
import { post } from '../../helpers/actors';
import {
  entry,
  everyUnit,
  finance,
  latest,
  measure,
  person,
  reportingIn,
  sixMonths,
  twelveMonths,
  withoutUnit,
} from '../sample-measures';

const asked = { conversationId: 'c-1', step: 'measureId' };
const plan = [
  measure('gift', { title: 'ประกาศนโยบายไม่รับของขวัญ (No Gift Policy)', shortTitle: 'ไม่รับของขวัญ' }),
  measure('loan', {
    title: 'ปรับปรุงคู่มือการขอยืมทรัพย์สินของราชการ',
    shortTitle: 'การยืมทรัพย์สิน',
    responsible: [finance],
  }),
  measure('ethics', { title: 'จัดอบรมคุณธรรม จริยธรรม และวินัย', shortTitle: 'อบรมคุณธรรมและจริยธรรมพนักงาน' }),
  measure('open', { title: 'การเปิดเผยข้อมูลบนเว็บไซต์', shortTitle: 'เปิดเผยข้อมูล', responsible: [everyUnit] }),
];
const reported = latest(entry('gift'));

function progressOf(measures: readonly Measure[] = plan) {
  const board = boardOf({
    plan: { id: 'plan-1' },
    measures,
    latest: reported,
    round: sixMonths,
    day: '2026-12-01',
  });
  return { board: () => Promise.resolve(board), reporting: reportingIn(measures) };
}

function turn(answers: object = {}, actor = person()): Turn<unknown> {
  return { answers, actor, now: new Date('2026-12-01T03:00:00Z') };
}

const field = measureField(progressOf());
const read = (input: Input, at = turn()) => field.read(input, at, undefined);
const typed = (text: string, at = turn()) => read({ kind: 'text', text }, at);

describe('the question', () => {
  test('names the round that has ended as long as its report is being written', async () => {
    const { reporting, board } = progressOf();
    const between = { ...(await board()), round: twelveMonths, writing: sixMonths };
    const progress = { reporting, board: () => Promise.resolve(between) };
    expect(say(await askMeasure(progress, turn()), 'th')).toContain(
      'รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐ หรือรอบ ๑๒ เดือน ปีงบประมาณ ๒๕๗๐',
    );
  });
});

describe('a turn', () => {
  test('asks for the board once, however many of its parts need it', async () => {
    let asked = 0;
    const { board, ...rest } = progressOf();
    const progress = {
      ...rest,
      board: () => {
        asked += 1;
        return board();
      },
    };
    const counted = measureField(progress);
    const at = { ...turn(), memory: new Memory() };
    const askedAt = { conversationId: 'c-1', step: 'measureId' };
    await askMeasure(progress, at);
    await counted.rows?.(at, askedAt);
    await counted.controls(at, askedAt);
    expect(asked).toBe(1);

    await counted.controls(turn(), askedAt);
    expect(asked).toBe(2);
  });
});

describe('the measures offered', () => {
  test('are all where they are few, the likeliest first, numbered as in the plan', async () => {
    const controls = await field.controls(turn(), asked);

    expect(controls.map((control) => say(control.label, 'th'))).toEqual([
      '๓. อบรมคุณธรรม…',
      '๔. เปิดเผยข้อมูล',
      '๑. ไม่รับของขวัญ',
    ]);
    expect(controls).toMatchObject([{ value: 'ethics' }, { value: 'open' }, { value: 'gift' }]);
  });

  test('are listed with their short titles and states', async () => {
    const rows = (await field.rows?.(turn(), asked)) ?? [];

    expect(
      rows.map((row) => [row.label, row.value, row.note].map((each) => each && say(each, 'th'))),
    ).toEqual([
      ['⬜ ๓', 'อบรมคุณธรรมและจริยธรรมพนักงาน', 'ยังไม่รายงาน'],
      ['⬜ ๔', 'เปิดเผยข้อมูล', 'ยังไม่รายงาน'],
      ['✅ ๑', 'ไม่รับของขวัญ', 'ดำเนินการแล้ว'],
    ]);
    expect(rows[0]?.action).toMatchObject({ kind: 'choice', value: 'ethics', asked });
  });

  test('are the one alone that the sentence clearly means, to be confirmed or denied', async () => {
    const at = turn({ result: 'นายกประกาศนโยบาย no gift policy แล้ว' });

    expect(say(await askMeasure(progressOf(), at), 'th')).toContain('มาตรการที่ ๑ “ไม่รับของขวัญ” ใช่หรือไม่');
    expect(await field.rows?.(at, asked)).toEqual([]);
    const controls = await field.controls(at, asked);
    expect(controls).toMatchObject([{ value: 'gift' }, { value: 'all' }]);
    expect(controls.map(({ label }) => say(label, 'th'))).toEqual(['ใช่', 'ดูทั้งหมด']);
    expect(await typed('ใช่ค่ะ', at)).toEqual({ ok: true, value: 'gift' });
    expect(await typed('ไม่ใช่', at)).toMatchObject({ ok: false, miss: false, excerpt: { page: 1 } });
  });

  test('are not said to fit a sentence that fits none of them', async () => {
    const at = turn({ result: 'ปรับปรุงห้องน้ำหลังสำนักงานเรียบร้อย' });

    expect(await askMeasure(progressOf(), at)).toMatchObject({ key: 'measures.log.askMeasure' });
    expect(await field.rows?.(at, asked)).toMatchObject([
      { note: { key: 'measures.state.missing' } },
      { note: { key: 'measures.state.missing' } },
      { note: { key: 'measures.state.done' } },
    ]);
  });

  test('are all for the coordinator, the own unit’s first', async () => {
    const at = turn({}, person({ posts: [post('coordinator', 'clerk')] }));

    expect(await field.controls(at, asked)).toMatchObject([
      { value: 'ethics' },
      { value: 'loan' },
      { value: 'open' },
      { value: 'gift' },
    ]);
  });

  const many = Array.from({ length: 24 }, (_, at) =>
    measure(`m${at}`, { shortTitle: 'การส่งเสริมคุณธรรมและความโปร่งใส' }),
  );
  const long = measureField(progressOf(many));

  test('are the best three when there are many, and a button shows the rest', async () => {
    const first = await long.controls(turn(), asked);

    expect(first).toMatchObject([{}, {}, {}, { value: 'all', label: { key: 'measures.log.showAll' } }]);
    expect(await long.rows?.(turn(), asked)).toHaveLength(3);
    const pressed = await long.read({ kind: 'choice', value: 'all', asked }, turn(), undefined);
    expect(pressed).toMatchObject({ ok: false, miss: false, excerpt: { page: 1 } });
    expect(await long.read({ kind: 'text', text: 'ดูทั้งหมด' }, turn(), undefined)).toEqual(pressed);
    expect(await long.rows?.(turn(), asked, { page: 1 })).toHaveLength(9);
  });

  test('come in pages then, and every button keeps to 20 code points', async () => {
    const all = await long.controls(turn(), asked, { page: 1 });
    const turned = await long.read({ kind: 'choice', value: 'page:3', asked }, turn(), undefined);

    expect(all).toHaveLength(10);
    for (const control of all) expect(Array.from(say(control.label, 'th')).length).toBeLessThanOrEqual(20);
    expect(turned).toMatchObject({ ok: false, miss: false, excerpt: { page: 3 } });
    expect(await long.controls(turn(), asked, { page: 3 })).toContainEqual(
      expect.objectContaining({ value: 'm23' }),
    );
  });

  test('are none where nothing may be logged, and the question says whom to ask', async () => {
    const at = turn({}, withoutUnit('clerk'));
    const progress = progressOf([measure('loan', { responsible: [finance] })]);

    expect(await measureField(progress).controls(at, asked)).toEqual([]);
    expect(say(await askMeasure(progress, at), 'th')).toContain('ผู้ประสานงาน ITA');
  });
});

describe('the answer', () => {
  test.each(['๓', '3', 'ข้อ 3', 'ข้อที่ ๓', '๓. อบรมคุณธรรม…', 'อบรมคุณธรรมและจริยธรรม', 'ข้อ 3 ครับ'])(
    'is understood when "%s" is typed',
    async (text) => {
      expect(await typed(text)).toEqual({ ok: true, value: 'ethics' });
    },
  );

  test('is understood when its button is pressed', async () => {
    expect(await read({ kind: 'choice', value: 'open', asked })).toEqual({ ok: true, value: 'open' });
  });

  test('asks among the candidates when the words fit several', async () => {
    const twins = [
      measure('a', { title: 'จัดทำคู่มือการยืมทรัพย์สิน', shortTitle: 'คู่มือ' }),
      measure('b', { title: 'จัดทำคู่มือการคืนทรัพย์สิน', shortTitle: 'คู่มือ' }),
      measure('c', { title: 'การเปิดเผยข้อมูล', shortTitle: 'ข้อมูล' }),
    ];

    expect(
      await measureField(progressOf(twins)).read({ kind: 'text', text: 'จัดทำคู่มือ' }, turn(), undefined),
    ).toMatchObject({
      ok: false,
      problem: 'conversation.problem.severalMatch',
      excerpt: { values: ['a', 'b'] },
    });
  });

  test.each(['จัดอบรมคุณธรรมให้พนักงานแล้ว ๔๕ คน', 'กำลังเตรียมอบรมจริยธรรม', 'อบรมจริยธรรมพนักงาน'])(
    'is not what tells of work: "%s" belongs to the result',
    async (text) => {
      expect(await typed(text)).toMatchObject({ ok: false });
    },
  );

  test.each(['ไม่ใช่ข้อนี้', 'ดูทั้งหมด'])('is none where another one is wanted: "%s" shows all', async (text) => {
    expect(await typed(text)).toMatchObject({ ok: false, miss: false, excerpt: { page: 1 } });
  });

  test.each([
    ['99', 'measures.problem.unknown'],
    ['สวัสดี', 'measures.problem.whichNumber'],
    ['2', 'measures.problem.notYours'],
  ])('is refused with a reason when "%s" is typed', async (text, problem) => {
    expect(await typed(text)).toMatchObject({ ok: false, problem });
  });

  test('is refused when an old button names a measure that is gone or another unit’s', async () => {
    expect(await read({ kind: 'choice', value: 'old', asked })).toMatchObject({
      problem: 'measures.problem.unknown',
    });
    expect(await read({ kind: 'choice', value: 'loan', asked })).toMatchObject({
      problem: 'measures.problem.notYours',
    });
  });

  test('is shown with its full title', async () => {
    expect(await field.show('open', turn())).toEqual({ literal: 'การเปิดเผยข้อมูลบนเว็บไซต์' });
  });
});

describe('without a plan', () => {
  const none = { board: () => Promise.resolve(undefined), reporting: reportingIn([]) };

  test('the question says so and nothing is accepted', async () => {
    expect(await askMeasure(none, turn())).toEqual({ key: 'measures.noPlan' });
    expect(await measureField(none).controls(turn(), asked)).toEqual([]);
    expect(await measureField(none).read({ kind: 'text', text: '1' }, turn(), undefined)).toMatchObject({
      problem: 'measures.noPlan',
    });
  });
});
