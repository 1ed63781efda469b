import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { conversationOf } from '../helpers/drafts';
import { expectWellAndIdle, heard, say, send, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const photo = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: { r: red, g: 90, b: 120 } } })
    .jpeg()
    .toBuffer();
const picture = async (red: number) =>
  ({ kind: 'image', bytes: await photo(red), name: 'photo.jpg' }) as const;

/** A citizen tells in their own order, and changes their mind. */
describe('a citizen', () => {
  let app: TestApp;
  let phone: Phone;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await expectWellAndIdle(app);
    await app.close();
  });
  beforeEach(() => {
    phone = app.stranger(ORG);
  });

  const answers = async () => (await conversationOf(app, ORG, phone))?.answers ?? {};
  /** Sends the complaint off without a name, and reads how many files its ticket has. */
  const filesOnTicket = async (): Promise<number | undefined> => {
    await tap(phone, th('complaints.file.anonymous'));
    const receipt = await say(phone, 'ส่ง');
    const [ticketNo = ''] = /\d\d-\d{5}-\d/.exec(receipt) ?? [];
    const stored = await app.db.connection.collection('complaints').findOne({ ticketNo });
    return (stored?.fileIds as string[] | undefined)?.length;
  };

  test('sends a photo first, then tells the story, then the place, and all of it is on the ticket', async () => {
    await send(phone, await picture(1));
    await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');
    await say(phone, 'อยู่ตรงซอยข้างโรงเรียนบ้านนา');

    expect(JSON.stringify(await answers())).toMatch(/หลุมใหญ่.*/);
    expect(JSON.stringify(await answers())).toContain('ซอยข้างโรงเรียน');
    expect(await filesOnTicket()).toBe(1);
  });

  test('sends a photo one question early: it is kept, and the question stays', async () => {
    await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');
    const told = await send(phone, await picture(2));

    expect(told).toMatch(/ภาพ/);
    await say(phone, 'หน้าวัดบ้านนา');
    expect(await filesOnTicket()).toBe(1);
  });

  test.each([true, false])(
    'sends five photos at once (numbered as a set: %s): one count, all kept',
    async (numbered) => {
      await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');
      await phone.sendsAtOnce([{ photos: await Promise.all([3, 4, 5, 6, 7].map(photo)), numbered }]);
      await phone.answer({ timeoutMs: 20_000 });

      await app.container.line.dispatcher.idle();
      const { place } = await answers();
      if (place === undefined) await say(phone, 'หน้าวัดบ้านนา');
      expect(await filesOnTicket()).toBe(5);
    },
  );

  test.each(['ไม่มี', 'ไม่ทราบ', 'ไม่มีรูปค่ะ'])(
    'says “%s” where nothing is needed, and it is no answer',
    async (words) => {
      await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');
      const told = await say(phone, words);

      expect(JSON.stringify(await answers())).not.toContain(words);
      expect(told).not.toContain(th('conversation.notUnderstood'));
    },
  );

  test.each(['แก้ไข', 'ไม่ใช่'])('says “%s” at the review, and is asked what', async (words) => {
    await say(phone, 'ถนนหน้าโรงเรียนบ้านนาเป็นหลุมใหญ่');
    if ((await answers()).place === undefined) await say(phone, 'หน้าโรงเรียนบ้านนา');
    await tap(phone, th('complaints.file.anonymous'));
    const before = await answers();

    expect(await say(phone, words)).toMatch(/ข้อใด|หมายเลข|แก้ไข/);
    expect(await answers()).toEqual(before);
  });

  test.each(['ยกเลิก', 'ไม่เอาแล้ว', 'เลิก'])('stops with “%s”, and brings it back', async (words) => {
    await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');
    const before = await answers();
    await say(phone, words);
    expect(await answers()).toEqual({});

    await say(phone, 'กู้คืน');
    expect(await answers()).toEqual(before);
  });

  test('pauses: the next message is read afresh, and what was paused waits', async () => {
    await say(phone, 'ถนนเป็นหลุมใหญ่ รถล้มบ่อย');
    await say(phone, 'พัก');
    await say(phone, 'ไฟทางหน้าวัดดับมืดมาก');
    expect(JSON.stringify(await answers())).toContain('ไฟทางหน้าวัดดับ');
    expect(JSON.stringify(await answers())).not.toContain('หลุมใหญ่');

    await say(phone, 'งานที่ค้างไว้');
    expect(heard(phone.chat.items.filter(({ from }) => from === 'bot').slice(-3))).toContain('หลุมใหญ่');
  });
});
