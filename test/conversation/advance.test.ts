import { CITIZEN, STAFF, startChat } from '../helpers/chat';
import { findControl, inputOf } from '../helpers/presses';
import type { Finished } from './sample-flows';
import { rating, request, TICKETS } from './sample-flows';

const toReview = async (finished: Finished[] = []) => {
  const chat = await startChat(request(finished), { as: CITIZEN });
  await chat.says('ไฟทางดับมาหลายวัน');
  await chat.taps('light');
  await chat.says('หน้าวัด');
  await chat.picksDay('2026-02-10');
  await chat.skips();
  await chat.taps('no');
  return chat.says('081-234-5678');
};

describe('a conversation', () => {
  test('asks its questions one after the other and is complete when the review is sent', async () => {
    const finished: Finished[] = [];
    const chat = await toReview(finished);

    expect(chat.outcome?.kind).toBe('review');
    expect(chat.last[0]?.card?.rows).toHaveLength(7);
    await chat.taps('send');

    expect(finished).toEqual([
      {
        once: 'o'.repeat(24),
        answers: {
          what: 'ไฟทางดับมาหลายวัน',
          kind: 'light',
          where: { text: 'หน้าวัด' },
          since: '2026-02-10',
          anonymous: false,
          phone: '0812345678',
        },
      },
    ]);
  });

  test('takes typed words in place of every button', async () => {
    const finished: Finished[] = [];
    const chat = await startChat(request(finished), { as: CITIZEN });
    await chat.says('ถนนเป็นหลุมบ่อลึกมาก');
    await chat.says('ข้อ ๑ ครับ');
    await chat.says('ข้ามค่ะ');
    await chat.says('๑๐ ก.พ. ๖๙');
    await chat.sendsFile('f1');
    await chat.says('เสร็จแล้วครับ');
    await chat.says('ไม่ใช่ค่ะ');
    await chat.says('ไม่มี');
    expect(chat.at).toBe('review');
    await chat.says('แก้ไข ๒');
    expect(chat.at).toBe('kind');
    await chat.says('กลับไปหน้าสรุป');
    await chat.says('ส่งเลยครับ');

    expect(finished[0]?.answers).toEqual({
      what: 'ถนนเป็นหลุมบ่อลึกมาก',
      kind: 'road',
      since: '2026-02-10',
      photos: [{ fileId: 'f1', mediaType: 'image/jpeg' }],
      anonymous: false,
    });
  });

  test('says why an answer is none and asks again', async () => {
    const chat = await startChat(request(), { as: CITIZEN });

    await chat.says('ดับ');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.textTooShort' });
    expect(chat.text).toContain('เกิดอะไรขึ้น');
    await chat.send({ kind: 'unusable', problem: 'common.none' });
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'common.none' });
  });

  test('offers help after three misses', async () => {
    const chat = await startChat(request(), { as: CITIZEN });

    await chat.says('ก');
    await chat.says('ข');
    expect(() => findControl(chat.last, 'help', 'th')).toThrow();
    await chat.says('ค');
    expect(findControl(chat.last, 'help', 'th')).toBeDefined();
    expect(findControl(chat.last, 'cancel', 'th')).toBeDefined();
    await chat.says('ไฟทางดับหลายวัน');
    expect(() => findControl(chat.last, 'help', 'th')).toThrow();
  });

  test('goes back question by question, and keeps an answer when asked to', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('ไฟทางดับหลายวัน');
    await chat.taps('light');
    expect(chat.at).toBe('where');

    await chat.goesBack();
    await chat.says('ย้อนกลับ');
    expect(chat.at).toBe('what');
    expect(chat.text).toContain('คำตอบเดิม: ไฟทางดับหลายวัน');
    await chat.says('ย้อนกลับ');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.noWayBack' });
    await chat.taps('~keep');
    expect(chat.at).toBe('where');
  });

  test('recalls a long earlier answer by its beginning', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('ไฟทางดับ '.repeat(50));

    await chat.goesBack();

    expect(chat.text.length).toBeLessThan(160);
    expect(chat.text).toContain('…');
  });

  test('returns to the review after an edit and asks only what is new', async () => {
    const chat = await toReview();

    await chat.edits('kind');
    await chat.taps('other');
    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers).not.toHaveProperty('where');
    await chat.edits('kind');
    await chat.taps('road');
    expect(chat.at).toBe('where');
    await chat.skips();
    expect(chat.at).toBe('review');
  });

  test('forgets what a changed answer contradicts', async () => {
    const chat = await toReview();

    await chat.edits('anonymous');
    await chat.taps('yes');

    expect(chat.at).toBe('review');
    expect(JSON.stringify(chat.conversation)).not.toContain('0812345678');
  });

  test('edits from the review by number, by title, and asks which one otherwise', async () => {
    const chat = await toReview();

    await chat.says('แก้ไข');
    expect(chat.text).toContain('ต้องการแก้ไขข้อใด');
    await chat.says('แก้ไข 99');
    expect(chat.text).toContain('ต้องการแก้ไขข้อใด');
    await chat.says('แก้ไข เมนู');
    expect(chat.at).toBe('what');
  });

  test('stores a skipped answer as null, so that an edit does not ask for it again', async () => {
    const chat = await toReview();

    expect(chat.conversation?.answers.photos).toBeNull();
    await chat.edits('what');
    await chat.says('ไฟทางดับทั้งซอย');
    expect(chat.at).toBe('review');
  });

  test('refuses to skip what must be answered', async () => {
    const chat = await startChat(request(), { as: CITIZEN });

    await chat.says('ข้าม');

    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.cannotSkip' });
  });

  test('collects files until they are finished, removed or full', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('ไฟทางดับหลายวัน');
    await chat.taps('other');
    await chat.says('วันนี้');

    await chat.sendsFile('f1', 'image/jpeg', 'm1');
    expect(chat.text).toBe('ได้รับแล้ว ๑ ไฟล์ ส่งเพิ่มได้อีก ๒ ไฟล์ เมื่อครบแล้ว กดหรือพิมพ์ “เสร็จแล้ว”');
    expect(chat.conversation?.sources).toEqual({ photos: ['m1'] });
    await chat.taps('clear');
    expect(chat.text).toContain('ต้องการลบ');
    expect(chat.conversation?.answers.photos).toHaveLength(1);
    await chat.says('ลบ');
    expect(chat.conversation?.answers).not.toHaveProperty('photos');
    expect(chat.conversation?.sources).toEqual({});
    await chat.says('อะไรนะ');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.filePlease' });
    await chat.sendsFile('f2');
    await chat.sendsFile('f3');
    await chat.sendsFile('f4');
    expect(chat.at).toBe('anonymous');
    expect(chat.conversation?.answers.photos).toHaveLength(3);
  });

  test('keeps an old button from answering another question', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('ไฟทางดับหลายวัน');
    const old = inputOf(findControl(chat.last, 'light', 'th'));
    await chat.taps('light');

    await chat.send(old as Parameters<typeof chat.send>[0]);
    expect(chat.outcome?.kind).toBe('stale');
    expect(chat.at).toBe('where');
    expect(chat.text).toContain('ที่ไหน');
    await chat.send({
      kind: 'command',
      command: 'cancel',
      asked: { conversationId: 'another', step: 'what' },
    });
    expect(chat.outcome?.kind).toBe('stale');
    expect(chat.conversation?.answers).toEqual({ what: 'ไฟทางดับหลายวัน', kind: 'light' });
  });

  test('lets an older cancel button of the same conversation cancel it', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    const cancel = inputOf(findControl(chat.last, 'cancel', 'th'));
    await chat.says('ไฟทางดับหลายวัน');

    await chat.send(cancel as Parameters<typeof chat.send>[0]);

    expect(chat.outcome?.kind).toBe('cancelled');
  });

  test('is paused for days, and gone on with when that is asked for', async () => {
    const chat = await startChat(request(), { as: CITIZEN });
    await chat.says('พักไว้ก่อนนะคะ');
    expect(chat.text).toContain('๑๘ กุมภาพันธ์ ๒๕๖๙');
    expect(chat.conversation?.expiresAt).toEqual(new Date('2026-02-18T09:00+07:00'));

    await chat.says('ทำต่อครับ');
    expect(chat.outcome?.kind).toBe('ask');
    expect(chat.conversation?.answers).toEqual({});
    await chat.says('ไฟทางดับหลายวัน');
    expect(chat.at).toBe('kind');
  });

  test('answers a request for help without moving', async () => {
    const chat = await startChat(request(), { as: CITIZEN });

    await chat.says('วิธีใช้');

    expect(chat.outcome?.kind).toBe('help');
    expect(chat.at).toBe('what');
    expect(chat.text).toContain('เกิดอะไรขึ้น');
  });

  test('waits at the review for a word that sends', async () => {
    const chat = await toReview();

    await chat.says('ใครจะเป็นคนอ่าน');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.review.sendOrEdit' });
    await chat.says('ย้อนกลับ');
    expect(chat.at).toBe('phone');
  });
});

describe('a flow of one question', () => {
  test('is finished by its answer', async () => {
    const finished: string[] = [];
    const chat = await startChat(rating(finished), { as: CITIZEN });

    await chat.says('23');

    expect(finished).toEqual([`t23 ${'o'.repeat(24)}`]);
  });

  test('is finished by its opening when that says everything', async () => {
    const finished: string[] = [];

    const chat = await startChat(rating(finished), { as: CITIZEN, known: { subject: { id: 't2' } } });

    expect(chat.outcome?.kind).toBe('complete');
    expect(finished).toHaveLength(1);
  });

  test('turns the pages of a long list by button and by word', async () => {
    const chat = await startChat(rating(), { as: CITIZEN });
    expect(chat.last[0]?.card?.rows).toHaveLength(9);

    await chat.taps('ดูเพิ่มเติม');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.page' });
    expect(chat.text).toContain(TICKETS[17]?.label);
    expect(chat.conversation?.misses).toBe(0);
    await chat.says('หน้า ๓');
    expect(chat.last[0]?.card?.rows).toHaveLength(5);
    await chat.taps('กลับหน้าแรก');
    expect(chat.text).toContain(TICKETS[0]?.label);
  });

  test('asks among the candidates when a typed answer fits several', async () => {
    const chat = await startChat(rating(), { as: CITIZEN });

    await chat.says('สายที่ 11');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'conversation.problem.severalMatch' });
    expect(chat.last[0]?.card?.rows).toHaveLength(10);
    await chat.taps('t12');
    expect(chat.outcome?.kind).toBe('complete');
  });

  test('is not begun for those who may not', async () => {
    await expect(startChat(rating(), { as: STAFF })).rejects.toThrow('may not start');
  });
});
