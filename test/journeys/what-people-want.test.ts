import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { expectWellAndIdle, press, say, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const PHONE = '042-000-103';
/** What the bot said to whatever had twelve letters. */
const TAKEN_FOR_A_COMPLAINT = /เกี่ยวกับอะไร|เกี่ยวกับเรื่องใด|ไฟฟ้าสาธารณะ/;

describe('what people want who simply write', () => {
  let app: TestApp;
  const stranger = (): Phone => app.stranger(ORG);

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });

  const notedBy = async (who: string): Promise<string> =>
    press(app.phone(ORG, who), 'o=question-inbox&p=all');

  test.each(['อบต.เปิดกี่โมง', 'ขอจ่ายภาษีที่ดินได้ที่ไหน'])(
    'a question gets the office’s telephone, hours and address, and is noted: %s',
    async (question) => {
      const told = await say(stranger(), question);

      expect(told).not.toMatch(TAKEN_FOR_A_COMPLAINT);
      expect(told).toContain(PHONE);
      expect(told).toMatch(/๐๘\.๓๐–๑๖\.๓๐ น\./);
      expect(told).toContain('ตำบลนากอก');
      expect(await notedBy('officer')).toContain(question);
    },
  );

  test('an officer takes a question that is answered off the list with one tap', async () => {
    await say(stranger(), 'ต่อเติมบ้านต้องขออนุญาตไหมคะ');
    const officer = app.phone(ORG, 'officer');
    await press(officer, 'o=question-inbox');

    await tap(officer, th('questions.inbox.answered'));
    const left = await notedBy('officer');
    expect(left.match(/ถามเมื่อ/g)?.length ?? 0).toBeLessThan(3);
  });

  test.each([
    ['สวัสดี', 'questions.greet'],
    ['ขอบคุณมากค่ะ', 'questions.thank'],
    ['ลบข้อมูลของฉัน', 'people.erase.citizen'],
    ['ขอคุยกับเจ้าหน้าที่', 'questions.contact.call'],
  ] as const)('“%s” is no complaint', async (words, answer) => {
    expect(await say(stranger(), words)).toContain(th(answer));
  });

  test.each(['น้ำไม่ไหล', 'ไฟดับ', 'ถนนพัง'])('“%s” is one, short as it is', async (words) => {
    const phone = stranger();
    const told = await say(phone, words);

    expect(told).toContain(th('complaints.file.title'));
    // It is kept: nothing is typed again.
    await say(phone, th('common.pause'));
    expect(await say(phone, th('conversation.drafts.title'))).toContain(words);
  });

  test('what may be several things is asked back with one tap, and what was said goes with it', async () => {
    const phone = stranger();
    const unclear = 'เรื่องตลาดนัดวันพุธแถวบ้าน';
    const told = await say(phone, unclear);
    expect(told).toContain(th('questions.which.which'));
    expect(told).not.toMatch(TAKEN_FOR_A_COMPLAINT);

    expect(await tap(phone, th('questions.which.ask'))).toContain(PHONE);
    expect(await notedBy('officer')).toContain(unclear);
  });

  test('a question that was none becomes a complaint with one tap, and leaves the officers’ list', async () => {
    const phone = stranger();
    const words = 'เมื่อไหร่จะมาทาสีทางม้าลายหน้าโรงเรียนคะ';
    await say(phone, words);

    expect(await tap(phone, th('questions.asked.report'))).toMatch(TAKEN_FOR_A_COMPLAINT);
    await say(phone, th('common.pause'));
    expect(await say(phone, th('conversation.drafts.title'))).toContain(words);
    expect(await notedBy('officer')).not.toContain(words);
  });

  test.each([
    ['in words', (phone: Phone) => say(phone, 'ไม่ใช่ค่ะ แค่อยากถาม')],
    ['with one tap', (phone: Phone) => tap(phone, th('complaints.file.onlyAsking'))],
  ])(
    'a complaint that was none becomes a question %s, and what was told goes with it',
    async (how, correct) => {
      const phone = stranger();
      const words = `ถังขยะหน้าบ้านเต็ม ${how}`;
      await say(phone, words);

      expect(await correct(phone)).toContain(PHONE);
      expect(await notedBy('officer')).toContain(words);
      expect(await say(phone, th('conversation.drafts.title'))).toContain(th('conversation.drafts.none'));
    },
  );

  test('who wants a human in the middle of something gets the way, and goes on', async () => {
    const phone = stranger();
    await say(phone, 'น้ำไม่ไหล');

    const told = await say(phone, 'ขอคุยกับเจ้าหน้าที่');
    expect(told).toContain(PHONE);
    expect(told).toContain(th('complaints.file.title'));
  });

  test('the word for an officer leads to one, and not to a code', async () => {
    const told = await say(stranger(), 'เจ้าหน้าที่');

    expect(told).toContain(PHONE);
    expect(told).not.toContain(th('people.register.askCode', { example: '' }).slice(0, 20));
    // Those who are to become staff find the way from there.
    expect(told).toContain(th('questions.contact.register'));
  });

  test('an office that has given no details says so', async () => {
    const told = await say(app.stranger('cho-raka'), 'ขอเบอร์โทรศัพท์หน่อย');

    expect(told).toContain(th('questions.contact.none'));
  });
});
