import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import type { TextKey } from '../../src/core/texts';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { complain, expectWellAndIdle, leave, press, say, send, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
const NOTED = th('questions.asked.title');
const DRAFT = th('listening.found', { values: '' }).slice(0, 12);

describe('what words mean for staff', () => {
  let app: TestApp;
  let ticketNo: string;
  const phone = (who: string): Phone => app.phone(ORG, who);

  beforeAll(async () => {
    app = await startApp();
    ({ ticketNo } = await complain(app.stranger(ORG), {
      category: 'complaints.category.lights',
      detail: 'ไฟทางดับหน้าวัดทั้งซอย มืดมาก',
      place: 'หน้าวัด',
    }));
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });
  afterEach(async () => {
    for (const who of ['officer', 'section-head', 'coordinator', 'executive']) await leave(phone(who));
  });

  const VIEWS: Readonly<Record<string, TextKey>> = {
    measures: 'measures.mine.title',
    round: 'measures.board.title',
    complaints: 'complaints.inbox.title',
    questions: 'questions.inbox.none',
  };

  test.each([
    ['officer', 'มีเรื่องอะไรต้องทำบ้าง', 'measures'],
    ['officer', 'วันนี้มีงานอะไร', 'measures'],
    ['officer', 'วันนี้ต้องทำอะไรบ้างคะ', 'measures'],
    ['section-head', 'มีรายงานรอตรวจไหม', 'measures'],
    ['section-head', 'รายงานที่รอให้ความเห็น', 'measures'],
    ['section-head', 'งานที่รอความเห็น', 'measures'],
    ['executive', 'วันนี้มีอะไรบ้าง', 'round'],
    ['coordinator', 'กองไหนยังไม่ส่ง', 'round'],
    ['coordinator', 'ใครยังไม่รายงานบ้าง', 'round'],
    ['officer', 'รายการเรื่องร้องเรียน', 'complaints'],
    ['officer', 'มีเรื่องร้องเรียนใหม่ไหม', 'complaints'],
    ['officer', 'มีคำถามจากประชาชนไหม', 'questions'],
    ['coordinator', 'เรื่องนี้โอนไปกองช่างค่ะ', 'complaints'],
  ] as const)('%s: “%s” is looked up', async (who, words, view) => {
    const told = await say(phone(who), words);

    expect(told).toContain(th(VIEWS[view] ?? 'common.menu'));
    expect(told).not.toContain(NOTED);
    expect(told).not.toContain(DRAFT);
  });

  test('in the middle of a report they are looked up too, and the report is asked for again', async () => {
    const officer = phone('officer');
    await say(officer, 'จัดกิจกรรมจิตอาสาแล้ว');

    const told = await say(officer, 'วันนี้มีงานอะไร');
    expect(told).toContain(th('measures.mine.title'));
    expect(told).toContain(th('measures.log.title'));
  });

  test('a question about nothing that can be looked up is noted only when that is wanted', async () => {
    const officer = phone('officer');
    const question = 'เบิกค่าเดินทางไปราชการได้เท่าไหร่คะ';
    const told = await say(officer, question);
    expect(told).not.toContain(NOTED);
    expect(told).toContain(th('openers.label.my-measures'));
    expect(told).toContain(th('openers.label.complaint-inbox'));

    expect(await tap(officer, th('questions.which.ask'))).toContain(NOTED);
  });

  test('a photo and a sentence that are no measure’s are the answer to a complaint, and the reporter reads of the photo', async () => {
    const officer = phone('officer');
    const reporter = app.stranger(ORG);
    const filed = await complain(reporter, {
      category: 'complaints.category.lights',
      detail: 'ไฟทางดับสองต้นข้างโรงเรียน',
      place: 'ข้างโรงเรียน',
    });
    await send(officer, { kind: 'image', bytes: await photo(), name: 'lamp.jpg' });
    await say(officer, 'ซ่อมไฟแล้วนะ');
    const asked = await say(officer, 'ไม่ใช่มาตรการ เป็นเรื่องร้องเรียนไฟดับ');
    expect(asked).toContain(filed.ticketNo);
    expect(asked).not.toContain(th('measures.log.result'));

    const review = await say(officer, filed.ticketNo);
    expect(review).toContain('ซ่อมไฟแล้วนะ');
    expect(review).toContain(th('complaints.handle.photos'));
    const done = await say(officer, 'ส่ง');
    expect(done).toContain(filed.ticketNo);
    expect(done).not.toContain('ไม่ได้ส่ง');
    await reporter.sees(th('complaints.notice.title'));
    await say(reporter, th('complaints.track.title'));
    await reporter.says(`${filed.ticketNo} ${filed.pin}`);
    await reporter.sees(th('complaints.status.files', { number: '๑' }));
  });

  test('a report that was just sent is corrected by saying what is wrong in it', async () => {
    const officer = phone('officer');
    await press(officer, 'o=my-measures');
    await tap(officer, th('measures.button.log'));
    await say(officer, th('measures.state.done'));
    await say(officer, 'จัดอบรมแล้ว 45 คน');
    expect(await say(officer, 'ส่ง')).toContain(th('measures.receipt.title'));

    const review = await say(officer, 'เมื่อกี้ส่งผิด แก้จำนวนเป็น 54 คน');
    expect(review).toContain(th('conversation.review.subtitle'));
    expect(review).toContain('จัดอบรมแล้ว 54 คน');
    expect(review).not.toContain('45');
    expect(await say(officer, 'ส่ง')).toContain(th('measures.receipt.title'));
  });

  test('what was put aside is called by its sentence, not by its files', async () => {
    const officer = phone('officer');
    await send(officer, { kind: 'image', bytes: await photo(), name: 'meeting.jpg' });
    await say(officer, 'จัดกิจกรรมจิตอาสาแล้ว');
    await say(officer, th('common.pause'));

    const back = await say(officer, th('common.continue'));
    expect(back).toContain('เรื่อง “จัดกิจกรรมจิตอาสาแล้ว” ต่อ');
    await leave(officer);
  });

  test('“ถอนสิทธิ์” with a name behind it opens the list of staff', async () => {
    expect(await say(phone('coordinator'), 'ถอนสิทธิ์ต้นยาง')).toContain(th('people.end.askPost'));
  });

  test.each([
    ['the number alone', (no: string) => no],
    ['with a word before it', (no: string) => `รับเรื่อง ${no}`],
  ])('an officer who types a ticket’s number reads its card: %s', async (_how, words) => {
    const told = await say(phone('officer'), words(ticketNo));

    expect(told).toContain(th('complaints.detail.reporter'));
    expect(told).not.toContain(th('complaints.track.askPin'));
  });

  test('a number that is no ticket of theirs is followed as by anybody', async () => {
    expect(await say(phone('officer'), '70-00000-7')).not.toContain(th('complaints.detail.reporter'));
  });

  test.each(['เปิดดูเรื่องที่ 1', 'เรื่องที่ 1', 'เปิดเรื่องที่ ๑'])(
    '“%s” opens what stands first in the list',
    async (words) => {
      const officer = phone('officer');
      await press(officer, 'o=complaint-inbox');
      expect(await say(officer, words)).toContain(th('complaints.detail.reporter'));
    },
  );

  test.each([
    ['executive', 'รับทราบ'],
    ['officer', 'ครับ'],
    ['officer', 'รับทราบครับผม'],
    ['coordinator', 'โอเคค่ะ'],
  ])('%s: “%s” is a courtesy with one short answer', async (who, words) => {
    const each = phone(who);
    expect(await say(each, words)).toBe(th('questions.noted'));
    expect(each.answers).toHaveLength(1);
  });

  test.each(['ยกเลิก', 'กู้คืน', 'กินข้าวยัง'])(
    '“%s” with nothing open gets one bubble, and the menu only when it is asked for',
    async (words) => {
      const someone = app.stranger(ORG);
      const told = await say(someone, words);
      expect(someone.answers).toHaveLength(1);
      expect(told).not.toContain(th('conversation.help.citizenTitle'));

      expect(await tap(someone, th('common.menu'))).toContain(th('conversation.help.citizenTitle'));
    },
  );

  test('what came of a message that was neither is said, and three kinds are not two', async () => {
    const officer = phone('officer');
    const asked = await say(officer, 'เบิกค่าเดินทางไปราชการได้เท่าไหร่คะ');
    expect(asked).toContain('ไม่ใช่ทั้งหมดนี้');

    expect(await tap(officer, th('questions.which.noneOfThese'))).toContain(th('questions.which.dropped'));
  });
});
