import { MOST_DRAFTS, waitingIn } from '../../src/conversation/drafts';
import type { Input } from '../../src/conversation/flow';
import { Explainable } from '../../src/core/errors';
import { Bot } from './bot';

let bot: Bot;
beforeEach(() => {
  bot = new Bot();
});

/** Puts aside what is open and simply writes of another matter. */
const tellsAnother = async (what: string, source?: string) => {
  await bot.says('พักไว้');
  return bot.tells(what, source);
};
const waiting = () => waitingIn(bot.drafts).map(({ answers }) => answers.what);

describe('what completes at once', () => {
  test('runs beside a draft and gives the question back', async () => {
    await bot.tells('ไฟทางดับหลายวัน');

    await bot.opens('rating');
    expect(bot.text).toContain('เรื่องใด');
    await bot.says('5');

    expect(bot.rated).toEqual([expect.stringContaining('t5')]);
    expect(bot.text).toContain('ท่านกำลังทำ “แก้ไข” ค้างอยู่ คำถามล่าสุดคือ\nเรื่องประเภทใด');
    await bot.says('ไม่ใช่');
    expect(bot.conversation).toMatchObject({ flow: 'request', answers: { kind: 'light' }, at: 'where' });
  });

  test('is done by its button without a question, and the draft is as it was', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    const before = bot.conversation;

    await bot.opens('rating', 't5');

    expect(bot.rated).toHaveLength(1);
    expect(bot.conversation).toEqual(before);
  });

  test('can be left, and the draft is asked again', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    await bot.opens('rating');

    await bot.says('ยกเลิก');

    expect(bot.text).toContain('ยกเลิก “วิธีใช้” แล้ว');
    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.drafts.open).toHaveLength(1);
  });

  test('does not take an answer from what belongs to the draft: its buttons say where they belong', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    const light = bot.button('light');
    await bot.opens('rating');

    await bot.takes(light);

    expect(bot.conversation).toMatchObject({ flow: 'request', at: 'where' });
  });
});

describe('a second matter', () => {
  test('puts the first aside, says so, and both are finished with their own answers', async () => {
    await bot.tells('ไฟทางดับหลายวัน');

    await bot.opens('request', 'road');

    expect(bot.text).toMatch(/^พัก “แก้ไข” ไว้ให้ก่อน/);
    expect(waiting()).toEqual(['ไฟทางดับหลายวัน']);
    for (const answer of ['หลุมลึกกลางถนน', 'ข้าม', '10 ก.พ. 69', 'ข้าม', 'ใช่', 'ส่ง']) await bot.says(answer);
    expect(bot.finished.map(({ answers }) => answers.what)).toEqual(['หลุมลึกกลางถนน']);
    expect(bot.text).toContain('ท่านมีงานที่ค้างไว้ ๑ รายการ');

    await bot.says('ทำต่อ');
    expect(bot.text).toContain('เรื่องประเภทใด');
    for (const answer of ['ไม่มี', '10 ก.พ. 69', 'ข้าม', 'ใช่', 'ส่ง']) await bot.says(answer);
    expect(bot.finished.map(({ answers }) => answers.what)).toEqual(['หลุมลึกกลางถนน', 'ไฟทางดับหลายวัน']);
    expect(new Set(bot.finished.map(({ once }) => once)).size).toBe(2);
    expect(bot.drafts.open).toEqual([]);
  });

  test('may be a new sentence while another one waits: nothing of either is lost', async () => {
    await bot.tells('ไฟทางดับหลายวัน');

    await tellsAnother('น้ำไม่ไหลทั้งหมู่บ้าน');

    expect(bot.conversation).toMatchObject({ at: 'kind', answers: { what: 'น้ำไม่ไหลทั้งหมู่บ้าน' } });
    expect(waiting()).toEqual(['ไฟทางดับหลายวัน']);
  });

  test('is the first one when it is opened without anything new', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    await bot.says('พักไว้');

    await bot.opens('request');

    expect(bot.text).toContain('กลับมาทำ “แก้ไข” เรื่อง “ไฟทางดับหลายวัน” ต่อ');
    expect(bot.drafts.open).toHaveLength(1);
    expect(bot.conversation?.at).toBe('kind');
  });

  test('is not begun beyond the bound, and what was sent is said not to be kept', async () => {
    for (let number = 1; number <= MOST_DRAFTS; number++) await tellsAnother(`เรื่องที่ ${number} ของหมู่บ้าน`);

    await tellsAnother('อีกเรื่องหนึ่งของหมู่บ้าน');

    expect(bot.text).toContain('ยังไม่ได้เก็บสิ่งที่ส่งมาล่าสุด');
    expect(bot.drafts.open).toHaveLength(MOST_DRAFTS);
    expect(waiting()[0]).toBe(`เรื่องที่ ${MOST_DRAFTS} ของหมู่บ้าน`);
  });
});

describe('what waits', () => {
  beforeEach(async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    await tellsAnother('น้ำไม่ไหลทั้งหมู่บ้าน');
    await tellsAnother('ถนนหน้าโรงเรียนทรุด');
  });

  test('is listed by a word, at any question, with what it is about', async () => {
    await bot.says('งานที่ค้างไว้');

    expect(bot.text).toContain('งานที่ค้างไว้ ๒ รายการ');
    expect(bot.last?.prompts[0]?.card?.rows).toMatchObject([
      { note: { params: { answer: 'น้ำไม่ไหลทั้งหมู่บ้าน' } } },
      { note: { params: { answer: 'ไฟทางดับหลายวัน' } } },
    ]);
    expect(bot.text).toContain('เรื่องประเภทใด');
    expect(bot.conversation?.answers.what).toBe('ถนนหน้าโรงเรียนทรุด');
  });

  test('is in the menu', async () => {
    expect(await bot.says('เมนู')).toContain('ท่านมีงานที่ค้างไว้ ๒ รายการ');
  });

  test('is gone on with by its number and by its button', async () => {
    await bot.says('ทำต่อ 2');
    expect(bot.conversation?.answers.what).toBe('ไฟทางดับหลายวัน');
    expect(bot.text).toMatch(/^พัก “แก้ไข” ไว้ให้ก่อน/);
    expect(waiting()).toEqual(['ถนนหน้าโรงเรียนทรุด', 'น้ำไม่ไหลทั้งหมู่บ้าน']);

    await bot.says('งานที่ค้างไว้');
    const second = bot.last?.prompts[0]?.card?.rows[1]?.action;
    expect(second).toMatchObject({ kind: 'choice', value: '~stay' });
    await bot.takes(second as Input);
    expect(bot.conversation?.answers.what).toBe('น้ำไม่ไหลทั้งหมู่บ้าน');
  });

  test('is asked for when "continue" may mean several', async () => {
    await bot.says('ยกเลิก');
    expect(bot.text).toContain('ยกเลิก “แก้ไข” (ถนนหน้าโรงเรียนทรุด) แล้ว');
    expect(waiting()).toEqual(['น้ำไม่ไหลทั้งหมู่บ้าน', 'ไฟทางดับหลายวัน']);

    await bot.says('ทำต่อ');

    expect(bot.last?.prompts[0]?.card?.rows).toHaveLength(2);
    expect(bot.conversation).toBeUndefined();
  });

  test('loses only what is cancelled, by the word or by an old button', async () => {
    const cancel = bot.button('cancel');
    await bot.says('ทำต่อ 1');
    await bot.takes(cancel);

    expect(bot.drafts.open.map(({ answers }) => answers.what)).toEqual(['น้ำไม่ไหลทั้งหมู่บ้าน', 'ไฟทางดับหลายวัน']);
    expect(bot.conversation?.answers.what).toBe('น้ำไม่ไหลทั้งหมู่บ้าน');
    await bot.says('ยกเลิก');
    expect(waiting()).toEqual(['ไฟทางดับหลายวัน']);
    expect(bot.conversation).toBeUndefined();
  });

  test('gets no answer that is simply said', async () => {
    await bot.says('ยกเลิก');

    await bot.says('ไม่');

    expect(bot.text).toContain('ยังไม่เข้าใจข้อความ “ไม่”');
    expect(bot.text).toContain('งานที่ค้างไว้ ๒ รายการ');
    expect(bot.drafts.open.every(({ at }) => at === 'kind')).toBe(true);
  });

  test('ends on its own day, and that is told once', async () => {
    await bot.says('ยกเลิก');
    bot.clock.set(new Date('2026-02-19T10:01+07:00'));

    expect(await bot.says('สวัสดี')).toMatch(/ค้างไว้เกิน ๓ วัน.*\n.*ค้างไว้เกิน ๓ วัน/);

    expect(await bot.says('สวัสดี')).not.toContain('ค้างไว้เกิน');
    expect(bot.drafts.open).toEqual([]);
  });

  test('loses what came with a message that was taken back', async () => {
    await tellsAnother('ป้ายหน้าอำเภอล้มทับทาง', 'm9');
    await bot.says('ทำต่อ 1');

    bot.takesBack('m9');

    expect(JSON.stringify(bot.drafts)).not.toContain('ป้ายหน้าอำเภอ');
  });
});

describe('a repeat', () => {
  test('of what put another aside gives the same question again and puts nothing aside twice', async () => {
    await bot.tells('ไฟทางดับหลายวัน');
    const input: Input = { kind: 'open', name: 'request', subject: { id: 'road' } };
    const first = await bot.answers([input], 'e1');

    const again = await bot.answers([input], 'e1');

    expect(again).toEqual(first);
    bot.keeps(again.drafts);
    expect(bot.drafts.open).toHaveLength(2);
  });
});

test('what a conversation is finished under is in none of its buttons', async () => {
  await bot.fills();
  const { once } = bot.conversation!;
  expect(JSON.stringify(bot.last?.prompts)).toContain(bot.conversation!.id);
  expect(JSON.stringify(bot.last?.prompts)).not.toContain(once);

  await bot.taps('send');

  expect(bot.finished.map((each) => each.once)).toEqual([once]);
  expect(JSON.stringify([...bot.kept])).not.toContain(once);
});

test('a refusal at the end keeps the draft, also of one that waits', async () => {
  bot.request = { ...bot.request, finish: () => Promise.reject(new Explainable('late', 'common.none')) };
  await bot.fills();
  const send = bot.button('send');
  await tellsAnother('น้ำไม่ไหลทั้งหมู่บ้าน');

  await bot.takes(send);

  expect(bot.text).toMatch(/^ไม่มี\n/);
  expect(bot.drafts.open).toHaveLength(2);
  expect(bot.conversation).toMatchObject({ at: 'review' });
});

describe('the list of what waits', () => {
  test('does not call the open conversation nothing', async () => {
    expect(await bot.says('งานที่ค้างไว้')).toContain('ขณะนี้ไม่มีงานที่ค้างไว้');

    await bot.tells('ไฟทางดับหลายวัน');
    const answer = await bot.says('งานที่ค้างไว้');

    expect(answer).toContain('ไม่มีงานอื่นที่ค้างไว้');
    expect(answer).toContain('ท่านกำลังทำ “แก้ไข”');
  });
});
